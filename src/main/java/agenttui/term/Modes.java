package agenttui.term;

import agenttui.term.cells.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a program switched on or off. A live view: read it on the emulator's thread.
public final class Modes {
  /// Entries of a kitty keyboard stack; the oldest go first.
  static final int KEYBOARD_STACK = 16;

  /// Every DEC private mode known, but those that live in the grid (6, 7, 45, 69, 1045) and the
  /// screens (47, 1047, 1049).
  private static final Set<Integer> KNOWN =
      Set.of(
          1, 3, 4, 5, 8, 9, 12, 18, 19, 25, 40, 42, 66, 67, 95, 1000, 1002, 1003, 1004, 1005, 1006,
          1007, 1015, 1048, 2004, 2026, 2027, 2031, 2048);

  private static final Set<Integer> TRACKING = Set.of(9, 1000, 1002, 1003);
  private static final Set<Integer> ENCODINGS = Set.of(1005, 1006, 1015);
  private static final int LARGEST = 2048;

  /// Where the ANSI modes without effect lie among the bits.
  private static final int ANSI = 4000;

  private final Grid grid;
  private final BitSet on = new BitSet();
  private final BitSet saved = new BitSet();
  private final int[][] keyboard = new int[2][KEYBOARD_STACK];
  private final int[] keyboardTop = new int[2];
  private int modifyOtherKeys;

  Modes(Grid grid) {
    this.grid = grid;
    defaults();
  }

  /// How the mouse is reported.
  public enum Mouse {
    /// Not at all.
    OFF,
    /// Mode 9: presses.
    X10,
    /// Mode 1000: presses and releases.
    BUTTONS,
    /// Mode 1002: and movements with a button.
    DRAG,
    /// Mode 1003: and all movements.
    MOTION
  }

  /// How a mouse report is written.
  public enum MouseEncoding {
    /// Three bytes.
    PLAIN,
    /// Mode 1005.
    UTF8,
    /// Mode 1006.
    SGR,
    /// Mode 1015.
    URXVT
  }

  private void defaults() {
    on.clear();
    on.set(8);
    on.set(25);
    on.set(1007);
    on.set(2027);
    on.set(ANSI + 12);
  }

  /// Is this DEC private mode set?
  public boolean isSet(int privateMode) {
    return switch (privateMode) {
      case 6 -> grid.cursor().origin;
      case 7 -> grid.autowrap();
      case 45 -> grid.reverseWrap();
      case 1045 -> grid.extendedReverseWrap();
      case 69 -> grid.horizontalMargins();
      case 47, 1047, 1049 -> grid.isAlternate();
      default -> on.get(privateMode);
    };
  }

  /// Is this DEC private mode one of ours?
  public boolean isKnown(int privateMode) {
    return switch (privateMode) {
      case 6, 7, 45, 1045, 69, 47, 1047, 1049 -> true;
      default -> KNOWN.contains(privateMode);
    };
  }

  /// Is this ANSI mode set?
  public boolean isAnsiSet(int mode) {
    return switch (mode) {
      case 4 -> grid.insert();
      case 20 -> grid.newline();
      // KAM and SRM are remembered, no more.
      case 2, 12 -> on.get(ANSI + mode);
      default -> false;
    };
  }

  /// Every mode known with its state; `?25` is a private one, `4` an ANSI one.
  public Map<String, Boolean> all() {
    Map<String, Boolean> all = new TreeMap<>();
    all.put("4", grid.insert());
    all.put("20", grid.newline());
    for (int mode = 1; mode <= LARGEST; mode++) {
      if (isKnown(mode)) {
        all.put("?" + mode, isSet(mode));
      }
    }
    return all;
  }

  /// The modes that are set, each by the end of the sequence that sets it: `?1049`, `4`, `>5u` for
  /// keyboard flags, `>4;2m` for modifyOtherKeys.
  public List<String> inForce() {
    List<String> names = new ArrayList<>();
    all()
        .forEach((name, set) -> {
          if (set) {
            names.add(name);
          }
        });
    if (keyboardFlags() != 0) {
      names.add(">" + keyboardFlags() + "u");
    }
    if (modifyOtherKeys != 0) {
      names.add(">4;" + modifyOtherKeys + "m");
    }
    return List.copyOf(names);
  }

