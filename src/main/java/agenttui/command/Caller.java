package agenttui.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Who says a command line, and from where.
///
/// @param directory the working directory of the caller: the shell's, or the pane's repository
/// @param environment the caller's variables (a key's or sheet's: those of its client)
/// @param interactive whether a person can be asked: a terminal, a key or a sheet
/// @param onScreen whether a screen of ours shows the outcome (key, sheet, palette), so that
///   [Outcome.Ask] opens a sheet
/// @param columns width of the caller's terminal in cells, for tables and new sessions
/// @param rows its height
/// @param client the attached client that says it (`c1`), if one does
/// @param pane the pane that is meant when no target is named (`%3`): the focused one, or the one
///   that the caller's shell runs in
public record Caller(
    Path directory,
    Map<String, String> environment,
    boolean interactive,
    boolean onScreen,
    int columns,
    int rows,
    Optional<String> client,
    Optional<String> pane) {
  /// Copies the environment.
  public Caller {
    environment = Map.copyOf(environment);
  }
}
