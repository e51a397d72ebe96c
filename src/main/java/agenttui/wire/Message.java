package agenttui.wire;

import java.util.List;
import java.util.Map;

/// What client and server say. A conversation starts with [Hello] from both; then the client sends
/// either one [Run] or one [Attach] (a [Run] may be answered by [Enter], then the client attaches
/// on the same connection), and the server ends it with [Exit].
///
/// [Hello] and [Stop] never change their form, so that programs of any two versions can say that
/// they do not match and a new client can end an old server.
public sealed interface Message {
  /// Both sides, first.
  ///
  /// @param protocol [Protocol#VERSION] of the sender
  /// @param build the sender's version, for people
  /// @param process the sender's process id
  record Hello(int protocol, String build, long process) implements Message {}

  /// Client: end the server and everything that runs in it.
  record Stop() implements Message {}

  /// Client: show me a session.
  ///
  /// @param session its name; empty: the one used last
  /// @param columns the terminal's width in cells
  /// @param rows the terminal's height in cells
  /// @param terminal what the environment says about the terminal (`TERM`, `COLORTERM`, `LANG` …)
  record Attach(String session, int columns, int rows, Map<String, String> terminal)
      implements Message {}

  /// Client: bytes from the terminal.
  record Input(byte[] bytes) implements Message {}

  /// Client: the terminal has this size now.
  record Resize(int columns, int rows) implements Message {}

  /// Client: the last [Output] has been written to the terminal; the next may come.
  record Drawn() implements Message {}

  /// Client: do this command line.
  ///
  /// @param arguments the verb and its arguments
  /// @param directory the working directory
  /// @param environment the variables of the caller
  /// @param terminal whether standard input and output are a terminal
  /// @param columns the terminal's width, or 80
  /// @param rows the terminal's height, or 24
  record Run(
      List<String> arguments,
      String directory,
      Map<String, String> environment,
      boolean terminal,
      int columns,
      int rows)
      implements Message {}

  /// Client: bytes from standard input; empty: end of file.
  record Stdin(byte[] bytes) implements Message {}

  /// Server: the verb reads standard input; send it.
  record WantStdin() implements Message {}

  /// Server: bytes for the attached terminal, one frame.
  record Output(byte[] bytes) implements Message {}

  /// Server: bytes for standard output.
  record Stdout(byte[] bytes) implements Message {}

  /// Server: bytes for standard error.
  record Stderr(byte[] bytes) implements Message {}

  /// Server: the verb wants this client to attach to a session now.
  record Enter(String session) implements Message {}

  /// Server: the end.
  ///
  /// @param code the exit code
  /// @param line what to print last, or empty
  record Exit(int code, String line) implements Message {}
}
