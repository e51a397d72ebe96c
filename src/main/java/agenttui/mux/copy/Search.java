package agenttui.mux.copy;

import agenttui.term.Screen;
import agenttui.term.cells.Needle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a text stands in a screen and its history. Letters match either case unless one of them is
/// a capital (smart case). Immutable.
public final class Search {
  /// Nothing is searched for.
  public static final Search NONE = new Search("", List.of());

  /// So many are found at most: more cannot be told apart anyway.
  private static final int MOST = 10_000;

  private final String text;
  private final List<Match> matches;

  /// A place where it stands; over wrapped rows it goes on in the next.
  ///
  /// @param from its first cell
  /// @param to its last one
  public record Match(Spot from, Spot to) {
    /// Whether a cell is part of it.
    public boolean holds(int row, int column) {
      Spot spot = new Spot(row, column);
      return from.compareTo(spot) <= 0 && spot.compareTo(to) <= 0;
    }
  }

  private Search(String text, List<Match> matches) {
    this.text = text;
    this.matches = List.copyOf(matches);
  }

  /// Looks for a text in all lines. Where it stands too often, the matches around a row count.
  ///
  /// @param near as [Screen] counts
  static Search of(Screen screen, String text, int near) {
    if (text.isEmpty()) {
      return NONE;
    }
    List<Match> youngest = upwards(screen, text, screen.rows() - 1, MOST);
    // Half of them are above the row, or there are no more.
    if (youngest.size() < MOST || youngest.get(MOST / 2).from().row() <= near) {
      return new Search(text, youngest);
    }
    int row = LogicalLine.start(screen, Math.max(near, -screen.historySize()));
    List<Match> around = new ArrayList<>(upwards(screen, text, row - 1, MOST / 2));
    around.addAll(downwards(screen, text, row, MOST / 2));
    return new Search(text, around);
  }

  /// The last matches in the lines up to a row, from the top.
  private static List<Match> upwards(Screen screen, String text, int from, int most) {
    Pattern pattern = pattern(text);
    Needle needle = Needle.of(text);
    List<Match> found = new ArrayList<>();
    int row = from;
    while (row >= -screen.historySize() && found.size() < most) {
      if (screen.begins(needle, row)) {
        row = LogicalLine.start(screen, row);
        found.addAll(in(LogicalLine.at(screen, row), pattern).reversed());
      }
      row--;
    }
    return found.reversed();
  }

  /// The first matches in the lines from a row on.
  private static List<Match> downwards(Screen screen, String text, int from, int most) {
    Pattern pattern = pattern(text);
    Needle needle = Needle.of(text);
    List<Match> found = new ArrayList<>();
    int row = from;
    while (row < screen.rows() && found.size() < most) {
      if (!screen.begins(needle, row)) {
        row++;
        continue;
      }
      int start = LogicalLine.start(screen, row);
      LogicalLine line = LogicalLine.at(screen, start);
      found.addAll(in(line, pattern));
      row = start + line.rows();
    }
    return found;
  }

  private static List<Match> in(LogicalLine line, Pattern pattern) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(line.text());
    while (matcher.find()) {
      found.add(new Match(line.spot(matcher.start()), line.spot(matcher.end() - 1)));
    }
    return found;
  }

  /// The text itself, never a pattern: whoever looks for `a.b` means that.
  public static Pattern pattern(String text) {
    boolean exact = text.codePoints().anyMatch(Character::isUpperCase);
    int flags = Pattern.LITERAL | (exact ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return Pattern.compile(text, flags);
  }

  /// What is looked for.
  public String text() {
    return text;
  }

  /// Where it stands, from the top.
  public List<Match> matches() {
    return matches;
  }

  /// The next match after a cell, or before it, around the ends.
  ///
  /// @param here whether one that begins at the cell counts
  Optional<Match> next(Spot from, boolean back, boolean here) {
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    List<Match> order = back ? matches.reversed() : matches;
    return order.stream()
        .filter(match -> {
          int compared = match.from().compareTo(from);
          return (here && compared == 0) || (back ? compared < 0 : compared > 0);
        })
        .findFirst()
        .or(() -> Optional.of(order.getFirst()));
  }

  /// The match that begins at a cell, from 1; 0 when none does.
  public int number(Spot at) {
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i).from().equals(at)) {
        return i + 1;
      }
    }
    return 0;
  }
}
