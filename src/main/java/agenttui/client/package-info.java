/// The terminal's side: raw mode, bytes both ways, and a server started when none answers. Kept so
/// thin that it starts in a tenth of a second: no JSON, no logging, no command line library.
@NullMarked
package agenttui.client;

import org.jspecify.annotations.NullMarked;
