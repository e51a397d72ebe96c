/// The event loop, the clients, adoption, and the wiring of everything else.
@NullMarked
package agenttui.server;

import org.jspecify.annotations.NullMarked;
