package agenttui.sandbox;

/// How a program ended that [Sandbox#finish] ran.
///
/// @param code its exit code, 128+n after signal n, or -1 when it was lost or cut short by us
/// @param complaint its standard error, at most 64 KiB, raw; or why it was lost
public record Finished(int code, String complaint) {
  /// Whether it ended with 0.
  public boolean ok() {
    return code == 0;
  }
}
