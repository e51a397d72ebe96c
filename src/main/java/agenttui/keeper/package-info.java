/// Speaks the keeper's protocol (`shim/PROTOCOL.md`); gives ptys, runs and channels.
@NullMarked
package agenttui.keeper;

import org.jspecify.annotations.NullMarked;