  /// What the program wants of the mouse.
  public Mouse mouse() {
    if (on.get(1003)) {
      return Mouse.MOTION;
    }
    if (on.get(1002)) {
      return Mouse.DRAG;
    }
    if (on.get(1000)) {
      return Mouse.BUTTONS;
    }
    return on.get(9) ? Mouse.X10 : Mouse.OFF;
  }

  /// How it wants it.
  public MouseEncoding mouseEncoding() {
    if (on.get(1006)) {
      return MouseEncoding.SGR;
    }
    if (on.get(1015)) {
      return MouseEncoding.URXVT;
    }
    return on.get(1005) ? MouseEncoding.UTF8 : MouseEncoding.PLAIN;
  }

  /// The kitty keyboard flags in force (1 disambiguate, 2 events, 4 alternates, 8 all, 16 text).
  public int keyboardFlags() {
    int screen = grid.isAlternate() ? 1 : 0;
    return keyboard[screen][keyboardTop[screen]];
  }

  /// xterm's modifyOtherKeys, 0–2.
  public int modifyOtherKeys() {
    return modifyOtherKeys;
  }

  /// DECCKM.
  public boolean applicationCursor() {
    return on.get(1);
  }

  /// DECKPAM / DECNKM.
  public boolean applicationKeypad() {
    return on.get(66);
  }

  /// DECBKM.
  public boolean backspaceSendsBackspace() {
    return on.get(67);
  }

  /// LNM: Enter sends CR LF.
  public boolean newline() {
    return grid.newline();
  }

  /// Mode 1004.
  public boolean focusEvents() {
    return on.get(1004);
  }

  /// Mode 2004.
  public boolean bracketedPaste() {
    return on.get(2004);
  }

  /// Mode 1007.
  public boolean alternateScroll() {
    return on.get(1007);
  }

  /// Is the alternate screen shown?
  public boolean alternateScreen() {
    return grid.isAlternate();
  }

  /// Mode 2031.
  public boolean colourSchemeUpdates() {
    return on.get(2031);
  }

  /// Mode 2048.
  public boolean sizeReports() {
    return on.get(2048);
  }

  /// Mode 2026: the program is in the middle of a frame.
  public boolean synchronizedOutput() {
    return on.get(2026);
  }

  /// SM and RM of one mode.
  void setAnsi(int mode, boolean value) {
    grid.ansiMode(mode, value);
    if (mode == 2 || mode == 12) {
      on.set(ANSI + mode, value);
    }
  }

  /// DECSET and DECRST of one mode.
  void set(int mode, boolean value) {
    switch (mode) {
      case 6 -> grid.movement().origin(value);
      case 7 -> grid.autowrap(value);
      case 45 -> grid.reverseWrap(value);
      case 1045 -> grid.extendedReverseWrap(value);
      case 69 -> grid.horizontalMargins(value);
      case 47 -> grid.show(value);
      case 1047 -> leaveOrEnter(value);
      case 1048 -> saveOrRestore(value);
      case 1049 -> alternate(value);
      case 3 -> columns(value);
      case 5 -> {
        on.set(5, value);
        grid.buffer().damageAll();
      }
      default -> plain(mode, value);
    }
  }

  private void plain(int mode, boolean value) {
    if (!KNOWN.contains(mode)) {
      return;
    }
    if (TRACKING.contains(mode)) {
      TRACKING.forEach(on::clear);
    }
    if (ENCODINGS.contains(mode)) {
      ENCODINGS.forEach(on::clear);
    }
    on.set(mode, value);
  }

  private void leaveOrEnter(boolean value) {
    if (!value && grid.isAlternate()) {
      grid.editing().eraseDisplay(2, false);
    }
    grid.show(value);
  }

  private void saveOrRestore(boolean value) {
    on.set(1048, value);
    if (value) {
      grid.save();
    } else {
      grid.restore();
    }
  }

