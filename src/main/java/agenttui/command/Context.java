package agenttui.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Consumer;

/// What a running verb may use.
///
/// @param caller who says it
/// @param out the caller's standard output (UTF-8): data only. For a key or a sheet its text is
///   shown as a notice
/// @param err the caller's standard error: diagnostics
/// @param in the caller's standard input; empty for keys and sheets
/// @param progress one line that replaces the last: what goes on now, with bytes or steps. To the
///   panel, and to the standard error of a caller with a terminal; from any thread
/// @param screens sessions, windows and panes
/// @param doors the server's front doors
public record Context(
    Caller caller,
    PrintStream out,
    PrintStream err,
    InputStream in,
    Consumer<String> progress,
    Screens screens,
    Doors doors) {
  /// The front door of that type: `context.the(Forks.class)`.
  ///
  /// @throws CommandException when the server was wired without it
  public <T> T the(Class<T> type) {
    return doors.the(type);
  }
}
