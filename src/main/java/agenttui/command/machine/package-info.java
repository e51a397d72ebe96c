/// Verbs about the machine: the engine, images, agents.
@NullMarked
package agenttui.command.machine;

import org.jspecify.annotations.NullMarked;
