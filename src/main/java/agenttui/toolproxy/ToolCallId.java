package agenttui.toolproxy;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Names one tool call: 128 random bits as 32 hexadecimal digits.
public record ToolCallId(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new id, which nobody can guess.
  public static ToolCallId random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new ToolCallId(HexFormat.of().formatHex(bytes));
  }
}
