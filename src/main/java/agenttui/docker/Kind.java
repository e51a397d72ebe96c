package agenttui.docker;

import java.util.Locale;

/// What a container is for; its label `agent-tui.kind`.
public enum Kind {
  /// An agent or shell behind panes.
  AGENT,
  /// The tools of one kind beside an agent.
  SIDECAR,
  /// Writes a repository's hub volume.
  PORTER,
  /// Fills the tools volume.
  BUILDER,
  /// Owns, fills or reads a volume, and goes.
  THROWAWAY;

  /// The value of its label.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
