package agenttui.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Somebody asks for something.
///
/// @param asker who
/// @param subject for what
public record Request(Asker asker, Subject subject) {
  /// The first 8 hexadecimal digits of a SHA-256 over the pane and every part of the subject, each
  /// with its length before it: another call has another one.
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, asker.pane());
      subject.parts().forEach(part -> add(digest, part));
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
