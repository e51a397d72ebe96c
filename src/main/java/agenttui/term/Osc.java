package agenttui.term;

import agenttui.term.cells.Cursor;
import agenttui.term.cells.Extras;
import agenttui.term.cells.Grid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Operating system commands: titles, colours, hyperlinks, clipboard, notifications, directory,
/// prompts. Those not known are eaten.
final class Osc {
  private static final int LONGEST_TITLE = 1024;
  private static final int LONGEST_BODY = 4096;

  /// Bytes of a clipboard write (threats F2).
  private static final int CLIPBOARD = 100_000;

  /// By ConEmu's numbers.
  private static final List<Notice.Progress.State> PROGRESS =
      List.of(
          Notice.Progress.State.NONE,
          Notice.Progress.State.NORMAL,
          Notice.Progress.State.ERROR,
          Notice.Progress.State.INDETERMINATE,
          Notice.Progress.State.PAUSED);

  private final Terminal terminal;
  private final Grid grid;

  Osc(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
  }

  /// `number ; rest`.
  void run(byte[] payload, int length, boolean bell) {
    int number = 0;
    int at = 0;
    while (at < length && at < 5 && payload[at] >= '0' && payload[at] <= '9') {
      number = number * 10 + payload[at++] - '0';
    }
    boolean separated = at < length && payload[at] == ';';
    if (at == 0 || (at < length && !separated)) {
      return;
    }
    int from = separated ? at + 1 : at;
    if (number == 52) {
      clipboard(payload, from, length);
    } else if (length - from <= 1 << 16) {
      run(number, new String(payload, from, length - from, StandardCharsets.UTF_8), bell);
    }
  }

  /// The same as OSC 2, as GNU screen and tmux write it.
  void title(byte[] payload, int length) {
    title(new String(payload, 0, length, StandardCharsets.UTF_8));
  }

  private void title(String text) {
    terminal.title(clean(text, LONGEST_TITLE));
  }

  private void run(int number, String text, boolean bell) {
    switch (number) {
      case 0, 2 -> title(text);
      case 4 -> palette(text, bell);
      case 7 -> directory(text);
      case 8 -> link(text);
      case 9 -> nine(text);
      case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> dynamic(number, text, bell);
      case 99 -> kittyNotification(text);
      case 104 -> resetPalette(text);
      case 110, 111, 112 -> terminal.colours[number - 110 + 256] = -1;
      case 133 -> prompt(text);
      case 777 -> notification(text);
      default -> {}
    }
  }

