package agenttui.agent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a [StateRule] looks for in one row. Immutable; any thread.
///
/// Written with `^` in front it is a regular expression that must match the beginning of the row;
/// any other is a text that the row holds.
public final class Mark {
  /// A repetition behind a group makes a pattern slow on hostile text.
  private static final Pattern SLOW = Pattern.compile("\\)[*+{]");

  private final String written;
  private final Optional<Pattern> shape;

  private Mark(String written, Optional<Pattern> shape) {
    this.written = written;
    this.shape = shape;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException for a regular expression that is none, or could take long
  public static Mark of(String written) {
    if (!written.startsWith("^")) {
      return new Mark(written, Optional.empty());
    }
    if (SLOW.matcher(written).find()) {
      throw new IllegalArgumentException("a repetition behind a group: " + written);
    }
    try {
      return new Mark(written, Optional.of(Pattern.compile(written)));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription() + ": " + written, e);
    }
  }

  /// What of the row it means, when it is there: its first group, or the whole row without one.
  ///
  /// @param row at most some hundred characters
  public Optional<String> in(String row) {
    if (shape.isEmpty()) {
      return row.contains(written) ? Optional.of(row) : Optional.empty();
    }
    Matcher matcher = shape.get().matcher(row);
    return matcher.lookingAt()
        ? Optional.of(matcher.groupCount() > 0 ? matcher.group(1) : row)
        : Optional.empty();
  }

  /// Whether it is there.
  public boolean isIn(String row) {
    return in(row).isPresent();
  }
}
