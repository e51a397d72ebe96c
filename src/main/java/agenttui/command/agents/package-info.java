/// Verbs about sandboxes and what runs in them.
@NullMarked
package agenttui.command.agents;

import org.jspecify.annotations.NullMarked;
