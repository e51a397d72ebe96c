package agenttui.state;

import agenttui.agent.Mark;
import agenttui.agent.StateRule;
import agenttui.term.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The marks of one agent's record, looked for. Immutable; any thread.
public final class Rules {
  /// Longest row and title that is looked at, in characters.
  static final int WIDEST = 300;

  /// Longest reason, in cells.
  private static final int REASON = 100;

  private final List<StateRule> all;
  private final int rows;

  /// @param all in the order in which they count
  public Rules(List<StateRule> all) {
    this.all = List.copyOf(all);
    this.rows =
        all.stream()
            .filter(rule -> rule.where() == StateRule.Where.SCREEN)
            .mapToInt(StateRule::lines)
            .max()
            .orElse(0);
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
    for (StateRule rule : all) {
      Optional<Found> found =
          switch (rule.where()) {
            case TITLE -> title.isBlank() ? Optional.empty() : fits(rule, List.of(title));
            case SCREEN ->
                fits(rule, rows.subList(Math.max(0, rows.size() - rule.lines()), rows.size()));
          };
      if (found.isPresent()) {
        return Optional.of(claim(rule, found.get(), now));
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
  private static Optional<Found> fits(StateRule rule, List<String> rows) {
    List<String> cut = rows.stream().map(Rules::bare).toList();
    boolean unwanted = rule.none().stream().anyMatch(mark -> cut.stream().anyMatch(mark::isIn));
    boolean ends =
        rule.last().isEmpty() || (!cut.isEmpty() && rule.last().get().isIn(cut.getLast()));
    if (unwanted || !ends) {
      return Optional.empty();
    }
    // From below: the newest question counts.
    for (int from = cut.size() - 1; from >= 0; from--) {
      List<String> found = new ArrayList<>();
      int end = found(rule.all(), cut, from, found);
      if (end > from) {
        return Optional.of(new Found(reason(rule.reason(), found), cut.subList(from, end)));
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
}
