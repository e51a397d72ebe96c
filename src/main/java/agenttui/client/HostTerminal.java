package agenttui.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.ControlFlag;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Signals;

/// The terminal that the program was started in. JLine gives the raw mode, the size and the window
/// change signal, and nothing else: its streams hand out single bytes and hang on SIGTERM, so bytes
/// go through the file descriptors. Its `Terminal` would read the terminal's description, start
/// readers and look for providers, a third of the time that attaching takes; its pty is enough.
final class HostTerminal {
  /// Turns off whatever a frame may have turned on: synchronized output, mouse, paste, focus and
  /// colour reports, the kitty keyboard, attributes, scroll region, alternate screen, hidden
  /// cursor; and on again that lines wrap.
  private static final byte[] RESET =
      ("\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1004l\033[?2031l\033[?7h\033[<u\033[0m\033[r\033[?1049l\033[?25h\033[0"
           + " q")
          .getBytes(StandardCharsets.US_ASCII);

  /// Where JLine finds its native library below; else it leaves a copy in `/tmp` at each start.
  private static final String LIBRARY = "target/native/org/jline/nativ";

  private final Pty terminal;
  private final Attributes before;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private boolean changed;
  private boolean dirty;

  private HostTerminal(Pty terminal) throws IOException {
    this.terminal = terminal;
    this.before = terminal.getAttr();
  }

  /// Says why there is no terminal at our standard streams, or none that can be drawn on; costs
  /// nothing.
  ///
  /// @throws ClientException when it is so
  static void check() {
    String term = System.getenv("TERM");
    if (!isTerminal(0) || !isTerminal(1)) {
      throw new ClientException(
          "a terminal is needed: standard input and output must be one (new-session -d starts"
              + " without)");
    }
    if (term == null || term.isEmpty() || term.equals("dumb")) {
      throw new ClientException(
          "TERM=" + (term == null ? "" : term) + " cannot show a full screen");
    }
  }

  /// The terminal at our standard streams. Takes as long as reaching a server: any thread.
  ///
  /// @throws ClientException when there is none, or one that cannot be drawn on
  static HostTerminal open() {
    check();
    try {
      return new HostTerminal(provider().current(SystemStream.Output));
    } catch (IOException e) {
      throw new ClientException("this terminal cannot be used: " + e.getMessage());
    }
  }

  private static JniTerminalProvider provider() {
    String home = System.getProperty("agenttui.home", "");
    if (!home.isEmpty()) {
      System.setProperty("library.jline.path", Path.of(home, LIBRARY).toString());
    }
    return new JniTerminalProvider();
  }

  /// The same on a pseudo-terminal that nobody sees.
  static void rehearse() {
    try (Pty pty = provider().open(null, Size.of(80, 24))) {
      HostTerminal host = new HostTerminal(pty);
      host.raw();
      host.onResize((_, _) -> {});
      host.columns();
      host.restore();
    } catch (IOException e) {
      // Nothing to load here then.
    }
  }

  /// Whether a standard stream is a terminal. Read from `/proc`, which costs nothing, where there
  /// is one.
  static boolean isTerminal(int descriptor) {
    try {
      String target =
          java.nio.file.Files.readSymbolicLink(
                  java.nio.file.Path.of("/proc/self/fd", Integer.toString(descriptor)))
              .toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return Objects.requireNonNull(System.console()).isTerminal();
    }
  }

  /// Really raw: JLine's own raw mode leaves output processing on.
  void raw() {
    Attributes attributes = new Attributes(before);
    attributes.setInputFlags(EnumSet.noneOf(InputFlag.class));
    attributes.setLocalFlags(EnumSet.noneOf(LocalFlag.class));
    attributes.setOutputFlag(OutputFlag.OPOST, false);
    attributes.setControlFlag(ControlFlag.CS8, true);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    set(attributes);
  }

  /// Shows no more what is typed, line by line as before.
  void hide() {
    Attributes attributes = new Attributes(before);
    attributes.setLocalFlag(LocalFlag.ECHO, false);
    set(attributes);
  }

  private void set(Attributes attributes) {
    changed = true;
    try {
      terminal.setAttr(attributes);
    } catch (IOException e) {
      throw new ClientException("this terminal cannot be used: " + e.getMessage());
    }
  }

  int columns() {
    return Math.max(1, size().getColumns());
  }

  int rows() {
    return Math.max(1, size().getRows());
  }

  private Size size() {
    try {
      return terminal.getSize();
    } catch (IOException e) {
      return Size.of(80, 24);
    }
  }

  /// Calls `listener` with columns and rows after each window change, on a signal thread.
  void onResize(BiConsumer<Integer, Integer> listener) {
    Signals.register("WINCH", () -> listener.accept(columns(), rows()));
  }

  /// Writes bytes of a frame; blocks while the terminal does not take them.
  void write(byte[] bytes) throws IOException {
    dirty = true;
    out.write(bytes);
  }

  /// The server has put everything back itself.
  void clean() {
    dirty = false;
  }

  /// Puts the terminal back as it was found; any thread, any number of times.
  synchronized void restore() {
    try {
      if (dirty) {
        dirty = false;
        out.write(RESET);
      }
    } catch (IOException ignored) {
      // The terminal is gone: there is nothing to put back.
    }
    if (changed) {
      changed = false;
      try {
        terminal.setAttr(before);
      } catch (IOException ignored) {
        // The terminal is gone.
      }
    }
  }
}
