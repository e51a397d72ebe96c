package agenttui.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.ControlFlag;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/// The terminal that the program was started in. JLine gives the raw mode, the size and the window
/// change signal, and nothing else: its streams hand out single bytes and hang on SIGTERM, so bytes
/// go through the file descriptors.
final class HostTerminal {
  /// Turns off whatever a frame may have turned on: synchronized output, mouse, paste and focus
  /// reports, the kitty keyboard, attributes, scroll region, alternate screen, hidden cursor.
  private static final byte[] RESET =
      ("\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1004l"
              + "\033[<u\033[0m\033[r\033[?1049l\033[?25h\033[0 q")
          .getBytes(StandardCharsets.US_ASCII);

  private static final String TYPE = "agent-tui";

  private final Terminal terminal;
  private final Attributes before;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private boolean raw;
  private boolean dirty;

  private HostTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
  }

  /// The terminal at our standard streams.
  ///
  /// @throws ClientException when there is none, or one that cannot be drawn on
  static HostTerminal open() {
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
    try {
      return new HostTerminal(builder().system(true).dumb(false).nativeSignals(true).build());
    } catch (IOException | IllegalStateException e) {
      throw new ClientException("this terminal cannot be used: " + e.getMessage());
    }
  }

  private static TerminalBuilder builder() {
    Logger.getLogger("org.jline").setLevel(Level.OFF);
    // Known under this name, JLine asks no infocmp process; what the terminal can do is found out
    // by the server.
    InfoCmp.setLoadedInfoCmp(TYPE, "agent-tui|known to nobody else,\n\tam,\n");
    return TerminalBuilder.builder()
        .provider("jni")
        .type(TYPE)
        .graphemeCluster(false)
        .signalHandler(Terminal.SignalHandler.SIG_IGN);
  }

  /// The same on a pseudo-terminal that nobody sees.
  static void rehearse() {
    try (Terminal terminal =
        builder()
            .system(false)
            .streams(InputStream.nullInputStream(), OutputStream.nullOutputStream())
            .build()) {
      HostTerminal host = new HostTerminal(terminal);
      host.raw();
      host.onResize((_, _) -> {});
      host.columns();
      host.restore();
    } catch (IOException | IllegalStateException e) {
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
    raw = true;
    terminal.setAttributes(attributes);
  }

  int columns() {
    return Math.max(1, terminal.getSize().getColumns());
  }

  int rows() {
    return Math.max(1, terminal.getSize().getRows());
  }

  /// Calls `listener` with columns and rows after each window change, on a signal thread.
  void onResize(BiConsumer<Integer, Integer> listener) {
    terminal.handle(
        Terminal.Signal.WINCH,
        _ -> {
          Size size = terminal.getSize();
          listener.accept(Math.max(1, size.getColumns()), Math.max(1, size.getRows()));
        });
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
    if (raw) {
      raw = false;
      try {
        terminal.setAttributes(before);
      } catch (RuntimeException | java.io.IOError ignored) {
        // The terminal is gone.
      }
    }
  }
}
