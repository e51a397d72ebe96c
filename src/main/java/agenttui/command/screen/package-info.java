/// Verbs of sessions, windows and panes; each says what tmux's verb of the same name says.
@NullMarked
package agenttui.command.screen;

import org.jspecify.annotations.NullMarked;
