package agenttui.command.screen;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `-t PANE`, as a picocli mixin.
public final class PaneOption {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description =
          "The pane: %%3, 3, a window or session, SESSION:3; + and - for next and previous.")
  private @Nullable String target;

  /// What was said.
  public Optional<String> target() {
    return Optional.ofNullable(target);
  }
}
