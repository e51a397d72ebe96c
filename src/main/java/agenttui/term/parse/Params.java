package agenttui.term.parse;

/// The parameters of a control sequence: at most 32 numbers, each with a note whether a colon was
/// before it; the private marker and up to two intermediate characters. One object per parser, used
/// again and again.
public final class Params {
  /// Numbers kept; more are ignored, as in xterm.
  public static final int MOST = 32;

  /// Larger numbers count as this (threats F9).
  public static final int LARGEST = 65535;

  final int[] values = new int[MOST];
  int count;
  int colons;
  int marker;
  int intermediates;

  Params() {
    clear();
  }

  void clear() {
    count = 1;
    values[0] = -1;
    colons = 0;
    marker = 0;
    intermediates = 0;
  }

  /// How many there are, omitted ones too; at least 1.
  public int size() {
    return Math.min(count, MOST);
  }

  /// The marker `<`, `=`, `>` or `?`, else 0.
  public int marker() {
    return marker;
  }

  /// The intermediate characters: the last in bits 0–7, the one before in bits 8–15.
  public int intermediates() {
    return intermediates;
  }

  /// Is the number `index` here, and not omitted?
  public boolean has(int index) {
    return index < size() && values[index] >= 0;
  }

  /// A number, or another one where it is omitted.
  public int at(int index, int otherwise) {
    return has(index) ? values[index] : otherwise;
  }

  /// A count: omitted and 0 are 1.
  public int count(int index) {
    return Math.max(1, at(index, 1));
  }

  /// Was there a colon before this number?
  public boolean isSub(int index) {
    return index < size() && (colons >>> index & 1) != 0;
  }

  void digit(int digit) {
    if (count <= MOST) {
      int old = values[count - 1];
      values[count - 1] = old < 0 ? digit : Math.min(LARGEST, old * 10 + digit);
    }
  }

  void separator(boolean colon) {
    if (count < MOST) {
      values[count] = -1;
      if (colon) {
        colons |= 1 << count;
      }
    }
    if (count <= MOST) {
      count++;
    }
  }

  void collect(int character) {
    intermediates = (intermediates << 8 | character) & 0xFFFFFF;
  }

  /// For a checkpoint.
  public int[] state() {
    int[] state = new int[MOST + 4];
    System.arraycopy(values, 0, state, 0, size());
    state[MOST] = count;
    state[MOST + 1] = colons;
    state[MOST + 2] = marker;
    state[MOST + 3] = intermediates;
    return state;
  }

  /// Takes back what [#state] gave.
  public void state(int[] state) {
    System.arraycopy(state, 0, values, 0, MOST);
    count = Math.clamp(state[MOST], 1, MOST + 1);
    colons = state[MOST + 1];
    marker = state[MOST + 2];
    intermediates = state[MOST + 3];
  }
}
