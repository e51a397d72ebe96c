package agenttui.keeper;

import java.util.regex.Pattern;

/// The name of one pty within its keeper, chosen by who opens it and used once.
///
/// @param value 1 to 64 of `A-Z a-z 0-9 . _ -`
public record PtyId(String value) {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException when it has other characters
  public PtyId {
    if (!valid(value)) {
      throw new IllegalArgumentException("not a pty id: " + value);
    }
  }

  static boolean valid(String value) {
    return VALUE.matcher(value).matches();
  }
}
