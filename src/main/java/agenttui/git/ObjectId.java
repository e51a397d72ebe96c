package agenttui.git;

import java.util.Optional;

/// The name of a git object: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
///
/// @param hex the digits; anything else is refused, so that an id that came out of a sandbox can
///   stand in an argument list
public record ObjectId(String hex) {
  /// Checks the digits.
  public ObjectId {
    if (!valid(hex)) {
      throw new IllegalArgumentException("not an object id: " + hex.length() + " characters");
    }
  }

  /// The id that `text` is, if it is one.
  public static Optional<ObjectId> of(String text) {
    return valid(text) ? Optional.of(new ObjectId(text)) : Optional.empty();
  }

  private static boolean valid(String hex) {
    return (hex.length() == 40 || hex.length() == 64)
        && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /// The first 9 digits, for people.
  public String brief() {
    return hex.substring(0, 9);
  }

  /// The digits.
  @Override
  public String toString() {
    return hex;
  }
}
