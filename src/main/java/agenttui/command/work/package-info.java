/// Verbs about work: forks, merges, cleaning, undo.
@NullMarked
package agenttui.command.work;

import org.jspecify.annotations.NullMarked;
