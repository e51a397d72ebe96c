/// Verbs of windows, and of panes that go from one to another. They run on the event loop and
/// change [agenttui.mux] objects through [agenttui.command.screen.Stage].
@NullMarked
package agenttui.command.window;

import org.jspecify.annotations.NullMarked;
