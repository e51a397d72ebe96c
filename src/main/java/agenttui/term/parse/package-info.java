/// Cuts a terminal's input into text, control characters and control sequences (Paul Williams'
/// state machine of the VT500 series, with UTF-8); used by `agenttui.term` alone.
@NullMarked
package agenttui.term.parse;

import org.jspecify.annotations.NullMarked;
