/// Draws sessions and chrome into a frame of cells, and a frame into the fewest bytes for a
/// terminal.
@NullMarked
package agenttui.ui;

import org.jspecify.annotations.NullMarked;
