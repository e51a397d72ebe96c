/// Runs git on the host, safely (only in the user's own repository and in our hubs), and keeps the
/// hub: one bare repository per user repository through which all work of forks comes back.
@NullMarked
package agenttui.git;

import org.jspecify.annotations.NullMarked;
