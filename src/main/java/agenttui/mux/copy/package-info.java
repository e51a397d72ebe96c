/// Copy mode: a cursor, a selection and a search in what a pane has shown. Knows screens and
/// nothing of panes, keys or clipboards.
@NullMarked
package agenttui.mux.copy;

import org.jspecify.annotations.NullMarked;
