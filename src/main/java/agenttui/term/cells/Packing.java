package agenttui.term.cells;

import java.util.Arrays;

/// How a row of the history is packed: a byte of flags, the number of cells, the cells in 1, 2 or 4
/// bytes each, the styles as runs, the extras. Also the form of rows in a checkpoint.
final class Packing {
  static final int WRAPPED = 1;
  static final int ASCII = 2;
  static final int NARROW = 4;
  static final int PLAIN = 8;
  static final int EXTRAS = 16;
  static final int RICH = 32;
  static final int PROMPT = 64;

  /// Bytes before the text: flags and the number of cells.
  static final int HEAD = 3;

  private static final int TAIL_NARROW = 0xFFFF;

  private Packing() {}

  /// The most bytes that so many cells take: 4 text, 1 run length, 9 style, 4 extra, and the head.
  static int longest(int cells) {
    return 16 + cells * 18;
  }

  static int used(byte[] block, int at) {
    return (block[at + 1] & 0xFF) | (block[at + 2] & 0xFF) << 8;
  }

  /// Writes a row at `at`.
  ///
  /// @return behind it
  static int pack(Row row, byte[] block, int at) {
    int used = row.used;
    int flags = flags(row);
    block[at] = (byte) flags;
    block[at + 1] = (byte) used;
    block[at + 2] = (byte) (used >> 8);
    int to = packText(row.text, used, flags, block, at + HEAD);
    if ((flags & PLAIN) == 0) {
      to = packStyle(row.fill, block, to);
      to = packRuns(row.attr, used, block, to);
    }
    int[] extra = row.extra;
    if ((flags & EXTRAS) != 0 && extra != null) {
      for (int i = 0; i < used; i++) {
        to = packInt(row.attr[i] < 0 ? extra[i] : 0, block, to);
      }
    }
    return to;
  }

  private static int flags(Row row) {
    int used = row.used;
    int any = 0;
    long style = row.fill;
    int[] text = row.text;
    long[] attr = row.attr;
    for (int i = 0; i < used; i++) {
      any |= text[i];
      style |= attr[i];
    }
    int flags = (row.wrapped ? WRAPPED : 0) | (row.prompt ? PROMPT : 0);
    if ((any & ~0x7F) == 0) {
      flags |= ASCII;
    } else if (isNarrow(text, used)) {
      flags |= NARROW;
    }
    if (style == 0) {
      flags |= PLAIN;
    }
    if (style < 0 && row.extra != null) {
      flags |= EXTRAS;
    }
    return row.rich ? flags | RICH : flags;
  }

  private static boolean isNarrow(int[] text, int used) {
    for (int i = 0; i < used; i++) {
      if (text[i] < Row.TAIL || text[i] >= TAIL_NARROW) {
        return false;
      }
    }
    return true;
  }

  private static int packText(int[] text, int used, int flags, byte[] block, int at) {
    if ((flags & ASCII) != 0) {
      for (int i = 0; i < used; i++) {
        block[at + i] = (byte) text[i];
      }
      return at + used;
    }
    int to = at;
    if ((flags & NARROW) != 0) {
      for (int i = 0; i < used; i++) {
        block[to++] = (byte) text[i];
        block[to++] = (byte) (text[i] >> 8);
      }
      return to;
    }
    for (int i = 0; i < used; i++) {
      to = packInt(text[i], block, to);
    }
    return to;
  }

  private static int packInt(int value, byte[] block, int at) {
    block[at] = (byte) value;
    block[at + 1] = (byte) (value >> 8);
    block[at + 2] = (byte) (value >> 16);
    block[at + 3] = (byte) (value >> 24);
    return at + 4;
  }

  private static int unpackInt(byte[] block, int at) {
    return (block[at] & 0xFF)
        | (block[at + 1] & 0xFF) << 8
        | (block[at + 2] & 0xFF) << 16
        | block[at + 3] << 24;
  }

  private static int packRuns(long[] attr, int used, byte[] block, int at) {
    int to = at;
    for (int i = 0; i < used; ) {
      long style = attr[i];
      int n = 1;
      while (n < 255 && i + n < used && attr[i + n] == style) {
        n++;
      }
      block[to++] = (byte) n;
      to = packStyle(style, block, to);
      i += n;
    }
    return to;
  }

  /// Head: kinds of the two colours in two bits each, and whether flags follow.
  private static int packStyle(long style, byte[] block, int at) {
    int foreground = (int) style & 0x3FFFFFF;
    int background = (int) (style >>> 26) & 0x3FFFFFF;
    int flags = (int) (style >>> 52);
    block[at] = (byte) (foreground >> 24 | (background >> 24) << 2 | (flags != 0 ? 1 << 4 : 0));
    int to = packColour(background, block, packColour(foreground, block, at + 1));
    if (flags != 0) {
      block[to] = (byte) flags;
      block[to + 1] = (byte) (flags >> 8);
      to += 2;
    }
    return to;
  }

