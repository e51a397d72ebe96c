package agenttui.mux;

import java.util.List;

/// What a pane started, so that it can be started again. Its variables are not kept: they may hold
/// secrets, and this is written to disk.
///
/// @param arguments the program and its arguments; empty when nobody knows (an older version's
///   file)
/// @param directory where it started, a path inside its sandbox
public record Command(List<String> arguments, String directory) {
  /// Of a pane that has not started anything.
  public static final Command NONE = new Command(List.of(), "/");

  /// Copies.
  public Command {
    arguments = List.copyOf(arguments);
  }
}
