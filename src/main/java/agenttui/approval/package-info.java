/// Rules and waiting questions: whether a tool call or a host may go on, is refused, or is held
/// until a person answers.
@NullMarked
package agenttui.approval;

import org.jspecify.annotations.NullMarked;
