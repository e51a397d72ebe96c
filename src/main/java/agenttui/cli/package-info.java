/// Parses the command line and picks: attach, serve, ask the server, or run what needs no server.
@NullMarked
package agenttui.cli;

import org.jspecify.annotations.NullMarked;
