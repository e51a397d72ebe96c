package agenttui.term.parse;

/// The state machine. Input may be cut anywhere, also inside a sequence or a character; the result
/// is the same. No allocation but for the [Payload]. Invalid UTF-8 becomes one U+FFFD per maximal
/// subpart (Unicode 16, section 3.9).
public final class Parser {
  private static final int GROUND = 0;
  private static final int ESCAPE = 1;
  private static final int ESCAPE_INTERMEDIATE = 2;
  private static final int CSI_ENTRY = 3;
  private static final int CSI_PARAM = 4;
  private static final int CSI_INTERMEDIATE = 5;
  private static final int CSI_IGNORE = 6;
  private static final int DCS_ENTRY = 7;
  private static final int DCS_PARAM = 8;
  private static final int DCS_INTERMEDIATE = 9;
  private static final int DCS_IGNORE = 10;
  private static final int DCS_STRING = 11;
  private static final int OSC_STRING = 12;
  private static final int APC_STRING = 13;
  private static final int EATEN_STRING = 14;
  private static final int TITLE_STRING = 15;
  private static final int LAST_STATE = TITLE_STRING;

  private static final int ESC = 0x1B;

  private final Actions actions;
  private final Params params = new Params();
  private int state = GROUND;

  /// A string may end: ESC was seen in it.
  private boolean escaped;

  private final Payload payload = new Payload();
  private int dcsFinal;

  /// A character of several bytes: what is known, how many bytes are missing, and the bounds of the
  /// next.
  private int point;

  private int missing;
  private int lowest = 0x80;
  private int highest = 0xBF;

  /// A parser in the ground state.
  public Parser(Actions actions) {
    this.actions = actions;
  }

