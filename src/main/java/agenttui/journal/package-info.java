/// Appends entries in order, redacts them, and tells listeners (file, panel).
@NullMarked
package agenttui.journal;

import org.jspecify.annotations.NullMarked;
