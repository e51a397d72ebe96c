/// The pieces of a keeper's stream: frames, their fields, credit, and bytes that wait on either
/// side.
@NullMarked
package agenttui.keeper.frame;

import org.jspecify.annotations.NullMarked;
