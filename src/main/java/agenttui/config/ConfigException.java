package agenttui.config;

import java.io.Serial;
import java.util.List;

/// The configuration cannot be used; the message lists every mistake, one a line.
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /// A failure for these mistakes (at least one).
  public ConfigException(List<Mistake> mistakes) {
    super(String.join("\n", mistakes.stream().map(Mistake::toString).toList()));
    this.mistakes = List.copyOf(mistakes);
  }

  /// Them.
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