  /// 1049: DECSC, alternate screen, erase it; back: main screen, DECRC.
  private void alternate(boolean value) {
    if (value == grid.isAlternate()) {
      return;
    }
    if (value) {
      grid.save();
      grid.show(true);
      grid.editing().eraseDisplay(2, false);
    } else {
      grid.show(false);
      grid.restore();
    }
  }

  /// DECCOLM, where mode 40 allows it: erases and homes, but the pane keeps its size.
  private void columns(boolean value) {
    if (!on.get(40)) {
      return;
    }
    on.set(3, value);
    grid.horizontalMargins(false);
    grid.resetMargins();
    if (!on.get(95)) {
      grid.editing().eraseDisplay(2, false);
    }
    grid.movement().home();
  }

  /// XTSAVE.
  void save(int mode) {
    if (mode <= LARGEST) {
      saved.set(mode, isSet(mode));
    }
  }

  /// XTRESTORE.
  void restore(int mode) {
    if (mode <= LARGEST && isKnown(mode)) {
      set(mode, saved.get(mode));
    }
  }

  void keypad(boolean application) {
    on.set(66, application);
  }

  void modifyOtherKeys(int level) {
    modifyOtherKeys = Math.clamp(level, 0, 2);
  }

  void keyboardPush(int flags) {
    int screen = grid.isAlternate() ? 1 : 0;
    int[] stack = keyboard[screen];
    if (keyboardTop[screen] == KEYBOARD_STACK - 1) {
      System.arraycopy(stack, 1, stack, 0, KEYBOARD_STACK - 1);
    } else {
      keyboardTop[screen]++;
    }
    stack[keyboardTop[screen]] = flags & 31;
  }

  void keyboardPop(int n) {
    int screen = grid.isAlternate() ? 1 : 0;
    if (n > keyboardTop[screen]) {
      keyboardTop[screen] = 0;
      keyboard[screen][0] = 0;
    } else {
      keyboardTop[screen] -= n;
    }
  }

  /// `CSI = flags ; how u`: 1 sets them all, 2 adds, 3 takes away.
  void keyboardSet(int flags, int how) {
    int screen = grid.isAlternate() ? 1 : 0;
    int top = keyboardTop[screen];
    int old = keyboard[screen][top];
    keyboard[screen][top] =
        switch (how) {
              case 1 -> flags;
              case 2 -> old | flags;
              case 3 -> old & ~flags;
              default -> old;
            }
            & 31;
  }

  void softReset() {
    on.set(25);
    on.clear(1);
    on.clear(66);
    on.clear(67);
    grid.ansiMode(4, false);
    grid.autowrap(true);
    grid.reverseWrap(false);
    grid.extendedReverseWrap(false);
    grid.horizontalMargins(false);
  }

  void reset() {
    defaults();
    saved.clear();
    grid.ansiMode(20, false);
    modifyOtherKeys = 0;
    for (int screen = 0; screen < 2; screen++) {
      keyboardTop[screen] = 0;
      keyboard[screen][0] = 0;
    }
  }

  /// Everything that isn't in the grid, for a checkpoint.
  long[][] state() {
    long[] keys = new long[3 + 2 * KEYBOARD_STACK];
    keys[0] = modifyOtherKeys;
    for (int screen = 0; screen < 2; screen++) {
      keys[1 + screen] = keyboardTop[screen];
      for (int i = 0; i < KEYBOARD_STACK; i++) {
        keys[3 + screen * KEYBOARD_STACK + i] = keyboard[screen][i];
      }
    }
    return new long[][] {on.toLongArray(), saved.toLongArray(), keys};
  }

  /// Takes back what [#state] gave.
  void state(long[][] state) {
    on.clear();
    on.or(BitSet.valueOf(state[0]));
    saved.clear();
    saved.or(BitSet.valueOf(state[1]));
    long[] keys = state[2];
    modifyOtherKeys = (int) keys[0];
    for (int screen = 0; screen < 2; screen++) {
      keyboardTop[screen] = Math.clamp(keys[1 + screen], 0, KEYBOARD_STACK - 1);
      for (int i = 0; i < KEYBOARD_STACK; i++) {
        keyboard[screen][i] = (int) keys[3 + screen * KEYBOARD_STACK + i];
      }
    }
  }
}
