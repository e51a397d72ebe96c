package agenttui.command;

import picocli.CommandLine;

/// `--dry-run` and `--yes`, as a picocli mixin of verbs that change something.
public final class ChangeOptions {
  @CommandLine.Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @CommandLine.Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  /// Whether nothing may be changed.
  public boolean dryRun() {
    return dryRun;
  }

  /// Whether the question was answered beforehand.
  public boolean yes() {
    return yes;
  }
}
