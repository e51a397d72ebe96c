package agenttui.command;

import agenttui.mux.Length;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pane to open: what runs in it, and where it goes.
///
/// @param sandbox the id of a started sandbox; empty: a shell of the host (`none`)
/// @param arguments the program and its arguments
/// @param directory where it starts (a path inside the sandbox)
/// @param environment its variables, besides those that the sandbox gives
/// @param name the title's first word
/// @param branch the branch shown in the title, or empty
/// @param place where it goes
/// @param focus whether it gets the focus in its window
public record NewPane(
    String sandbox,
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    String name,
    String branch,
    Place place,
    boolean focus) {
  /// Copies.
  public NewPane {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// Where a new pane goes.
  public sealed interface Place {
    /// The first pane of a new session.
    ///
    /// @param session its name; must be free
    /// @param repository the directory that the session is about
    /// @param columns width of the whole screen until a terminal shows it
    /// @param rows height of the whole screen
    record NewSession(String session, Path repository, int columns, int rows) implements Place {}

    /// The pane of a new session that stands for its program: whoever shows the session gets the
    /// exit code of its last pane.
    ///
    /// @param first where
    record Alone(NewSession first) implements Place {}

    /// Beside another.
    ///
    /// @param pane the id of the pane that gives some of its room; empty: the focused pane of the
    ///   caller's session
    /// @param columns true: right of it; false: below it
    /// @param before left of it or above it instead
    /// @param length its own, as far as there is room; empty: the half
    /// @param shown whether its window is shown where it gets the focus: a person wanted it on a
    ///   screen
    record Beside(
        Optional<String> pane,
        boolean columns,
        boolean before,
        Optional<Length> length,
        boolean shown)
        implements Place {
      /// The half right of it or below it.
      public Beside(Optional<String> pane, boolean columns, boolean shown) {
        this(pane, columns, false, Optional.empty(), shown);
      }
    }

    /// The first pane of a new window.
    ///
    /// @param pane the id of a pane of the session; empty: of the caller's session
    /// @param name as a person gave it; empty: it is called as its pane
    record NewWindow(Optional<String> pane, String name) implements Place {}
  }
}
