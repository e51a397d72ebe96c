/// Colours by what they are for, read from the files of `themes/`.
@NullMarked
package agenttui.ui.theme;

import org.jspecify.annotations.NullMarked;
