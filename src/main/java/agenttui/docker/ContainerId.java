package agenttui.docker;

/// The engine's id of a container: 64 hexadecimal digits (or whatever the engine gave).
public record ContainerId(String value) {
  /// The first 12 characters, as people see it.
  public String abbreviated() {
    return value.substring(0, Math.min(12, value.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
