package agenttui.ui;

import agenttui.term.Printable;
import agenttui.term.Width;
import java.util.ArrayList;
import java.util.List;

/// A line of chrome being put together: pieces of text, each with its attributes. Every text passes
/// the one escape function here, so nothing from outside reaches a cell unseen.
final class Runs {
  private final List<String> texts = new ArrayList<>();
  private final List<Long> attributes = new ArrayList<>();
  private int width;

  /// Appends text.
  Runs add(String text, long attribute) {
    if (!text.isEmpty()) {
      String safe = Printable.of(text);
      texts.add(safe);
      attributes.add(attribute);
      width += Width.of(safe);
    }
    return this;
  }

  /// Appends another line.
  Runs add(Runs other) {
    texts.addAll(other.texts);
    attributes.addAll(other.attributes);
    width += other.width;
    return this;
  }

  /// Cells.
  int width() {
    return width;
  }

  boolean isEmpty() {
    return width == 0;
  }

  /// The text without attributes.
  String text() {
    return String.join("", texts);
  }

  /// Draws from a column, not at or beyond `limit`; returns the column after the last cell.
  int draw(Frame frame, int column, int row, int limit) {
    int at = column;
    for (int i = 0; i < texts.size() && at < limit; i++) {
      at = frame.put(at, row, limit, texts.get(i), attributes.get(i));
    }
    return at;
  }

  /// The start of a text, with `…` when something was cut; `columns` may be 0.
  static String start(String text, int columns) {
    String safe = Printable.of(text);
    return Width.of(safe) <= columns
        ? safe
        : columns <= 0 ? "" : Width.clip(safe, columns - 1) + "…";
  }

  /// The end of a text, with `…` before it when something was cut.
  static String end(String text, int columns) {
    String safe = Printable.of(text);
    if (Width.of(safe) <= columns) {
      return safe;
    }
    int from = safe.length();
    // From its end: a text from outside may be very long, and have any number of marks in a cell.
    int farthest = Math.max(0, from - 4 * Math.max(0, columns) - 64);
    while (from > farthest) {
      int before = safe.offsetByCodePoints(from, -1);
      if (Width.of(safe.substring(before)) > columns - 1) {
        break;
      }
      from = before;
    }
    return columns <= 0 ? "" : "…" + safe.substring(from);
  }

  /// A text whose middle is cut out when it is longer.
  static String middle(String text, int columns) {
    String safe = Printable.of(text);
    if (Width.of(safe) <= columns) {
      return safe;
    }
    String start = Width.clip(safe, columns / 2);
    return start + end(safe, columns - Width.of(start));
  }
}
