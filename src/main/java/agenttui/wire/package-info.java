/// What client and server tell each other, and how it looks on the socket.
@NullMarked
package agenttui.wire;

import org.jspecify.annotations.NullMarked;
