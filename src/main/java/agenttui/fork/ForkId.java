package agenttui.fork;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a fork: its family and its number in it. As text `k3f9a0b1-2`.
///
/// @param family 40 random bits in base 36, 8 characters
/// @param index from 1; never used twice in a family
public record ForkId(String family, int index) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,16})-([1-9]\\d{0,4})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Checks both parts.
  public ForkId {
    if (!TEXT.matcher(family + "-" + index).matches()) {
      throw new IllegalArgumentException("not a fork's name");
    }
  }

  /// The fork that `text` names.
  public static Optional<ForkId> of(String text) {
    Matcher m = TEXT.matcher(text);
    return m.matches()
        ? Optional.of(new ForkId(m.group(1), Integer.parseInt(m.group(2))))
        : Optional.empty();
  }

  /// A new family's name.
  public static String newFamily() {
    String digits = Long.toString(RANDOM.nextLong(1L << 40), 36);
    return "0".repeat(8 - digits.length()) + digits;
  }

  /// Where this fork's commits are kept in the hub, with `/` at the end.
  public String refs() {
    return "refs/agent-tui/forks/" + family + "/" + index + "/";
  }

  /// Where a cleaned fork's commits are kept in the hub, with `/` at the end.
  public String archive() {
    return "refs/agent-tui/archive/" + family + "/" + index + "/";
  }

  /// `k3f9a0b1-2`.
  @Override
  public String toString() {
    return family + "-" + index;
  }
}
