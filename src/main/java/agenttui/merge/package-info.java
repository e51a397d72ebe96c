/// Simulates merges of forks and brings finished ones into the user's repository. All of it is
/// computed in the hub: no work tree is touched.
@NullMarked
package agenttui.merge;

import org.jspecify.annotations.NullMarked;
