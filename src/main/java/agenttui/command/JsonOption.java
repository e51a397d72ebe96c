package agenttui.command;

import picocli.CommandLine;

/// `--json`, as a picocli mixin of verbs that list or plan.
public final class JsonOption {
  @CommandLine.Option(names = "--json", description = "Print one JSON value.")
  private boolean json;

  /// Whether it was given.
  public boolean json() {
    return json;
  }
}
