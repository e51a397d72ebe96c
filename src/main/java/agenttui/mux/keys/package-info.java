/// What keys and the mouse mean: tables of bindings as data, and the machines that look them up.
@NullMarked
package agenttui.mux.keys;

import org.jspecify.annotations.NullMarked;
