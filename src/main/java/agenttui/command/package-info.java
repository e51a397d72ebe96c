/// Every verb, one class each, in one registry; whoever says a command line (shell, key, sheet)
/// gets the same verb and the same outcome.
@NullMarked
package agenttui.command;

import org.jspecify.annotations.NullMarked;
