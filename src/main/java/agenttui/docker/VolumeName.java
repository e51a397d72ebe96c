package agenttui.docker;

/// The name of a named volume. Checked so that it can never mean a path of the host: the engine
/// takes a source that starts with `/`, `.` or `~` for one.
public record VolumeName(String value) {
  /// Checks the name.
  ///
  /// @throws IllegalArgumentException unless it is letters, digits, `_`, `.`, `-`, starting with a
  ///   letter or digit, at most 200 long
  public VolumeName {
    if (!value.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,199}")) {
      throw new IllegalArgumentException("not the name of a volume: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
