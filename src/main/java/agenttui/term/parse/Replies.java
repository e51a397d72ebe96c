package agenttui.term.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Collects what a terminal answers. Every answer is built from numbers and words of our own, never
/// from input (threats F1); a test checks the grammar. More than 64 KiB that nobody takes is
/// dropped, as a pty would.
public final class Replies {
  private static final int MOST = 1 << 16;
  private static final byte[] NONE = {};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean muted;

  /// Drops all answers from now on, or no longer.
  public void mute(boolean on) {
    muted = on;
  }

  /// `CSI` and what follows.
  public void csi(String rest) {
    add("\u001b[" + rest);
  }

  /// `DCS`, what follows, `ST`.
  public void dcs(String rest) {
    add("\u001bP" + rest + "\u001b\\");
  }

  /// `APC`, what follows, `ST`.
  public void apc(String rest) {
    add("\u001b_" + rest + "\u001b\\");
  }

  /// `OSC`, what follows, the end that the question had.
  public void osc(String rest, boolean bell) {
    add("\u001b]" + rest + (bell ? "\u0007" : "\u001b\\"));
  }

  private void add(String answer) {
    if (!muted && bytes.size() + answer.length() <= MOST) {
      bytes.writeBytes(answer.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// All since the last call.
  public byte[] take() {
    if (bytes.size() == 0) {
      return NONE;
    }
    byte[] all = bytes.toByteArray();
    bytes.reset();
    return all;
  }
}