  /// One line without control characters.
  static String clean(String text, int longest) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length() && out.length() < longest; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && (c < 0x7F || c > 0x9F) && c != '\u2028' && c != '\u2029') {
        out.append(c);
      }
    }
    int end = out.length();
    if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
      out.setLength(end - 1);
    }
    return out.toString();
  }

  /// `index ; colour` pairs; `?` asks.
  private void palette(String text, boolean bell) {
    String[] parts = text.split(";", 512);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      int index = number(parts[i]);
      if (index < 0 || index > 255) {
        continue;
      }
      if (parts[i + 1].equals("?")) {
        terminal.replies.osc("4;" + index + ";" + spell(terminal.colour(index)), bell);
      } else {
        colour(index, parts[i + 1]);
      }
    }
  }

  private void resetPalette(String text) {
    if (text.isEmpty()) {
      Arrays.fill(terminal.colours, 0, 256, -1);
    }
    for (String part : text.split(";", 512)) {
      int index = number(part);
      if (index >= 0 && index < 256) {
        terminal.colours[index] = -1;
      }
    }
    grid.buffer().damageAll();
  }

  /// 10 foreground, 11 background, 12 cursor; several at once count on. 13–19 are answered from
  /// those.
  private void dynamic(int first, String text, boolean bell) {
    int number = first;
    for (String part : text.split(";", 10)) {
      if (number > 19) {
        return;
      }
      if (part.equals("?")) {
        terminal.replies.osc(number + ";" + spell(terminal.colour(slot(number))), bell);
      } else if (number <= 12) {
        colour(number - 10 + 256, part);
      }
      number++;
    }
  }

  private static int slot(int number) {
    return switch (number) {
      case 10, 13, 15, 19 -> 256;
      case 12, 18 -> 258;
      default -> 257;
    };
  }

  private void colour(int slot, String spelling) {
    int rgb = parse(spelling);
    if (rgb >= 0) {
      terminal.colours[slot] = rgb;
      grid.buffer().damageAll();
    }
  }

  /// `rgb:rrrr/gggg/bbbb`.
  private static String spell(int rgb) {
    int r = rgb >> 16 & 0xFF;
    int g = rgb >> 8 & 0xFF;
    int b = rgb & 0xFF;
    return String.format(Locale.ROOT, "rgb:%02x%02x/%02x%02x/%02x%02x", r, r, g, g, b, b);
  }

  /// `#rgb`, `#rrggbb`, `#rrrgggbbb`, `#rrrrggggbbbb`, `rgb:r/g/b` with 1 to 4 digits each.
  ///
  /// @return −1 when it is none of these
  static int parse(String spelling) {
    if (spelling.startsWith("#") && spelling.length() <= 13 && spelling.length() % 3 == 1) {
      int digits = spelling.length() / 3;
      int rgb = 0;
      for (int i = 0; i < 3 && digits > 0; i++) {
        int part = hex(spelling.substring(1 + i * digits, 1 + (i + 1) * digits));
        // XParseColor: `#` gives the most significant bits.
        int high = digits == 1 ? part << 4 : part >> (4 * (digits - 2));
        rgb = part < 0 ? -1 : rgb << 8 | high;
        if (rgb < 0) {
          return -1;
        }
      }
      return digits == 0 ? -1 : rgb;
    }
    if (!spelling.startsWith("rgb:")) {
      return -1;
    }
    String[] parts = spelling.substring(4).split("/", 4);
    int rgb = 0;
    for (String part : parts) {
      int value = part.length() > 4 ? -1 : hex(part);
      if (value < 0 || parts.length != 3) {
        return -1;
      }
      int most = (1 << (4 * part.length())) - 1;
      rgb = rgb << 8 | (value * 255 + most / 2) / most;
    }
    return rgb;
  }

  private static int hex(String digits) {
    int value = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length() && value >= 0; i++) {
      int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), 16) : -1;
      value = digit < 0 ? -1 : value << 4 | digit;
    }
    return value;
  }

  private static int number(String digits) {
    int value = digits.isEmpty() || digits.length() > 5 ? -1 : 0;
    for (int i = 0; i < digits.length() && value >= 0; i++) {
      char c = digits.charAt(i);
      value = c < '0' || c > '9' ? -1 : value * 10 + c - '0';
    }
    return value;
  }

  /// OSC 8: `parameters ; target`; an empty target ends the link.
  private void link(String text) {
    int end = text.indexOf(';');
    if (end < 0) {
      return;
    }
    String target = text.substring(end + 1);
    Cursor cursor = grid.cursor();
    cursor.link = 0;
    if (!target.isEmpty() && isTarget(target)) {
      cursor.link = grid.linkNumber(new Extras.Link(id(text.substring(0, end)), target));
    }
    grid.penChanged();
  }

  private static boolean isTarget(String target) {
    return target.length() <= Extras.LONGEST_TARGET
        && target.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }

  private static String id(String parameters) {
    for (String part : parameters.split(":", 16)) {
      if (part.startsWith("id=") && part.length() <= Extras.LONGEST_ID) {
        return part.substring(3);
      }
    }
    return "";
  }

  private void clipboard(byte[] payload, int from, int length) {
    int at = from;
    while (at < length && at - from <= 16 && payload[at] != ';') {
      at++;
    }
    if (at >= length || payload[at] != ';' || length - at > CLIPBOARD / 3 * 4 + 8) {
      return;
    }
    String selection = new String(payload, from, at - from, StandardCharsets.US_ASCII);
    String data = new String(payload, at + 1, length - at - 1, StandardCharsets.US_ASCII);
    if (data.equals("?") || !selection.chars().allMatch(c -> c >= '0' && c <= 'z')) {
      return;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(data);
      if (bytes.length <= CLIPBOARD) {
        terminal.tell(new Notice.Clipboard(selection, bytes));
      }
    } catch (IllegalArgumentException e) {
      // Not Base64: xterm clears the selection, we leave it alone.
      return;
    }
  }

  /// OSC 7: `file://host/path`.
  private void directory(String text) {
    if (!text.startsWith("file://") || text.length() > LONGEST_BODY) {
      return;
    }
    int slash = text.indexOf('/', 7);
    if (slash > 0) {
      String path = clean(decode(text.substring(slash)), LONGEST_BODY);
      terminal.tell(new Notice.Directory(clean(text.substring(7, slash), 255), path));
    }
  }

  /// Percent signs.
  private static String decode(String path) {
    byte[] raw = path.getBytes(StandardCharsets.UTF_8);
    int to = 0;
    for (int i = 0; i < raw.length; i++) {
      int value = -1;
      if (raw[i] == '%' && i + 2 < raw.length) {
        value = hex(new String(raw, i + 1, 2, StandardCharsets.US_ASCII));
      }
      raw[to++] = value < 0 ? raw[i] : (byte) value;
      i += value < 0 ? 0 : 2;
    }
    return new String(raw, 0, to, StandardCharsets.UTF_8);
  }

  /// OSC 9: iTerm2's notification, or ConEmu's `4 ; state ; percent`; ConEmu's other numbers are
  /// eaten.
  private void nine(String text) {
    String[] parts = text.split(";", 4);
    int number = number(parts[0]);
    if (number == 4 && parts.length > 1) {
      int state = number(parts[1]);
      int percent = parts.length > 2 ? Math.clamp(number(parts[2]), 0, 100) : 0;
      if (state >= 0 && state < PROGRESS.size()) {
        terminal.tell(new Notice.Progress(PROGRESS.get(state), percent));
      }
    } else if (number < 1 || number > 12 || parts.length == 1) {
      terminal.tell(new Notice.Notification("", clean(text, LONGEST_BODY)));
    }
  }

  /// OSC 777: `notify ; title ; body`.
  private void notification(String text) {
    String[] parts = text.split(";", 3);
    if (parts[0].equals("notify") && parts.length > 1) {
      String body = parts.length > 2 ? clean(parts[2], LONGEST_BODY) : "";
      terminal.tell(new Notice.Notification(clean(parts[1], LONGEST_TITLE), body));
    }
  }

  /// OSC 99 (kitty): `metadata ; payload`; only whole titles and bodies are told, and the question
  /// what is supported is answered with just that.
  private void kittyNotification(String text) {
    int end = text.indexOf(';');
    if (end < 0) {
      return;
    }
    String what = "title";
    boolean encoded = false;
    for (String part : text.substring(0, end).split(":", 32)) {
      if (part.startsWith("p=")) {
        what = part.substring(2);
      }
      encoded |= part.equals("e=1");
    }
    String payload = text.substring(end + 1);
    if (what.equals("?")) {
      terminal.replies.osc("99;i=0:p=?;p=title,body", false);
      return;
    }
    if (encoded) {
      try {
        payload = new String(Base64.getMimeDecoder().decode(payload), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return;
      }
    }
    String shown = clean(payload, LONGEST_BODY);
    if (what.equals("title") && !shown.isEmpty()) {
      terminal.tell(new Notice.Notification(shown, ""));
    } else if (what.equals("body") && !shown.isEmpty()) {
      terminal.tell(new Notice.Notification("", shown));
    }
  }

  private void prompt(String text) {
    String[] parts = text.split(";", 3);
    int exit = text.startsWith("D") && parts.length > 1 ? number(parts[1]) : -1;
    OptionalInt status = exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit);
    Notice.Prompt.Mark mark =
        switch (text.isEmpty() ? 0 : text.charAt(0)) {
          case 'A' -> Notice.Prompt.Mark.PROMPT;
          case 'B' -> Notice.Prompt.Mark.COMMAND;
          case 'C' -> Notice.Prompt.Mark.OUTPUT;
          case 'D' -> Notice.Prompt.Mark.FINISHED;
          default -> null;
        };
    if (mark == Notice.Prompt.Mark.PROMPT) {
      grid.row().markPrompt();
    }
    if (mark != null) {
      terminal.tell(new Notice.Prompt(mark, status));
    }
  }
}
