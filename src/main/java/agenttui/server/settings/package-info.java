/// The configuration while a server runs: read, checked, watched.
@NullMarked
package agenttui.server.settings;

import org.jspecify.annotations.NullMarked;
