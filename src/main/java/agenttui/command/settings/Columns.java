package agenttui.command.settings;

import agenttui.term.Width;

/// Columns of a table for people.
final class Columns {
  private Columns() {}

  /// A text with blanks behind it up to so many cells; a longer one stays whole.
  static String fill(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - Width.of(text)));
  }
}
