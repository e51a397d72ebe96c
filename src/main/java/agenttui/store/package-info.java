/// Paths, atomic writes, kernel locks, JSON: everything the program leaves on the host's disk goes
/// through here.
@NullMarked
package agenttui.store;

import org.jspecify.annotations.NullMarked;
