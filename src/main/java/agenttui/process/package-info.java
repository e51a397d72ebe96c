/// Starts host programs: argument arrays only, clean environment, caps on time and output.
@NullMarked
package agenttui.process;

import org.jspecify.annotations.NullMarked;
