package agenttui.mux.copy;

import agenttui.term.Screen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links and paths in what a pane shows: addresses with a scheme, and file names with a directory
/// or a line number.
public final class Links {
  private static final Pattern LINK =
      Pattern.compile(
          "(?:https?|ssh|git|file|ftp)://[^\\s<>\"'`]+"
              + "|(?:~|\\.{1,2})?(?:/[\\w.@+~-]+)+(?::\\d+){0,2}"
              + "|[\\w.@+-]+(?:/[\\w.@+-]+)+(?::\\d+){0,2}"
              + "|[\\w@+-]+\\.[A-Za-z]\\w{0,7}:\\d+(?::\\d+)?");

  /// What ends a sentence behind a link and is no part of it.
  private static final String POINTS = ".,;:!?";

  /// The cells of a link, both included.
  record Range(Spot from, Spot to) {}

  private Links() {}

  /// The link that a cell is part of.
  static Optional<Range> at(Screen screen, Spot spot) {
    LogicalLine line = LogicalLine.at(screen, LogicalLine.start(screen, spot.row()));
    Matcher matcher = LINK.matcher(line.text());
    while (matcher.find()) {
      Spot from = line.spot(matcher.start());
      Spot to = line.spot(matcher.start() + length(matcher.group()) - 1);
      if (from.compareTo(spot) <= 0 && spot.compareTo(to) <= 0) {
        return Optional.of(new Range(from, to));
      }
    }
    return Optional.empty();
  }

  /// How long a link is without what the text around it closes or ends with.
  private static int length(String found) {
    Deque<Character> open = new ArrayDeque<>();
    int length = 0;
    for (; length < found.length(); length++) {
      char c = found.charAt(length);
      int closes = ")]}".indexOf(c);
      if ("([{".indexOf(c) >= 0) {
        open.push(")]}".charAt("([{".indexOf(c)));
      } else if (closes >= 0 && (open.isEmpty() || open.pop() != c)) {
        break;
      }
    }
    while (length > 1 && POINTS.indexOf(found.charAt(length - 1)) >= 0) {
      length--;
    }
    return length;
  }

  /// Where the next link begins, or the one before.
  static Optional<Spot> next(Screen screen, Spot from, boolean back) {
    int start = LogicalLine.start(screen, from.row());
    int row = start;
    while (row >= -screen.historySize() && row < screen.rows()) {
      LogicalLine line = LogicalLine.at(screen, row);
      Optional<Spot> found = within(line, from, back);
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

  private static Optional<Spot> within(LogicalLine line, Spot from, boolean back) {
    Matcher matcher = LINK.matcher(line.text());
    Optional<Spot> last = Optional.empty();
    while (matcher.find()) {
      Spot spot = line.spot(matcher.start());
      if (back && spot.compareTo(from) < 0) {
        last = Optional.of(spot);
      } else if (!back && spot.compareTo(from) > 0) {
        return Optional.of(spot);
      }
    }
    return last;
  }
}
