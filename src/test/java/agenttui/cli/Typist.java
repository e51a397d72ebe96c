package agenttui.cli;

import agenttui.mux.keys.Binding;
import agenttui.mux.keys.KeyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// What somebody might do at the keyboard who knows every key and means nothing by it. The same
/// seed always does the same.
final class Typist {
  /// Harmless lines for a shell: plain, coloured, wide, endless, full screen, hostile. No joiner:
  /// what tmux makes of one depends on where a read of it ends.
  private static final List<String> LINES =
      List.of(
          "echo plain words",
          "seq 1 300",
          "printf '\\033[1;31mred \\033[48;5;22mgreen\\033[m 世界 e\\314\\201 🚀\\n'",
          "printf '\\033[?1049h\\033[2J\\033[5;5Hfull screen'",
          "printf '\\033[?1049l'",
          "printf '\\033[?1000h\\033[?1006h\\033[?2004h'",
          "printf '\\033[?1000l\\033[?1006l\\033[?2004l'",
          "printf '\\033]2;a title \\342\\200\\256 turned\\007'",
          "printf '\\033]133;A\\007$ '",
          "printf '\\033[3;10r\\033[10;1H\\n\\n\\n\\033[r'",
          "printf 'long %s ' $(seq 1 400)",
          "printf '世%.0s' $(seq 1 500)",
          "printf '\\033c'",
          "printf '\\033[?25l'",
          "printf '\\033[?25h\\033[6 q'",
          "for i in $(seq 1 2000); do echo line $i of many; done",
          "clear",
          "echo needle in a haystack",
          "stty -a",
          "true");

  /// Palette lines that change nothing outside.
  private static final List<String> COMMANDS =
      List.of(
          "split-window -h",
          "split-window -v",
          "new-window",
          "select-layout tiled",
          "select-layout main-vertical",
          "select-layout -E",
          "next-layout",
          "rotate-window",
          "break-pane",
          "swap-pane -U",
          "resize-pane -Z",
          "resize-pane -R 5",
          "rename-window '世界 x'",
          "list-windows",
          "list-panes",
          "last-window",
          "find-text needle",
          "copy-mode -u",
          "panel toggle",
          "panel focus",
          "list-clients",
          "list-buffers",
          "config check",
          "config reload",
          "theme list",
          "theme set light",
          "theme set dark",
          "move-pane -t :1",
          "find-text -i LINE",
          "display-menu",
          "set-buffer 世界",
          "nonsense");

  /// What the user's configuration may say from one moment to the next; one of them is broken.
  private static final List<String> SETTINGS =
      List.of(
          "",
          "theme = \"light\"\n",
          "theme = \"plain16\"\nglyphs = \"ascii\"\n",
          "theme = \"gruvbox-dark\"\n[colours]\ntext = \"#ff00ff\"\n",
          "[copy]\nkeys = \"emacs\"\n",
          "theme = [1, 2\n");

  private static final String COPY = "hjklwbeWBE0$^HMLgGvVnN*#{}fFtTx;, /?o";
  private static final List<String> NAMED =
      List.of(
          "Up", "Down", "Left", "Right", "Enter", "Escape", "Tab", "BSpace", "Space", "PPage",
          "NPage", "Home", "End", "C-u", "C-d", "C-f", "C-w", "C-a", "DC", "F5", "M-x", "BTab");
  private static final int[][] SIZES = {
    {120, 35}, {120, 35}, {160, 45}, {200, 50}, {80, 24}, {100, 30}, {60, 20}, {40, 10}, {39, 9},
    {119, 12}, {81, 11}, {20, 5}, {2, 2}, {1, 1}, {180, 11}, {45, 50},
  };

  private final Random random;
  private int columns = 120;
  private int rows = 35;

  Typist(long seed) {
    random = new Random(seed);
  }

  /// One thing that is done.
  sealed interface Step {
    /// Keys by tmux's names.
    record Keys(List<String> keys) implements Step {}

    /// Bytes as a terminal sends them: mouse and paste.
    record Bytes(String text) implements Step {}

    /// Another size of the terminal.
    record Resize(int columns, int rows) implements Step {}

    /// The same at a second terminal, which is attached beside the first one.
    record Guest(Step step) implements Step {}

    /// The user's configuration is written anew.
    record Configure(String toml) implements Step {}
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// The next thing to do.
  Step next() {
    int die = random.nextInt(100);
    if (die < 2) {
      return new Step.Configure(any(SETTINGS));
    }
    return die < 12 ? new Step.Guest(at()) : at();
  }

