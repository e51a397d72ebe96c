/// Decides and carries what leaves a sandbox for the network.
@NullMarked
package agenttui.egress;

import org.jspecify.annotations.NullMarked;
