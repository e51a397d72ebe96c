package agenttui.process;

import java.nio.charset.StandardCharsets;

/// How a host program ended.
///
/// @param code its exit code; 128+n after signal n; -1 when it was ended by our time limit
/// @param out what it wrote to standard output, at most the limit asked for
/// @param err what it wrote to standard error, at most 64 KiB
/// @param timedOut whether our time limit ended it
/// @param truncated whether output beyond the limit was thrown away
public record Exit(int code, byte[] out, byte[] err, boolean timedOut, boolean truncated) {
  /// Whether it ended with 0 in time and with its whole output kept.
  public boolean ok() {
    return code == 0 && !timedOut && !truncated;
  }

  /// Standard output as UTF-8.
  public String text() {
    return new String(out, StandardCharsets.UTF_8);
  }

  /// Standard error as UTF-8, without blanks at its ends.
  public String complaint() {
    return new String(err, StandardCharsets.UTF_8).strip();
  }
}