  /// Something at one of the terminals.
  private Step at() {
    int die = random.nextInt(100);
    if (die < 28) {
      return prefixed();
    }
    if (die < 42) {
      return shell();
    }
    if (die < 54) {
      return letters();
    }
    if (die < 68) {
      return sheet();
    }
    if (die < 82) {
      return mouse();
    }
    if (die < 90) {
      return resize();
    }
    return die < 97 ? copying() : paste();
  }

  /// Any key of the prefix table; those that close and leave are rare.
  private Step prefixed() {
    Predicate<Binding> rare =
        binding -> binding.command().startsWith("kill-") || binding.command().startsWith("detach");
    List<Binding> all = KeyTable.PREFIX.bindings();
    Binding binding = any(all);
    if (rare.test(binding) && random.nextInt(3) > 0) {
      binding = all.stream().filter(each -> each.command().startsWith("split")).findFirst().get();
    }
    List<String> keys = new ArrayList<>(List.of("C-b", named(binding.chord().text())));
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(any(NAMED));
    }
    return new Step.Keys(keys);
  }

  /// A chord in tmux's words; a lone semicolon would end tmux's own command.
  private static String named(String chord) {
    return chord.equals(";") ? "\\;" : chord;
  }

  private Step shell() {
    return new Step.Bytes("\025" + any(LINES) + "\r");
  }

  private Step letters() {
    List<String> keys = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      keys.add(
          random.nextInt(3) == 0
              ? any(NAMED)
              : named(String.valueOf(COPY.charAt(random.nextInt(COPY.length())))));
    }
    return new Step.Keys(keys);
  }

  private Step sheet() {
    String key = any(List.of(":", "w", "?", "/", ",", "F", "S", "e", "y", "m", "i", "A"));
    String words =
        switch (key) {
          case ":" -> any(COMMANDS);
          case "/" -> any(List.of("needle", "line 1", "e", "世", "zzz"));
          case "e", "y" -> any(List.of(" \techo sent\r\r", "echo 世界\r", "\t\033[B \r"));
          default -> any(List.of("sh", "1", "2.1", "x y", "ööö", ""));
        };
    String end = any(List.of("\r", "\r", "\033[27u", "\033[B\r", "\033[27u\033[27u", ""));
    return new Step.Bytes("\002" + key + words + end);
  }

  private Step copying() {
    StringBuilder keys = new StringBuilder("\002[");
    for (int i = random.nextInt(12); i > 0; i--) {
      keys.append(COPY.charAt(random.nextInt(COPY.length())));
    }
    return new Step.Bytes(keys + any(List.of("y", "q", "\r", "\033[27u", "")));
  }

  private Step paste() {
    String text = "pasted \001\033[31m words\nand 世界\ttabs\r\n".repeat(1 + random.nextInt(20));
    return new Step.Bytes("\033[200~" + text + "\033[201~");
  }

  private Step mouse() {
    int x = 1 + random.nextInt(columns);
    int y = 1 + random.nextInt(rows);
    int x2 = 1 + random.nextInt(columns);
    int y2 = 1 + random.nextInt(rows);
    return new Step.Bytes(
        switch (random.nextInt(7)) {
          case 0 -> event(0, x, y, 'M') + event(0, x, y, 'm');
          case 1 -> event(0, x, y, 'M') + event(32, x2, y2, 'M') + event(0, x2, y2, 'm');
          case 2 -> event(64, x, y, 'M').repeat(1 + random.nextInt(8));
          case 3 -> event(65, x, y, 'M').repeat(1 + random.nextInt(8));
          case 4 -> (event(0, x, y, 'M') + event(0, x, y, 'm')).repeat(3);
          case 5 ->
              event(2, x, y, 'M')
                  + event(2, x, y, 'm')
                  + "\033[B".repeat(random.nextInt(9))
                  + any(List.of("\r", "\033[27u", ""));
          default -> event(2, x, y, 'M') + event(2, x, y, 'm');
        });
  }

  private static String event(int button, int x, int y, char end) {
    return "\033[<" + button + ";" + x + ";" + y + end;
  }

  private Step resize() {
    int[] size = SIZES[random.nextInt(SIZES.length)];
    columns = size[0];
    rows = size[1];
    return new Step.Resize(columns, rows);
  }
}
