/// The life of forks: snapshot, start, look, clean, trash, undo. Git on a fork's clone runs in the
/// fork's own sandbox, never on the host.
@NullMarked
package agenttui.fork;

import org.jspecify.annotations.NullMarked;
