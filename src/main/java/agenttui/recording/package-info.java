/// Keeps and plays what a terminal showed: checkpoints and captures.
@NullMarked
package agenttui.recording;

import org.jspecify.annotations.NullMarked;
