package agenttui.toolproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The second factor of a caller beside its socket: 64 hexadecimal digits, new for each sandbox,
/// which its shims find in `/run/agent-tui/token`.
///
/// @param value the secret; never in [#toString()]
public record ToolToken(String value) {
  /// Whether `other` is this token; takes as long for a nearly right one as for a wrong one.
  public boolean matches(String other) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ToolToken[***]";
  }
}
