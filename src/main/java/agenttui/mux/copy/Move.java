package agenttui.mux.copy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a key of copy mode does, in words as `copy-mode -X` takes them.
public enum Move {
  LEFT("one cell to the left"),
  RIGHT("one cell to the right"),
  UP("one row up"),
  DOWN("one row down"),
  LINE_START("the first column"),
  LINE_TEXT("the first cell with text"),
  LINE_END("the last cell with text"),
  WORD("the next word"),
  WORD_END("the end of the word"),
  WORD_BACK("the word before"),
  BIG_WORD("the next word between blanks"),
  BIG_WORD_END("the end of the word between blanks"),
  BIG_WORD_BACK("the word between blanks before"),
  PARAGRAPH_UP("the empty line above"),
  PARAGRAPH_DOWN("the empty line below"),
  BRACKET("the bracket that belongs to this one"),
  VIEW_TOP("the first row that shows"),
  VIEW_MIDDLE("the row in the middle"),
  VIEW_BOTTOM("the last row that shows"),
  HISTORY_TOP("the oldest line"),
  HISTORY_BOTTOM("the newest line"),
  HALF_UP("half a screen up"),
  HALF_DOWN("half a screen down"),
  PAGE_UP("a screen up"),
  PAGE_DOWN("a screen down"),
  SCROLL_UP("scroll a row up"),
  SCROLL_DOWN("scroll a row down"),
  PROMPT_UP("the prompt above"),
  PROMPT_DOWN("the prompt below"),
  LINK_NEXT("select the next link or path"),
  LINK_BACK("select the link or path before"),
  SEARCH_NEXT("the next match"),
  SEARCH_BACK("the match before"),
  SELECT("begin a selection, or end it"),
  SELECT_LINE("select whole lines"),
  SELECT_BLOCK("select a rectangle"),
  SELECT_WORD("select the word"),
  SELECT_OUTPUT("select a command's output"),
  OTHER_END("the other end of the selection"),
  CLEAR("no selection and no search");

  private final String words;

  Move(String words) {
    this.words = words;
  }

  /// As written in a command: `word-end`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it does, for help.
  public String words() {
    return words;
  }

  /// The one of that name.
  public static Optional<Move> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
