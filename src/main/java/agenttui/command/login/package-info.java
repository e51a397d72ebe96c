/// Verbs that sign agents in and out, once for all their sandboxes.
@NullMarked
package agenttui.command.login;

import org.jspecify.annotations.NullMarked;
