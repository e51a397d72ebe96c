/// Turns bytes into a screen and input events into bytes, knowing nothing else.
@NullMarked
package agenttui.term;

import org.jspecify.annotations.NullMarked;
