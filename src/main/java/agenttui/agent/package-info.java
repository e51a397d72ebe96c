/// Agents as data: what installs them, how they start, which variables, folders and files they
/// need. [Agents] is the front door; the facts are in the resources `/agents/*.toml`.
@NullMarked
package agenttui.agent;

import org.jspecify.annotations.NullMarked;
