/// Verbs of copy mode and of what was copied.
@NullMarked
package agenttui.command.copy;

import org.jspecify.annotations.NullMarked;
