/// The insides of sheets, laid out and driven by Lanterna on a screen that nobody sees.
@NullMarked
package agenttui.ui.sheet;

import org.jspecify.annotations.NullMarked;
