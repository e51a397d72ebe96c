/// Looks for a text in all panes of a session, a little at a time.
@NullMarked
package agenttui.mux.find;

import org.jspecify.annotations.NullMarked;
