package agenttui.cli;

import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.term.Emulator;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.term.Style;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tmux of its own as an outer terminal that shows one command. Any thread, one at a time.
final class Glass implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Map<String, String> variables;
  private boolean open;

  /// @param name of its socket (tmux's `-L`)
  /// @param variables the environment of all that runs in it, in the directory of its `HOME`
  Glass(String name, Map<String, String> variables) {
    this.name = name;
    this.variables = variables;
  }

  private Exit tmux(List<String> words) {
    List<String> line = new ArrayList<>(List.of("tmux", "-L", name, "-f", "/dev/null"));
    line.addAll(words);
    // A typed line may name a file to write to: not one of whoever runs this.
    Path home = Path.of(variables.get("HOME"));
    return Program.of(line).in(home).env(variables).timeout(PATIENCE).run();
  }

  /// Whether it was opened, and not closed since.
  boolean open() {
    return open;
  }

  /// Shows a command line in so many cells, and how it ended.
  void open(int columns, int rows, List<String> words) {
    close();
    List<String> line =
        List.of(
            "new-session",
            "-d",
            "-x",
            Integer.toString(columns),
            "-y",
            Integer.toString(rows),
            "sh",
            "-c",
            Outer.quoted(words)
                + "; printf '\\033]2;ended with %d\\007' $?; stty -echo; sleep 600");
    Exit exit = tmux(line);
    // The server before may still be on its way out and take the new one for its own.
    for (int i = 0; i < 20 && !exit.ok(); i++) {
      exit = tmux(line);
    }
    if (!exit.ok()) {
      throw new IllegalStateException("no outer tmux: " + exit.complaint());
    }
    // Without a status line all rows are the program's.
    tmux(List.of("set-option", "-g", "status", "off"));
    open = true;
    resize(columns, rows);
    String tape = System.getProperty("hour.tape");
    if (tape != null) {
      tmux(List.of("pipe-pane", "-O", "cat >> " + tape + "." + name.charAt(name.length() - 1)));
    }
  }

  /// Presses keys by tmux's names.
  void keys(List<String> keys) {
    List<String> line = new ArrayList<>(List.of("send-keys"));
    line.addAll(keys);
    tmux(line);
  }

  /// Types bytes as they are.
  void bytes(String text) {
    List<String> line = new ArrayList<>(List.of("send-keys", "-H"));
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      line.add(Integer.toHexString(each & 0xFF));
    }
    tmux(line);
  }

  void resize(int columns, int rows) {
    tmux(List.of("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows)));
  }

  /// How its command ended, at any size: `ended with 0`; something else while it runs.
  String end() {
    return tmux(List.of("display-message", "-p", "#{pane_title}")).text().strip();
  }

  /// What it shows.
  String text() {
    return tmux(List.of("capture-pane", "-p")).text();
  }

  /// What it shows with its colours, its cursor and modes.
  String looks() {
    String state =
        tmux(List.of(
                "display-message",
                "-p",
                "#{?cursor_flag,#{cursor_x} #{cursor_y},hidden} mouse #{mouse_any_flag} keypad"
                    + " #{keypad_flag},#{keypad_cursor_flag}"))
            .text();
    String[] size =
        tmux(List.of("display-message", "-p", "#{pane_width} #{pane_height}"))
            .text()
            .strip()
            .split(" ");
    Size cells = new Size(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
    return visible(cells, tmux(List.of("capture-pane", "-e", "-p")).text()) + state;
  }

  /// The cells of a capture, one line a row: tmux says where colours change, not what a cell has,
  /// and a blank has colours that nobody sees.
  private static String visible(Size size, String capture) {
    Emulator emulator = new Emulator(size, 0);
    String rows = capture.replaceFirst("\n$", "").replace("\n", "\r\n");
    emulator.feed(rows.getBytes(StandardCharsets.UTF_8));
    Screen screen = emulator.screen();
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < size.rows(); row++) {
      long before = Style.DEFAULT;
      for (int column = 0; column < size.columns(); column++) {
        boolean used = column < screen.used(row);
        int text = used ? screen.text(row)[column] : 0;
        long style = used ? screen.attr(row)[column] : screen.fill(row);
        boolean blank = text == 0 || text == ' ';
        long seen =
            blank && (style & Style.INVERSE) == 0 && Style.underline(style) == 0
                ? Style.withBackground(Style.DEFAULT, Style.background(style))
                : style;
        if (seen != before && text != Screen.TAIL) {
          all.append('{').append(Long.toHexString(seen)).append('}');
          before = seen;
        }
        screen.append(all, text);
      }
      all.append('\n');
    }
    return all.toString();
  }

  @Override
  public void close() {
    open = false;
    tmux(List.of("kill-server"));
  }
}
