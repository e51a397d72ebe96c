package agenttui.toolproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The second factor of a caller beside its socket: 256 random bits as 64 hexadecimal digits, new
/// for each sandbox, kept in its `/run/agent-tui/token`.
///
/// @param value the secret; never in [#toString()]
public record ToolToken(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new token.
  public static ToolToken random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new ToolToken(HexFormat.of().formatHex(bytes));
  }

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
