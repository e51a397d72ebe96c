/// Decides from what can be observed of a pane what its program does and why, and who is told.
/// Records in, records out: [Judge] decides, [Steadier] keeps it from flickering. Nothing here
/// reads a clock, a file or a screen by itself.
@NullMarked
package agenttui.state;

import org.jspecify.annotations.NullMarked;
