/// Verbs of the configuration: keys, themes, the file itself.
@NullMarked
package agenttui.command.settings;

import org.jspecify.annotations.NullMarked;
