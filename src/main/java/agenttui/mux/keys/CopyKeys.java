package agenttui.mux.keys;

import agenttui.mux.copy.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of copy mode: as vi has them, and as Emacs has them.
final class CopyKeys {
  /// The word that stands in the hint rule in copy mode.
  static final String MODE = "COPY";

  private final List<Binding> all = new ArrayList<>();

  private CopyKeys() {}

  static List<Binding> vi() {
    CopyKeys keys = new CopyKeys().common();
    keys.move(Move.LEFT, "h").move(Move.DOWN, "j").move(Move.UP, "k").move(Move.RIGHT, "l");
    keys.move(Move.WORD, "w").move(Move.WORD_END, "e").move(Move.WORD_BACK, "b");
    keys.move(Move.BIG_WORD, "W").move(Move.BIG_WORD_END, "E").move(Move.BIG_WORD_BACK, "B");
    keys.move(Move.LINE_START, "0").move(Move.LINE_TEXT, "^").move(Move.LINE_END, "$");
    keys.move(Move.HISTORY_TOP, "g").move(Move.HISTORY_BOTTOM, "G");
    keys.move(Move.VIEW_TOP, "H").move(Move.VIEW_MIDDLE, "M").move(Move.VIEW_BOTTOM, "L");
    keys.move(Move.PARAGRAPH_UP, "{").move(Move.PARAGRAPH_DOWN, "}").move(Move.BRACKET, "%");
    keys.move(Move.HALF_UP, "C-u").move(Move.HALF_DOWN, "C-d");
    keys.move(Move.PAGE_UP, "C-b").move(Move.PAGE_DOWN, "C-f");
    keys.move(Move.SCROLL_UP, "C-y").move(Move.SCROLL_DOWN, "C-e");
    keys.move(Move.PROMPT_UP, "[").move(Move.PROMPT_DOWN, "]");
    keys.move(Move.SELECT, "v").move(Move.SELECT, "Space").move(Move.SELECT_LINE, "V");
    keys.move(Move.SELECT_BLOCK, "C-v").move(Move.OTHER_END, "o").move(Move.SELECT_WORD, "*");
    keys.character("f", "find", "a character in this row");
    keys.character("F", "find-back", "a character before, in this row");
    keys.character("t", "till", "the cell before a character");
    keys.character("T", "till-back", "the cell behind a character before");
    keys.other("/", "--search", "search", "look for text below", 12);
    keys.other("?", "--search-up", "", "look for text above", 13);
    keys.other("y", "--copy", "copy", "copy what is selected, and leave", 11);
    keys.other("q", "-q", "leave", "leave copy mode", 16);
    keys.other("C-c", "-q", "", "leave copy mode", 16);
    return keys.all;
  }

  static List<Binding> emacs() {
    CopyKeys keys = new CopyKeys().common();
    keys.move(Move.LEFT, "C-b").move(Move.DOWN, "C-n").move(Move.UP, "C-p").move(Move.RIGHT, "C-f");
    keys.move(Move.WORD_END, "M-f").move(Move.WORD_BACK, "M-b");
    keys.move(Move.LINE_START, "C-a").move(Move.LINE_TEXT, "M-m").move(Move.LINE_END, "C-e");
    keys.move(Move.HISTORY_TOP, "M-<").move(Move.HISTORY_BOTTOM, "M->");
    keys.move(Move.VIEW_MIDDLE, "M-r");
    keys.move(Move.PARAGRAPH_UP, "M-{").move(Move.PARAGRAPH_DOWN, "M-}");
    keys.move(Move.PAGE_UP, "M-v").move(Move.PAGE_DOWN, "C-v");
    keys.move(Move.SCROLL_UP, "C-Up").move(Move.SCROLL_DOWN, "C-Down");
    keys.move(Move.PROMPT_UP, "M-p").move(Move.PROMPT_DOWN, "M-n");
    keys.move(Move.SELECT, "C-Space").move(Move.SELECT_BLOCK, "R").move(Move.OTHER_END, "C-x");
    keys.character("f", "find", "a character in this row");
    keys.character("F", "find-back", "a character before, in this row");
    keys.other("C-s", "--search", "search", "look for text below", 12);
    keys.other("C-r", "--search-up", "", "look for text above", 13);
    keys.other("M-w", "--copy", "copy", "copy what is selected, and leave", 11);
    keys.other("C-w", "--copy", "", "copy what is selected, and leave", 14);
    keys.other("C-g", "-X clear", "", "no selection and no search", 15);
    keys.other("q", "-q", "leave", "leave copy mode", 16);
    keys.other("C-c", "-q", "", "leave copy mode", 16);
    return keys.all;
  }

  private CopyKeys common() {
    move(Move.LEFT, "Left").move(Move.DOWN, "Down").move(Move.UP, "Up").move(Move.RIGHT, "Right");
    move(Move.LINE_START, "Home").move(Move.LINE_END, "End");
    move(Move.PAGE_UP, "PageUp").move(Move.PAGE_DOWN, "PageDown");
    move(Move.LINK_NEXT, "Tab").move(Move.LINK_BACK, "S-Tab");
    move(Move.SEARCH_NEXT, "n").move(Move.SEARCH_BACK, "N");
    move(Move.SELECT_OUTPUT, "O");
    other("Enter", "--copy", "", "copy what is selected, and leave", 14);
    other("S", "--save", "", "write what is selected to a file", 14);
    other("P", "--to-pane", "", "give what is selected to another pane", 14);
    other("Escape", "--back", "", "no selection; then leave", 15);
    return this;
  }

  private CopyKeys move(Move move, String key) {
    String hint = move == Move.SELECT && !key.equals("Space") ? "select" : "";
    return add(key, "-X " + move.word(), hint, move.words(), 10);
  }

  private void character(String key, String word, String words) {
    add(key, "--" + word, "", words, 15);
  }

  private CopyKeys other(String key, String options, String hint, String words, int priority) {
    return add(key, options, hint, words, priority);
  }

  private CopyKeys add(String key, String options, String hint, String words, int priority) {
    all.add(
        new Binding(
            Chord.of(key),
            "copy-mode " + options,
            hint,
            words,
            "copy mode",
            priority,
            _ -> Optional.empty()));
    return this;
  }
}
