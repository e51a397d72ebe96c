package agenttui.term;

import agenttui.term.cells.Grid;
import agenttui.term.parse.Params;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/// Device control strings (DECRQSS, XTGETTCAP) and application program commands (the question
/// whether kitty's graphics are here). All others, tmux's passthrough too, are eaten.
final class Dcs {
  /// What XTGETTCAP answers, by name.
  private static final Map<String, String> CAPABILITIES =
      Map.of(
          "Co", "256",
          "colors", "256",
          "TN", "xterm-256color",
          "name", "xterm-256color",
          "RGB", "8/8/8",
          "Tc", "",
          "Su", "",
          "Smulx", "\u001b[4:%p1%dm",
          "Ms", "\u001b]52;%p1%s;%p2%s\u001b\\");

  private static final String REFUSED = "0$r";

  private final Terminal terminal;
  private final Grid grid;

  Dcs(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
  }

  void run(Params head, int last, byte[] payload, int length) {
    if (head.marker() != 0 || length > 4096) {
      return;
    }
    String text = new String(payload, 0, length, StandardCharsets.ISO_8859_1);
    if (head.intermediates() == '$' && last == 'q') {
      settings(text);
    } else if (head.intermediates() == '+' && last == 'q') {
      capabilities(text);
    }
  }

  /// DECRQSS.
  private void settings(String what) {
    String answer =
        switch (what) {
          case "m" -> Sgr.parameters(grid.cursor()) + "m";
          case "r" -> (grid.top() + 1) + ";" + (grid.bottom() + 1) + "r";
          case "s" -> (grid.left() + 1) + ";" + (grid.right() + 1) + "s";
          case " q" -> Math.max(1, terminal.cursorShape) + " q";
          case "\"q" -> (grid.cursor().isProtected ? 1 : 0) + "\"q";
          case "\"p" -> "64;1\"p";
          case "*x" -> terminal.extent + "*x";
          // No status line.
          case "$}", "$~" -> "0" + what;
          case "t" -> grid.rows() + "t";
          case "$|" -> grid.columns() + "$|";
          case "*|" -> grid.rows() + "*|";
          default -> "";
        };
    terminal.replies.dcs(answer.isEmpty() ? REFUSED : "1$r" + answer);
  }

  /// XTGETTCAP: hexadecimal names, by semicolons; the answer names only those that we know.
  private void capabilities(String names) {
    HexFormat format = HexFormat.of().withUpperCase();
    int asked = 0;
    for (String name : names.split(";", 64)) {
      String value = asked++ < 64 ? CAPABILITIES.get(decode(name)) : null;
      if (value == null) {
        terminal.replies.dcs("0+r");
        continue;
      }
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      String spelled = name.toUpperCase(Locale.ROOT);
      terminal.replies.dcs(
          "1+r" + spelled + (bytes.length == 0 ? "" : "=" + format.formatHex(bytes)));
    }
  }

  private static String decode(String name) {
    if (name.length() > 32 || name.length() % 2 != 0) {
      return "";
    }
    try {
      return new String(HexFormat.of().parseHex(name), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// `G` and keys, with `a=q`: there are no graphics, which we say with the asked number.
  void application(byte[] payload, int length) {
    if (length < 2 || length > 1 << 16 || payload[0] != 'G') {
      return;
    }
    int end = 0;
    while (end < length && payload[end] != ';') {
      end++;
    }
    boolean question = false;
    int number = 0;
    String keys = new String(payload, 1, Math.max(0, end - 1), StandardCharsets.ISO_8859_1);
    for (String key : keys.split(",", 64)) {
      question |= key.equals("a=q");
      if (key.startsWith("i=") && key.length() <= 11) {
        number = digits(key.substring(2));
      }
    }
    if (question && number > 0) {
      terminal.replies.apc("Gi=" + number + ";ENOTSUPPORTED:no graphics here");
    }
  }

  private static int digits(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      value = value * 10 + c - '0';
    }
    return (int) Math.min(value, Integer.MAX_VALUE);
  }
}
