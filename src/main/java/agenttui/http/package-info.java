/// Serves HTTP on Unix sockets, one socket for each sandbox: counts connections, gives deadlines.
@NullMarked
package agenttui.http;

import org.jspecify.annotations.NullMarked;
