/// What one client's terminal is shown.
@NullMarked
package agenttui.server.screen;

import org.jspecify.annotations.NullMarked;
