package agenttui.term;

import agenttui.term.cells.Histories;
import agenttui.term.cells.Printing;
import agenttui.term.parse.Actions;
import agenttui.term.parse.Params;
import agenttui.term.parse.Parser;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A terminal without a window: bytes of a program in, a screen, answers and notices out. Never
/// throws, whatever it is fed, and its memory is bounded. Not thread safe: one thread, the loop's.
public final class Emulator {
  final Terminal terminal;
  final Parser parser;
  private final Screen screen;

  /// A fresh terminal.
  ///
  /// @param historyLimit lines kept that scrolled off the main screen
  public Emulator(Size size, int historyLimit) {
    terminal = new Terminal(size, historyLimit);
    parser = new Parser(new Dispatch(terminal));
    screen = new Screen(terminal);
  }

  /// What the parser found, on its way to who does it.
  private static final class Dispatch implements Actions {
    private final Printing printing;
    private final Controls controls;
    private final Csi csi;
    private final Osc osc;
    private final Dcs dcs;

    Dispatch(Terminal terminal) {
      printing = terminal.grid.printing();
      controls = new Controls(terminal);
      csi = new Csi(terminal);
      osc = new Osc(terminal);
      dcs = new Dcs(terminal);
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
      printing.ascii(bytes, from, to);
    }

    @Override
    public void point(int codePoint) {
      printing.point(codePoint);
    }

    @Override
    public void control(int c) {
      printing.interrupt();
      controls.control(c);
    }

    @Override
    public void escape(int intermediates, int last) {
      printing.interrupt();
      controls.escape(intermediates, last);
    }

    @Override
    public void csi(Params params, int last) {
      if (last != 'm' && last != 'b') {
        printing.interrupt();
      }
      csi.run(params, last);
    }

    @Override
    public void osc(byte[] payload, int length, boolean bell) {
      osc.run(payload, length, bell);
    }

    @Override
    public void dcs(Params params, int last, byte[] payload, int length) {
      dcs.run(params, last, payload, length);
    }

    @Override
    public void apc(byte[] payload, int length) {
      dcs.application(payload, length);
    }

    @Override
    public void title(byte[] payload, int length) {
      osc.title(payload, length);
    }
  }

  /// The colours to answer with from now on; a program that asked for it (mode 2031) is told when
  /// light and dark have changed places.
  public void palette(Palette palette) {
    boolean dark = terminal.palette.isDark();
    terminal.palette = palette;
    if (dark != palette.isDark() && terminal.modes.colourSchemeUpdates()) {
      new Reports(terminal).colourScheme();
    }
  }

  /// Takes output of the program.
  public void feed(byte[] bytes, int offset, int length) {
    screen.changed();
    parser.feed(bytes, offset, length);
  }

  /// Takes all of `bytes`.
  public void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  /// Takes output that was shown before (after a restart): the screen becomes what it would, but
  /// nothing is answered, rung or notified.
  public void replay(byte[] bytes, int offset, int length) {
    terminal.mute(true);
    feed(bytes, offset, length);
    terminal.mute(false);
  }

  /// Another program comes after one that ended, whatever that left on: it finds a fresh terminal,
  /// below what the main screen shows. Nothing of it is answered, rung or notified.
  public void afresh() {
    // What was begun is left, and so is the other screen.
    byte[] leave = "\030\033[?1049l".getBytes(StandardCharsets.US_ASCII);
    replay(leave, 0, leave.length);
    terminal.reset();
    byte[] line = "\r\n".getBytes(StandardCharsets.US_ASCII);
    replay(line, 0, line.length);
  }

  /// Changes the size; lines of the main screen and the history are wrapped anew.
  public void resize(Size size) {
    if (size.equals(screen.size())) {
      return;
    }
    screen.changed();
    terminal.grid.resize(size.columns(), size.rows());
    if (terminal.modes.sizeReports()) {
      new Reports(terminal).size();
    }
  }

  /// What the terminal answers since the last call, to be written to the program; empty if nothing.
  public byte[] takeReplies() {
    return terminal.replies.take();
  }

  /// What the program told since the last call, oldest first; at most 256 are kept.
  public List<Notice> takeNotices() {
    return terminal.takeNotices();
  }

  /// What shows.
  public Screen screen() {
    return screen;
  }

  /// Drops the history.
  public void clearHistory() {
    screen.changed();
    terminal.grid.main().history().clear();
  }

  /// Shares the bytes of its history with others from now on, and may lose its oldest lines to them
  /// at any time, also between two calls; [Histories#alone] takes it out again.
  public void share(Histories with) {
    screen.changed();
    terminal.grid.main().history().share(with);
  }

  /// Everything, so that an emulator restored from it goes on with the next byte as this one would.
  public byte[] checkpoint() {
    return Checkpoint.write(this);
  }

  /// The emulator of a checkpoint.
  ///
  /// @throws TermException when `checkpoint` is none of this version, or broken
  public static Emulator restore(byte[] checkpoint) {
    return Checkpoint.read(checkpoint);
  }
}
