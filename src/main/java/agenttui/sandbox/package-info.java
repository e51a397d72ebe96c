/// Starts, finds again and stops the sandboxes of agents and their sidecars; makes and removes
/// their workspaces; bridges what comes out of them to this program. [Sandboxes] is the front door.
@NullMarked
package agenttui.sandbox;

import org.jspecify.annotations.NullMarked;
