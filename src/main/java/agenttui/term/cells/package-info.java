/// The cells behind a screen: rows, history, cursor, and the operations of a terminal on them; used
/// by `agenttui.term` alone.
@NullMarked
package agenttui.term.cells;

import org.jspecify.annotations.NullMarked;