  private static int packColour(int colour, byte[] block, int at) {
    int kind = colour >> 24;
    if (kind == 0) {
      return at;
    }
    block[at] = (byte) colour;
    if (kind == 1) {
      return at + 1;
    }
    block[at + 1] = (byte) (colour >> 8);
    block[at + 2] = (byte) (colour >> 16);
    return at + HEAD;
  }

  /// Bytes of a packed style.
  private static int styleLength(byte[] block, int at) {
    int head = block[at];
    return 1 + colourLength(head & 3) + colourLength(head >> 2 & 3) + ((head & 16) != 0 ? 2 : 0);
  }

  private static int colourLength(int kind) {
    return kind < 2 ? kind : 3;
  }

  private static long unpackStyle(byte[] block, int at) {
    int head = block[at];
    int kind = head & 3;
    long style = (long) kind << 24 | colour(kind, block, at + 1);
    int to = at + 1 + colourLength(kind);
    kind = head >> 2 & 3;
    style |= ((long) kind << 24 | colour(kind, block, to)) << 26;
    to += colourLength(kind);
    if ((head & 16) != 0) {
      style |= (long) ((block[to] & 0xFF) | (block[to + 1] & 0xFF) << 8) << 52;
    }
    return style;
  }

  private static int colour(int kind, byte[] block, int at) {
    if (kind == 0) {
      return 0;
    }
    int low = block[at] & 0xFF;
    return kind == 1 ? low : low | (block[at + 1] & 0xFF) << 8 | (block[at + 2] & 0xFF) << 16;
  }

  /// Reads the row at `at`.
  ///
  /// @return behind it
  static int unpack(byte[] block, int at, Row row) {
    int flags = block[at];
    int used = used(block, at);
    if (row.text.length < used) {
      row.resize(used);
    }
    row.clear(0);
    row.used = used;
    row.wrapped = (flags & WRAPPED) != 0;
    row.rich = (flags & RICH) != 0;
    row.prompt = (flags & PROMPT) != 0;
    int to = unpackText(block, at + HEAD, flags, row);
    if ((flags & PLAIN) != 0) {
      Arrays.fill(row.attr, 0, used, 0);
    } else {
      row.fill = unpackStyle(block, to);
      to += styleLength(block, to);
      for (int i = 0; i < used; ) {
        int n = block[to++] & 0xFF;
        Arrays.fill(row.attr, i, i + n, unpackStyle(block, to));
        to += styleLength(block, to);
        i += n;
      }
    }
    if ((flags & EXTRAS) != 0) {
      int[] extra = row.extras();
      for (int i = 0; i < used; i++, to += 4) {
        extra[i] = unpackInt(block, to);
      }
    }
    return to;
  }

  private static int unpackText(byte[] block, int at, int flags, Row row) {
    int used = row.used;
    int[] text = row.text;
    if ((flags & ASCII) != 0) {
      for (int i = 0; i < used; i++) {
        text[i] = block[at + i];
      }
      return at + used;
    }
    int to = at;
    if ((flags & NARROW) != 0) {
      for (int i = 0; i < used; i++, to += 2) {
        int c = (block[to] & 0xFF) | (block[to + 1] & 0xFF) << 8;
        text[i] = c == TAIL_NARROW ? Row.TAIL : c;
      }
      return to;
    }
    for (int i = 0; i < used; i++, to += 4) {
      text[i] = unpackInt(block, to);
    }
    return to;
  }

  /// The text of one cell of the row at `at`.
  static int cell(byte[] block, int at, int index) {
    int flags = block[at];
    int text = at + HEAD;
    if ((flags & ASCII) != 0) {
      return block[text + index];
    }
    if ((flags & NARROW) != 0) {
      int to = text + 2 * index;
      int c = (block[to] & 0xFF) | (block[to + 1] & 0xFF) << 8;
      return c == TAIL_NARROW ? Row.TAIL : c;
    }
    return unpackInt(block, text + 4 * index);
  }

  /// Bytes of the row at `at`.
  static int length(byte[] block, int at) {
    int flags = block[at];
    int used = used(block, at);
    int to = at + HEAD + used * ((flags & ASCII) != 0 ? 1 : (flags & NARROW) != 0 ? 2 : 4);
    if ((flags & PLAIN) == 0) {
      to += styleLength(block, to);
      for (int i = 0; i < used; ) {
        i += block[to++] & 0xFF;
        to += styleLength(block, to);
      }
    }
    return ((flags & EXTRAS) != 0 ? to + used * 4 : to) - at;
  }
}