  /// Takes `length` bytes.
  public void feed(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      at = state == GROUND ? ground(bytes, at, end) : sequence(bytes, at, end);
    }
  }

  private int sequence(byte[] bytes, int from, int end) {
    int at = from;
    if (state == CSI_PARAM || state == CSI_ENTRY) {
      return csi(bytes, at, end);
    }
    if (state >= DCS_STRING) {
      return string(bytes, at, end);
    }
    step(bytes[at++] & 0xFF);
    return at;
  }

  private int ground(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      byte b = bytes[at];
      if (missing > 0) {
        at = tail(b) ? at + 1 : at;
      } else if (b >= 0x20 && b != 0x7F) {
        int start = at++;
        while (at < end && (b = bytes[at]) >= 0x20 && b != 0x7F) {
          at++;
        }
        actions.text(bytes, start, at);
      } else if (b < 0) {
        at = wide(bytes, at, end);
      } else if (b == ESC) {
        return escape(bytes, at + 1, end);
      } else if (b != 0x7F) {
        at++;
        if (b != 0x18 && b != 0x1A) {
          actions.control(b);
        }
      } else {
        at++;
      }
      if (state != GROUND) {
        return at;
      }
    }
    return at;
  }

  /// Enters the state behind ESC; the common `ESC [` at once.
  private int escape(byte[] bytes, int at, int end) {
    params.clear();
    if (at < end && bytes[at] == '[') {
      state = CSI_ENTRY;
      return csi(bytes, at + 1, end);
    }
    state = ESCAPE;
    return at;
  }

  /// A byte from 0x80 on where no character is begun; whole characters are taken at once.
  private int wide(byte[] bytes, int at, int end) {
    int b = bytes[at] & 0xFF;
    if (b >= 0xE1 && b <= 0xEC && at + 2 < end) {
      int second = bytes[at + 1];
      int third = bytes[at + 2];
      // Continuation bytes are −128 to −65.
      if (second < -64 && third < -64) {
        actions.point((b & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F));
        return at + 3;
      }
    } else if (b >= 0xC3 && b <= 0xDF && at + 1 < end && bytes[at + 1] < -64) {
      actions.point((b & 0x1F) << 6 | (bytes[at + 1] & 0x3F));
      return at + 2;
    }
    lead(b);
    return at + 1;
  }

  /// Table 3-7 of the Unicode standard.
  private void lead(int b) {
    lowest = 0x80;
    highest = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      begin(b & 0x1F, 1);
    } else if (b >= 0xE0 && b <= 0xEF) {
      begin(b & 0x0F, 2);
      lowest = b == 0xE0 ? 0xA0 : 0x80;
      highest = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      begin(b & 0x07, 3);
      lowest = b == 0xF0 ? 0x90 : 0x80;
      highest = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      actions.point(0xFFFD);
    }
  }

  private void begin(int bits, int rest) {
    point = bits;
    missing = rest;
  }

  /// The next byte of a character that is begun.
  ///
  /// @return false when the byte isn't part of it
  private boolean tail(byte b) {
    int c = b & 0xFF;
    if (c < lowest || c > highest) {
      missing = 0;
      actions.point(0xFFFD);
      return false;
    }
    lowest = 0x80;
    highest = 0xBF;
    point = point << 6 | (c & 0x3F);
    if (--missing == 0) {
      if (point < 0xA0) {
        c1(point);
      } else {
        actions.point(point);
      }
    }
    return true;
  }

  /// An 8-bit control is ESC and the character 0x40 lower.
  private void c1(int c) {
    params.clear();
    escapeFinal(c - 0x40);
  }

  /// Parameters, the fast way.
  private int csi(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      int b = bytes[at++];
      if (b >= '0' && b <= '9') {
        params.digit(b - '0');
        state = CSI_PARAM;
      } else if (b == ';' || b == ':') {
        params.separator(b == ':');
        state = CSI_PARAM;
      } else if (b >= 0x40 && b < 0x7F) {
        state = GROUND;
        actions.csi(params, b);
        return at;
      } else {
        step(b & 0xFF);
        if (state != CSI_PARAM && state != CSI_ENTRY) {
          return at;
        }
      }
    }
    return at;
  }

  /// One byte outside the fast ways.
  private void step(int b) {
    if (b == 0x18 || b == 0x1A) {
      state = GROUND;
    } else if (b == ESC) {
      params.clear();
      state = ESCAPE;
    } else if (b < 0x20) {
      if (state < DCS_ENTRY) {
        actions.control(b);
      }
    } else if (b >= 0x80) {
      outside(b);
    } else if (b != 0x7F) {
      graphic(b);
    }
  }

  /// A byte beyond ASCII breaks an escape sequence off and is text; in a control sequence it is
  /// ignored.
  private void outside(int b) {
    if (state == ESCAPE || state == ESCAPE_INTERMEDIATE) {
      state = GROUND;
      lead(b);
    }
  }

  private void graphic(int b) {
    switch (state) {
      case ESCAPE, ESCAPE_INTERMEDIATE -> {
        if (b < 0x30) {
          params.collect(b);
          state = ESCAPE_INTERMEDIATE;
        } else {
          state = GROUND;
          escapeFinal(b);
        }
      }
      case CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE, CSI_IGNORE -> csiGraphic(b);
      default -> dcsGraphic(b);
    }
  }

  private void escapeFinal(int b) {
    boolean plain = params.intermediates == 0;
    if (plain && b == '[') {
      state = CSI_ENTRY;
    } else if (plain && b == 'P') {
      state = DCS_ENTRY;
    } else if (plain && isString(b)) {
      begin(stringState(b));
    } else {
      actions.escape(params.intermediates, b);
    }
  }

  /// OSC, APC, SOS, PM, and the title of GNU screen (`ESC k`).
  private static boolean isString(int b) {
    return b == ']' || b == '_' || b == 'X' || b == '^' || b == 'k';
  }

  private static int stringState(int b) {
    return switch (b) {
      case ']' -> OSC_STRING;
      case '_' -> APC_STRING;
      case 'k' -> TITLE_STRING;
      default -> EATEN_STRING;
    };
  }

  private void begin(int stringState) {
    state = stringState;
    payload.begin(stringState != EATEN_STRING);
    escaped = false;
  }

  private void csiGraphic(int b) {
    if (b >= 0x40) {
      boolean ignored = state == CSI_IGNORE;
      state = GROUND;
      if (!ignored) {
        actions.csi(params, b);
      }
    } else if (b < 0x30) {
      params.collect(b);
      state = state == CSI_IGNORE ? CSI_IGNORE : CSI_INTERMEDIATE;
    } else if (b >= 0x3C && state == CSI_ENTRY) {
      params.marker = b;
      state = CSI_PARAM;
    } else {
      state = CSI_IGNORE;
    }
  }

  private void dcsGraphic(int b) {
    if (state == DCS_IGNORE) {
      return;
    }
    if (b >= 0x40) {
      dcsFinal = b;
      begin(DCS_STRING);
    } else if (b < 0x30) {
      params.collect(b);
      state = DCS_INTERMEDIATE;
    } else if (state == DCS_INTERMEDIATE) {
      state = DCS_IGNORE;
    } else if (b <= '9') {
      params.digit(b - '0');
      state = DCS_PARAM;
    } else if (b <= ';') {
      params.separator(b == ':');
      state = DCS_PARAM;
    } else if (state == DCS_ENTRY) {
      params.marker = b;
      state = DCS_PARAM;
    } else {
      state = DCS_IGNORE;
    }
  }

  /// The inside of OSC, DCS, APC, SOS, PM and a title.
  private int string(byte[] bytes, int from, int end) {
    int at = from;
    if (escaped) {
      return afterEscape(bytes, at);
    }
    while (at < end) {
      int b = bytes[at];
      if (b == 0x07 && state == OSC_STRING) {
        payload.append(bytes, from, at);
        finish(true);
        return at + 1;
      }
      if (b == ESC || b == 0x18 || b == 0x1A) {
        payload.append(bytes, from, at);
        escaped = b == ESC;
        state = escaped ? state : GROUND;
        return at + 1;
      }
      if (b == (byte) 0x9C && payload.endsInC2(bytes, from, at)) {
        // U+009C is ST too; C2 is never the inside of another character.
        payload.append(bytes, from, at);
        payload.dropLast();
        finish(false);
        return at + 1;
      }
      at++;
    }
    payload.append(bytes, from, at);
    return at;
  }

  private int afterEscape(byte[] bytes, int at) {
    escaped = false;
    if (bytes[at] == '\\') {
      finish(false);
      return at + 1;
    }
    // ESC ends the string whatever follows, and starts a sequence of its own; the string is void.
    params.clear();
    state = ESCAPE;
    return at;
  }

  private void finish(boolean bell) {
    int was = state;
    state = GROUND;
    if (payload.isWhole()) {
      switch (was) {
        case OSC_STRING -> actions.osc(payload.bytes(), payload.length(), bell);
        case DCS_STRING -> actions.dcs(params, dcsFinal, payload.bytes(), payload.length());
        case APC_STRING -> actions.apc(payload.bytes(), payload.length());
        case TITLE_STRING -> actions.title(payload.bytes(), payload.length());
        default -> {}
      }
    }
    payload.end();
  }

  /// Back to the ground state.
  public void reset() {
    state = GROUND;
    missing = 0;
    escaped = false;
    params.clear();
  }

  /// What is between two feeds, for a checkpoint: numbers, then the payload.
  public int[] numbers() {
    boolean string = state >= DCS_STRING;
    boolean begun = missing > 0;
    return new int[] {
      state,
      string && escaped ? 1 : 0,
      string && !payload.isWhole() ? 1 : 0,
      state == DCS_STRING ? dcsFinal : 0,
      begun ? point : 0,
      missing,
      begun ? lowest : 0x80,
      begun ? highest : 0xBF
    };
  }

  /// The numbers of the parameters.
  public int[] parameters() {
    return state == GROUND ? new Params().state() : params.state();
  }

  /// The payload so far.
  public byte[] payload() {
    return state < DCS_STRING ? new byte[0] : payload.copy();
  }

  /// Takes all three back.
  public void restore(int[] numbers, int[] parameters, byte[] bytes) {
    state = Math.clamp(numbers[0], GROUND, LAST_STATE);
    escaped = numbers[1] != 0;
    dcsFinal = numbers[3];
    point = numbers[4];
    missing = Math.clamp(numbers[5], 0, 3);
    lowest = numbers[6];
    highest = numbers[7];
    params.state(parameters);
    payload.restore(bytes, numbers[2] == 0);
  }
}
