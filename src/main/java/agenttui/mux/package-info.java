/// Sessions, windows, panes, layouts, key tables and questions: the state that a person sees,
/// undrawn.
@NullMarked
package agenttui.mux;

import org.jspecify.annotations.NullMarked;
