/// Checks the machine and says how to mend it. Changes nothing.
@NullMarked
package agenttui.doctor;

import org.jspecify.annotations.NullMarked;
