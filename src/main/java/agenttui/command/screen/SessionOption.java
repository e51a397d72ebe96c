package agenttui.command.screen;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A session, as `-t SESSION` or as the only parameter; a picocli mixin.
public final class SessionOption {
  @CommandLine.Option(names = "-t", paramLabel = "SESSION", description = "The session.")
  private @Nullable String option;

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "SESSION",
      description = "The session; without it the one used last.")
  private @Nullable String parameter;

  /// What was said.
  public Optional<String> name() {
    return Optional.ofNullable(option == null ? parameter : option)
        .map(name -> name.endsWith(":") ? name.substring(0, name.length() - 1) : name);
  }
}
