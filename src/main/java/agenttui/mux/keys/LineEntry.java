package agenttui.mux.keys;

import agenttui.term.Key;

/// A line that is being entered in the hint rule: what to look for. Owned by the event loop.
public final class LineEntry {
  /// More is cut off.
  private static final int LONGEST = 1_000;

  private final String prompt;
  private final StringBuilder text = new StringBuilder();
  private int caret;

  /// What a key did.
  public enum Reply {
    /// The text is another.
    EDITED,
    /// Nothing but the caret, if anything.
    MOVED,
    /// It is entered.
    DONE,
    /// It was given up.
    LEFT
  }

  /// @param prompt what stands before it: `/`
  public LineEntry(String prompt) {
    this.prompt = prompt;
  }

  /// What stands before it.
  public String prompt() {
    return prompt;
  }

  /// What was entered so far.
  public String text() {
    return text.toString();
  }

  /// Characters (UTF-16) before the caret.
  public int caret() {
    return caret;
  }

  /// Takes a key.
  public Reply key(Key key) {
    if (key.event() == Key.Event.RELEASE) {
      return Reply.MOVED;
    }
    return switch (key.chord()) {
      case "Enter", "KPEnter" -> Reply.DONE;
      case "Escape", "C-c", "C-g" -> Reply.LEFT;
      case "BSpace", "C-h" -> text.isEmpty() ? Reply.LEFT : erase(caret - before(), caret);
      case "Delete" -> erase(caret, caret + after());
      case "C-u" -> erase(0, caret);
      case "C-w" -> word();
      case "Left", "C-b" -> to(caret - before());
      case "Right", "C-f" -> to(caret + after());
      case "Home", "C-a" -> to(0);
      case "End", "C-e" -> to(text.length());
      default -> key.text().isEmpty() ? Reply.MOVED : insert(key.text());
    };
  }

  /// Takes pasted text; line ends become blanks.
  public Reply paste(String pasted) {
    return insert(pasted.replaceAll("\\p{Cntrl}+", " "));
  }

  private Reply insert(String more) {
    String fits = more.substring(0, Math.min(more.length(), LONGEST - text.length()));
    text.insert(caret, fits);
    caret += fits.length();
    return Reply.EDITED;
  }

  private int before() {
    return caret == 0 ? 0 : Character.charCount(text.codePointBefore(caret));
  }

  private int after() {
    return caret == text.length() ? 0 : Character.charCount(text.codePointAt(caret));
  }

  private Reply erase(int from, int to) {
    text.delete(from, to);
    caret = from;
    return Reply.EDITED;
  }

  private Reply word() {
    int from = caret;
    while (from > 0 && text.charAt(from - 1) == ' ') {
      from--;
    }
    while (from > 0 && text.charAt(from - 1) != ' ') {
      from--;
    }
    return erase(from, caret);
  }

  private Reply to(int place) {
    caret = Math.clamp(place, 0, text.length());
    return Reply.MOVED;
  }
}
