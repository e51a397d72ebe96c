/// Runs tool calls in sidecars on behalf of shims. Listens on the sockets that `sandbox` feeds.
@NullMarked
package agenttui.toolproxy;

import org.jspecify.annotations.NullMarked;
