package agenttui.term;

import java.util.List;

/// A terminal without a window: bytes of a program in, a screen, answers and notices out. Never
/// throws, whatever it is fed, and its memory is bounded. Not thread safe: one thread, the loop's.
@SuppressWarnings("DoNotCallSuggester")
public final class Emulator {
  /// A fresh terminal.
  ///
  /// @param historyLimit lines kept that scrolled off the main screen
  public Emulator(Size size, int historyLimit) {
    throw new UnsupportedOperationException();
  }

  /// The colours to answer with from now on; a program that asked for it (mode 2031) is told.
  public void palette(Palette palette) {
    throw new UnsupportedOperationException();
  }

  /// Takes output of the program.
  public void feed(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /// Takes all of `bytes`.
  public void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  /// Takes output that was shown before (after a restart): the screen becomes what it would, but
  /// nothing is answered, rung or notified.
  public void replay(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /// Changes the size; lines of the main screen and the history are wrapped anew.
  public void resize(Size size) {
    throw new UnsupportedOperationException();
  }

  /// What the terminal answers since the last call, to be written to the program; empty if nothing.
  public byte[] takeReplies() {
    throw new UnsupportedOperationException();
  }

  /// What the program told since the last call, oldest first; at most 256 are kept.
  public List<Notice> takeNotices() {
    throw new UnsupportedOperationException();
  }

  /// What shows.
  public Screen screen() {
    throw new UnsupportedOperationException();
  }

  /// Drops the history.
  public void clearHistory() {
    throw new UnsupportedOperationException();
  }

  /// Everything, so that an emulator restored from it goes on with the next byte as this one would.
  public byte[] checkpoint() {
    throw new UnsupportedOperationException();
  }

  /// The emulator of a checkpoint.
  ///
  /// @throws TermException when `checkpoint` is none of this version, or broken
  public static Emulator restore(byte[] checkpoint) {
    throw new UnsupportedOperationException();
  }
}
