/// Images, volumes, networks, containers and exec streams in our words, always labelled, always
/// hardened. [Engine] is the front door.
@NullMarked
package agenttui.docker;

import org.jspecify.annotations.NullMarked;
