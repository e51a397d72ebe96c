package agenttui.mux.copy;

import agenttui.term.Screen;
import agenttui.term.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links and paths in what a pane shows: addresses with a scheme, file names with a directory or a
/// line number, and what a program marked as a link (OSC 8).
///
/// A program may have written anything: no part of the pattern gives back what it took, and a name
/// is tried only where it begins, so that a long line is read in one go and without recursion.
public final class Links {
  private static final String LETTER = "\\p{L}\\p{M}\\p{N}_";
  private static final String NAME = "[" + LETTER + ".@+~$%#-]";
  private static final String PART = "[" + LETTER + "@+-]";
  private static final String BEGIN = "(?<!" + NAME + ")";

  /// Of an address; brackets are part of it when they are closed.
  private static final String SIGN = "[^\\s<>\"'`()\\[\\]{}]";

  private static final String BRACKETED =
      "\\(" + SIGN + "*+\\)|\\[" + SIGN + "*+\\]|\\{" + SIGN + "*+\\}";
  private static final String ADDRESS =
      "(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+://(?:" + SIGN + "++|" + BRACKETED + ")++";

  /// What ssh and git take: `me@host:directory/file`.
  private static final String REMOTE =
      "(?<![\\w.+@-])[\\w.+-]++@[\\w.-]++:[\\w.@+~-]*+/[\\w.@+~/-]*+";

  private static final String PATH =
      BEGIN + NAME + "*+(?:/(?:" + NAME + "++|\\[" + NAME + "++\\])++)++/?+(?::[0-9]++){0,2}+";

  /// A file without a directory, but with an ending and the number of a line.
  private static final String FILE =
      BEGIN + PART + "*+(?:\\." + PART + "++)++(?<=\\.[A-Za-z]\\w{0,7}):[0-9]++(?::[0-9]++)?+";

  private static final Pattern LINK =
      Pattern.compile(String.join("|", ADDRESS, REMOTE, "(?<path>" + PATH + ")", FILE));

  /// What ends a sentence behind a link and is no part of it.
  private static final String POINTS = ".,;:!?";

  /// What ends a prompt behind a path.
  private static final String SIGNS = "$%#";

  /// The cells of a link, both included.
  record Range(Spot from, Spot to) {
    boolean meets(Range other) {
      return from.compareTo(other.to) <= 0 && other.from.compareTo(to) <= 0;
    }
  }

  private Links() {}

  /// The link that a cell is part of, by what its text says.
  static Optional<Range> at(Screen screen, Spot spot) {
    LogicalLine line = LogicalLine.at(screen, LogicalLine.start(screen, spot.row()));
    Range here = new Range(spot, spot);
    return written(line).stream().filter(here::meets).findFirst();
  }

  private static List<Range> written(LogicalLine line) {
    List<Range> found = new ArrayList<>();
    Matcher matcher = LINK.matcher(line.text());
    while (matcher.find()) {
      int end = matcher.start() + length(matcher.group(), matcher.group("path") != null);
      found.add(new Range(line.spot(matcher.start()), line.spot(end - 1)));
    }
    return found;
  }

  /// How long a link is without what the text around it ends with.
  private static int length(String found, boolean path) {
    int length = found.length();
    while (length > 1 && ends(found.charAt(length - 1), path) && !climbs(found, length)) {
      length--;
    }
    return length;
  }

  private static boolean ends(char last, boolean path) {
    return POINTS.indexOf(last) >= 0 || (path && SIGNS.indexOf(last) >= 0);
  }

  /// Whether the last name is `.` or `..`.
  private static boolean climbs(String found, int length) {
    return found.startsWith("/.", length - 2) || found.startsWith("/..", length - 3);
  }

  /// The next link, or the one before.
  static Optional<Range> next(Screen screen, Spot from, boolean back) {
    int row = LogicalLine.start(screen, from.row());
    while (row >= -screen.historySize() && row < screen.rows()) {
      LogicalLine line = LogicalLine.at(screen, row);
      Optional<Range> found = within(all(screen, row, line), from, back);
      if (found.isPresent()) {
        return found;
      }
      if (back && row == -screen.historySize()) {
        return Optional.empty();
      }
      row = back ? LogicalLine.start(screen, row - 1) : row + line.rows();
    }
    return Optional.empty();
  }

  private static Optional<Range> within(List<Range> links, Spot from, boolean back) {
    return (back ? links.reversed() : links)
        .stream()
            .filter(
                link -> back ? link.from().compareTo(from) < 0 : link.from().compareTo(from) > 0)
            .findFirst();
  }

  /// What is marked as a link counts for more than what its text says.
  private static List<Range> all(Screen screen, int row, LogicalLine line) {
    List<Range> written = written(line);
    List<Range> marked = marked(screen, row, line.rows());
    if (marked.isEmpty()) {
      return written;
    }
    List<Range> all = new ArrayList<>();
    int next = 0;
    for (Range link : written) {
      while (next < marked.size() && marked.get(next).to().compareTo(link.from()) < 0) {
        all.add(marked.get(next++));
      }
      if (next == marked.size() || !marked.get(next).meets(link)) {
        all.add(link);
      }
    }
    all.addAll(marked.subList(next, marked.size()));
    return all;
  }

  private static List<Range> marked(Screen screen, int first, int rows) {
    List<Range> found = new ArrayList<>();
    int now = 0;
    for (int row = first; row < first + rows; row++) {
      int used = Math.min(screen.columns(), screen.used(row));
      long[] attr = screen.attr(row);
      for (int column = 0; column < used; column++) {
        int link = (attr[column] & Style.EXTRA) == 0 ? 0 : screen.link(row, column);
        if (link != 0) {
          Spot spot = new Spot(row, column);
          found.add(new Range(link == now ? found.removeLast().from() : spot, spot));
        }
        now = link;
      }
    }
    return found;
  }
}
