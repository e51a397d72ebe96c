/// The image chain and the agents' tools volume: what to build, when, and with what result.
/// [ImageChain] and [ToolsVolumes] are the front doors.
@NullMarked
package agenttui.image;

import org.jspecify.annotations.NullMarked;
