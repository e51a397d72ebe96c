package agenttui.state;

import agenttui.agent.StateRule;
import agenttui.term.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The marks of one agent's record, ready to be used. Immutable; any thread.
public final class Rules {
  /// Longest row and title that is looked at, in characters.
  static final int WIDEST = 300;

  /// Longest reason, in cells.
  private static final int REASON = 100;

  /// A repetition behind a group makes a pattern slow on hostile text.
  private static final Pattern SLOW = Pattern.compile("\\)[*+{]");

  private final List<Ready> all;
  private final int rows;

  private record Ready(StateRule rule, List<Mark> all, List<Mark> none, Optional<Mark> last) {}

  private Rules(List<Ready> all) {
    this.all = all;
    this.rows =
        all.stream()
            .filter(each -> each.rule().where() == StateRule.Where.SCREEN)
            .mapToInt(each -> each.rule().lines())
            .max()
            .orElse(0);
  }

  /// Makes rules ready.
  ///
  /// @throws IllegalArgumentException for a pattern that is not one, or could take long
  public static Rules of(List<StateRule> rules) {
    return new Rules(
        rules.stream()
            .map(rule ->
                new Ready(
                    rule,
                    rule.all().stream().map(Mark::of).toList(),
                    rule.none().stream().map(Mark::of).toList(),
                    rule.last().isEmpty() ? Optional.empty() : Optional.of(Mark.of(rule.last()))))
            .toList());
  }

  /// How many rows of the screen they look at, at most.
  public int rows() {
    return rows;
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// What the first rule that fits says.
  ///
  /// @param rows the last rows that are not blank, top first
  Optional<Claim> claim(String title, List<String> rows, Instant now) {
    for (Ready each : all) {
      Optional<Found> found =
          switch (each.rule().where()) {
            case TITLE -> title.isBlank() ? Optional.empty() : fits(each, List.of(title));
            case SCREEN ->
                fits(
                    each,
                    rows.subList(Math.max(0, rows.size() - each.rule().lines()), rows.size()));
          };
      if (found.isPresent()) {
        return Optional.of(claim(each.rule(), found.get(), now));
      }
    }
    return Optional.empty();
  }

  private static Claim claim(StateRule rule, Found found, Instant now) {
    Doing doing =
        switch (rule.tells()) {
          case WORKING -> Doing.WORKING;
          case NEEDS -> Doing.NEEDS;
          case IDLE -> Doing.IDLE;
          case FAILED -> Doing.FAILED;
          case PAUSED -> Doing.PAUSED;
        };
    Source source = rule.where() == StateRule.Where.TITLE ? Source.TITLE : Source.SCREEN;
    return new Claim(doing, found.reason(), now, source, rule.answers(), found.lines());
  }

  /// The row without blanks and the lines of a box at its ends.
  private static String bare(String row) {
    int end = Math.min(row.length(), WIDEST);
    int from = 0;
    while (from < end && isEdge(row.charAt(from))) {
      from++;
    }
    while (end > from && isEdge(row.charAt(end - 1))) {
      end--;
    }
    return row.substring(from, end);
  }

  private static boolean isEdge(char letter) {
    return Character.isWhitespace(letter) || "\u00a0│┃║▏▕".indexOf(letter) >= 0;
  }

  /// That a rule fits.
  ///
  /// @param lines the rows from its first mark to its last
  private record Found(String reason, List<String> lines) {}

  /// What was found, when the rule fits.
  private static Optional<Found> fits(Ready ready, List<String> rows) {
    List<String> cut = rows.stream().map(Rules::bare).toList();
    boolean unwanted = ready.none().stream().anyMatch(mark -> cut.stream().anyMatch(mark::isIn));
    boolean ends =
        ready.last().isEmpty() || (!cut.isEmpty() && ready.last().get().isIn(cut.getLast()));
    if (unwanted || !ends) {
      return Optional.empty();
    }
    // From below: the newest question counts.
    for (int from = cut.size() - 1; from >= 0; from--) {
      List<String> found = new ArrayList<>();
      int end = found(ready.all(), cut, from, found);
      if (end > from) {
        return Optional.of(new Found(reason(ready.rule().reason(), found), cut.subList(from, end)));
      }
    }
    return Optional.empty();
  }

  /// Looks for the marks, the first in the row `from`, each other in a row below the one before.
  ///
  /// @param found takes what they mean
  /// @return the row behind the last one; 0 when a mark is missing
  private static int found(List<Mark> marks, List<String> rows, int from, List<String> found) {
    int row = from;
    while (row < rows.size() && found.size() < marks.size()) {
      marks.get(found.size()).in(rows.get(row)).ifPresent(found::add);
      if (found.isEmpty()) {
        return 0;
      }
      row++;
    }
    return found.size() == marks.size() ? row : 0;
  }

  private static String reason(String words, List<String> found) {
    String reason = words;
    for (int i = 0; i < found.size(); i++) {
      String what = "`" + Printable.of(found.get(i).strip(), REASON) + "`";
      reason = reason.replace("{" + (i + 1) + "}", what);
    }
    return reason;
  }

  /// One pattern.
  private sealed interface Mark {
    static Mark of(String pattern) {
      if (!pattern.startsWith("^")) {
        return new Text(pattern);
      }
      if (SLOW.matcher(pattern).find()) {
        throw new IllegalArgumentException("a repetition behind a group: " + pattern);
      }
      return new Shape(Pattern.compile(pattern));
    }

    /// What of the row it means, when it is there.
    Optional<String> in(String row);

    default boolean isIn(String row) {
      return in(row).isPresent();
    }
  }

  private record Text(String text) implements Mark {
    @Override
    public Optional<String> in(String row) {
      return row.contains(text) ? Optional.of(row) : Optional.empty();
    }
  }

  private record Shape(Pattern pattern) implements Mark {
    @Override
    public Optional<String> in(String row) {
      Matcher matcher = pattern.matcher(row);
      return matcher.lookingAt()
          ? Optional.of(matcher.groupCount() > 0 ? matcher.group(1) : row)
          : Optional.empty();
    }
  }
}
