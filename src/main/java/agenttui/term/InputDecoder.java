package agenttui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns the bytes of the outer terminal into [Input]. Understands legacy keys, function keys with
/// modifiers, the kitty keyboard protocol, modifyOtherKeys, SGR mouse, bracketed paste, focus and
/// the answers to our questions. Never throws; what it doesn't know is dropped. One thread.
public final class InputDecoder {
  /// The longest paste in bytes.
  public static final int PASTE_LIMIT = 8 << 20;

  /// Longer sequences than this are noise.
  private static final int SEQUENCE = 4096;

  /// What is dropped up to its end, because it was too long to be anything.
  private enum Skip {
    NOTHING,
    STRING,
    SEQUENCE
  }

  private static final byte[] PASTE_END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);
  private static final int ESC = 0x1B;
  private static final int BEL = 0x07;
  private static final int INCOMPLETE = -1;

  private byte[] waiting = {};
  private Skip skip = Skip.NOTHING;
  private boolean pasting;
  private boolean truncated;
  private boolean stalled;
  private final ByteArrayOutputStream paste = new ByteArrayOutputStream();

  /// Takes bytes as they were read.
  ///
  /// @return what is complete; the rest waits
  public List<Input> decode(byte[] bytes, int offset, int length) {
    byte[] all = Arrays.copyOf(waiting, waiting.length + length);
    System.arraycopy(bytes, offset, all, waiting.length, length);
    return decode(all, false);
  }

  private List<Input> decode(byte[] all, boolean last) {
    List<Input> found = new ArrayList<>();
    int at = 0;
    while (at < all.length) {
      if (skip != Skip.NOTHING) {
        at = skipped(all, at, last);
        if (skip != Skip.NOTHING) {
          break;
        }
        continue;
      }
      int next = pasting ? pasted(all, at, found) : one(all, at, last, found);
      if (next == at && (pasting || all.length - at <= SEQUENCE)) {
        break;
      }
      if (next == at) {
        // Noise: not kept for ever, and what is still to come of it is no text.
        skip = all[at + 1] == '[' ? Skip.SEQUENCE : Skip.STRING;
        next = at + 2;
      }
      at = next;
    }
    waiting = Arrays.copyOfRange(all, at, all.length);
    return found;
  }

  /// The rest of what is skipped: a string ends as in [#string], a sequence with its final
  /// character.
  ///
  /// @return behind it; while it goes on, behind what can't be its end
  private int skipped(byte[] all, int from, boolean last) {
    int at = from;
    while (at < all.length && (skip == Skip.STRING ? inString(all[at]) : inSequence(all[at]))) {
      at++;
    }
    if (at == all.length) {
      return at;
    }
    boolean escape = all[at] == ESC && skip == Skip.STRING;
    if (escape && at + 1 == all.length && !last) {
      return at;
    }
    boolean end =
        skip == Skip.STRING
            ? all[at] == BEL || (escape && at + 1 < all.length && all[at + 1] == '\\')
            : all[at] >= 0x40;
    skip = Skip.NOTHING;
    return end ? at + (escape ? 2 : 1) : at;
  }

  /// Whether that is no control: none stands in a string (ECMA-48, 8.3.89 and 5.6).
  private static boolean inString(int b) {
    return b < 0 || b >= 0x20;
  }

  private static boolean inSequence(int b) {
    return b >= 0x20 && b < 0x40;
  }

  /// Does something wait that may be complete already (a lone ESC)? Then call [#flush] when nothing
  /// came for about 25 ms (less than a person's shortest gap, more than a slow line's).
  public boolean isPending() {
    boolean string = waiting.length > 2 && waiting[0] == ESC && isString(waiting[1]);
    return !pasting && waiting.length > 0 && !string;
  }

  private static boolean isString(int b) {
    return b == 'P' || b == ']' || b == '_' || b == '^' || b == 'X';
  }

  /// Does an answer wait for its end? Then call [#giveUp] when nothing came for a second: else a
  /// terminal that never ends it would leave its person without keys.
  public boolean isOpen() {
    return skip != Skip.NOTHING || (!pasting && waiting.length > 0 && !isPending());
  }

  /// Nothing more comes of what waits: it is dropped.
  public void giveUp() {
    if (isOpen()) {
      skip = Skip.NOTHING;
      waiting = new byte[0];
    }
  }

  /// Does a paste wait for its end? Then call [#stall] when nothing came for long: else a terminal
  /// that lost the end would leave its person without keys.
  public boolean isPasting() {
    return pasting;
  }

  /// The paste stands still, and its end may be lost: from now on it also ends before a control
  /// that terminals let into no paste, as `C-c`, an arrow or a prefix is. Letters and lines still
  /// belong to it: were they keys, the rest of a paste over a slow line would be run.
  public void stall() {
    stalled = pasting;
  }

  /// Nothing more came: takes what waits for what it is.
  public List<Input> flush() {
    return isPending() ? decode(waiting, true) : List.of();
  }

  /// One input from `at` on.
  ///
  /// @return behind it; `at` when it isn't complete
  private int one(byte[] all, int at, boolean last, List<Input> found) {
    int end = all[at] == ESC ? escape(all, at, found) : character(all, at, 0, found);
    if (end != INCOMPLETE || !last) {
      return end == INCOMPLETE ? at : end;
    }
    return given(all, at, found);
  }

  /// Takes something incomplete for what it is when nothing follows: Escape, Alt with a character,
  /// or noise.
  private int given(byte[] all, int at, List<Input> found) {
    if (all[at] == ESC && all.length == at + 1) {
      found.add(Key.of(Key.ESCAPE, 0));
    } else if (all[at] == ESC && all.length == at + 2) {
      character(all, at + 1, Input.ALT, found);
    } else if (all[at] == ESC && isString(all[at + 1])) {
      return at;
    }
    return all.length;
  }

  private int escape(byte[] all, int at, List<Input> found) {
    if (at + 1 == all.length) {
      return INCOMPLETE;
    }
    return switch (all[at + 1]) {
      case ESC -> {
        // Two presses, or a press and a sequence; Alt with Escape is not told from that.
        found.add(Key.of(Key.ESCAPE, 0));
        yield at + 1;
      }
      case '[' -> csi(all, at, found);
      case 'O' -> single(all, at, found);
      case 'P', ']', '_', '^', 'X' -> string(all, at, found);
      default -> character(all, at + 1, Input.ALT, found);
    };
  }

  /// `CSI … final`.
  private int csi(byte[] all, int at, List<Input> found) {
    int end = at + 2;
    if (end < all.length && all[end] == '[') {
      // The Linux console's F1 to F5.
      if (end + 1 == all.length) {
        return INCOMPLETE;
      }
      Sequences.csi(Integer.toString(all[end + 1] - 'A' + 11), '~', found);
      return end + 2;
    }
    while (end < all.length && all[end] >= 0x20 && all[end] < 0x40) {
      end++;
    }
    if (end == all.length) {
      return INCOMPLETE;
    }
    if (all[end] < 0x40) {
      // No sequence after all: dropped up to here.
      return end;
    }
    String body = new String(all, at + 2, end - at - 2, StandardCharsets.US_ASCII);
    if (all[end] == '~' && body.equals("200")) {
      pasting = true;
    } else {
      Sequences.csi(body, all[end], found);
    }
    return end + 1;
  }

  /// `SS3 final`, as keys have it in application modes.
  private static int single(byte[] all, int at, List<Input> found) {
    if (at + 2 == all.length) {
      return INCOMPLETE;
    }
    Sequences.single(all[at + 2], found);
    return at + 3;
  }

  /// OSC, DCS and the like, up to BEL or ST. Any other control ends one that has no end: it is a
  /// key that was pressed since, or begins one.
  private static int string(byte[] all, int at, List<Input> found) {
    for (int end = at + 2; end < all.length; end++) {
      if (inString(all[end])) {
        continue;
      }
      boolean st = all[end] == ESC;
      if (st && end + 1 == all.length) {
        return INCOMPLETE;
      }
      if (all[end] != BEL && !(st && all[end + 1] == '\\')) {
        return end;
      }
      String body = new String(all, at + 2, end - at - 2, StandardCharsets.UTF_8);
      Sequences.string(all[at + 1], body, found);
      return st ? end + 2 : end + 1;
    }
    return INCOMPLETE;
  }

  /// A character or control, with the modifiers held.
  private static int character(byte[] all, int at, int held, List<Input> found) {
    int b = all[at] & 0xFF;
    if (b < 0x20 || b == 0x7F) {
      found.add(control(b, held));
      return at + 1;
    }
    int n = b < 0x80 ? 1 : b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
    if (b >= 0x80 && b < 0xC2) {
      return at + 1;
    }
    if (at + n > all.length) {
      return INCOMPLETE;
    }
    String text = new String(all, at, n, StandardCharsets.UTF_8);
    if (text.codePointCount(0, text.length()) == 1 && text.charAt(0) != '\uFFFD') {
      found.add(Key.of(text.codePointAt(0), held));
      return at + n;
    }
    return at + 1;
  }

  private static Key control(int b, int held) {
    return switch (b) {
      case Key.ENTER, Key.TAB, Key.BACKSPACE, Key.ESCAPE -> Key.of(b, held);
      case 0 -> Key.of(' ', held | Input.CTRL);
      default -> Key.of(b < 0x1B ? b + 0x60 : b + 0x40, held | Input.CTRL);
    };
  }

  /// The inside of a bracketed paste.
  private int pasted(byte[] all, int from, List<Input> found) {
    int marked = find(all, from);
    int key = stalled ? key(all, from, marked < 0 ? all.length : marked) : -1;
    int end = key >= 0 ? key : marked;
    int keep = end >= 0 ? end : Math.max(from, all.length - PASTE_END.length + 1);
    int room = PASTE_LIMIT - paste.size();
    paste.write(all, from, Math.min(room, keep - from));
    truncated |= keep - from > room;
    if (end < 0) {
      return keep;
    }
    pasting = false;
    stalled = false;
    found.add(new Input.Paste(paste.toString(StandardCharsets.UTF_8), truncated));
    paste.reset();
    truncated = false;
    return key >= 0 ? key : end + PASTE_END.length;
  }

  /// The first control that no paste holds; −1: none.
  private static int key(byte[] all, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean control = (all[i] >= 0 && all[i] < 0x20) || all[i] == 0x7F;
      boolean line = all[i] == '\t' || all[i] == '\n' || all[i] == '\r';
      int known = Math.min(PASTE_END.length, all.length - i);
      boolean mark = Arrays.equals(all, i, i + known, PASTE_END, 0, known);
      if (control && !line && !mark) {
        return i;
      }
    }
    return -1;
  }

  private static int find(byte[] all, int from) {
    for (int i = from; i + PASTE_END.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + PASTE_END.length, PASTE_END, 0, PASTE_END.length)) {
        return i;
      }
    }
    return -1;
  }
}
