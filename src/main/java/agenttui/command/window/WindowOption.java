package agenttui.command.window;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `-t WINDOW`, as a picocli mixin.
public final class WindowOption {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "WINDOW",
      description =
          "The window: 2, a name, SESSION:2; + - ! ^ $$ for the next, previous, last used, first"
              + " and last.")
  private @Nullable String target;

  /// What means a window wherever the command line runs: `main:2`.
  ///
  /// @param session its name
  static String naming(String session, int number) {
    return session + ":" + number;
  }

  /// What was said.
  Optional<String> target() {
    return Optional.ofNullable(target);
  }
}
