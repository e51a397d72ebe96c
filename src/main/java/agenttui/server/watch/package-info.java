/// Collects what can be observed of panes, has it judged, and tells the result: to the panes'
/// titles, the journal and people elsewhere. [Watch] is the front door.
@NullMarked
package agenttui.server.watch;

import org.jspecify.annotations.NullMarked;
