package agenttui.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// What a new sandbox reaches: options of the verbs that start one.
public final class NetworkOptions {
  @CommandLine.Option(
      names = "--network",
      paramLabel = "allowlist|none|separate|open",
      description = "What it reaches.")
  private String mode = "";

  @CommandLine.Option(
      names = "--allow",
      paramLabel = "HOST",
      description = "A host that it may reach too, in network mode allowlist; several times.")
  private List<String> allow = new ArrayList<>();

  /// The word of a mode, or empty for the configured one; unchecked.
  public String mode() {
    return mode;
  }

  /// Hosts, as they were written.
  public List<String> allow() {
    return List.copyOf(allow);
  }
}
