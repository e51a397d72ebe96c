package agenttui.term;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/// How many MB an emulator takes per second of its thread's processor time, per load, cold and
/// warm: a program, not a test. 160×48, 10,000 lines of history, 64 KiB a feed, as the loop does
/// it. Run it on the test class path: `java -cp target/classes:target/test-classes
/// agenttui.term.FeedBench [load …]`.
final class FeedBench {
  private static final int COLUMNS = 160;
  private static final int ROWS = 48;
  private static final int SIZE = 8 << 20;
  private static final int PASSES = 8;

  /// Processor time of the feeding thread, so that other work on the machine counts less.
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final Random random = new Random(1);
  private final StringBuilder out = new StringBuilder();

  private FeedBench() {}

  /// Loads by name; none: all.
  public static void main(String[] args) {
    String[] names =
        args.length > 0
            ? args
            : "ascii lines light dense truecolor unicode cursor region vim agent".split(" ");
    for (String name : names) {
      byte[] load = new FeedBench().load(name);
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", name));
      Emulator emulator = new Emulator(new Size(COLUMNS, ROWS), 10_000);
      if ("light dense truecolor cursor region vim".contains(name)) {
        emulator.feed("\u001b[?1049h".getBytes(StandardCharsets.US_ASCII));
      }
      for (int pass = 0; pass < PASSES; pass++) {
        long start = CPU.getCurrentThreadCpuTime();
        for (int at = 0; at < load.length; at += 1 << 16) {
          emulator.feed(load, at, Math.min(1 << 16, load.length - at));
          emulator.takeReplies();
          emulator.takeNotices();
          emulator.screen().clearDamage();
        }
        double seconds = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
        line.append(String.format(Locale.ROOT, " %6.1f", load.length / 1e6 / seconds));
      }
      System.out.println(line);
    }
  }

  private byte[] load(String name) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; all.size() < SIZE; i++) {
      out.setLength(0);
      switch (name) {
        case "ascii" -> ascii(i);
        case "lines" -> out.append("y\r\n".repeat(1000));
        case "light" -> out.append("\u001b[H").repeat('A' + i % 26, COLUMNS * ROWS);
        case "dense" -> dense(i);
        case "truecolor" -> direct(i);
        case "unicode" -> unicode();
        case "cursor" -> cursor(i);
        case "region" -> region(i);
        case "vim" -> vim(i);
        case "agent" -> agent(i);
        default -> throw new IllegalArgumentException(name);
      }
      all.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
    }
    return all.toByteArray();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(8); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private void ascii(int i) {
    out.append(String.format(Locale.ROOT, "%08d INFO", i));
    for (int n = 2 + random.nextInt(17); n > 0; n--) {
      out.append(' ').append(word());
    }
    out.append("\r\n");
  }

  private void dense(int k) {
    out.append("\u001b[H");
    for (int i = 0; i < COLUMNS * ROWS; i++) {
      int c = (i / COLUMNS + i % COLUMNS + k) % 156;
      out.append("\u001b[38;5;").append(c + 100).append(";48;5;").append(255 - c);
      out.append(";1;3;4m").append((char) ('A' + k % 26));
    }
  }

  private void direct(int k) {
    out.append("\u001b[H");
    for (int i = 0; i < COLUMNS * ROWS; i++) {
      int x = i % COLUMNS;
      int y = i / COLUMNS;
      out.append("\u001b[38;2;").append((x * 3 + k) & 255).append(';').append(y * 5 & 255);
      out.append(';').append(k * 31 & 255).append("m\u001b[48;2;").append((y * 7 + k) & 255);
      out.append(';').append((x + y) & 255).append(';').append(x & 255).append('m');
      out.append((char) ('A' + k % 26));
    }
  }

  private void unicode() {
    String[] pools = {
      "中文字符测试终端仿真", "こんにちはカタ", "한국어터미널", "абвгдеж", "αβγδ", "─│┌┐└┘█░▒▓▀▄", "abcdefghijk ", "éèüñç"
    };
    String[] whole = {
      "e\u0301", "a\u0308\u0323", "😀", "🚀", "👨‍👩‍👧", "🇩🇪", "❤️", "👍🏽", "กำ", "क्ष"
    };
    for (int n = 4 + random.nextInt(11); n > 0; n--) {
      if (random.nextInt(4) == 0) {
        out.append(whole[random.nextInt(whole.length)]);
      } else {
        String pool = pools[random.nextInt(pools.length)];
        for (int k = 1 + random.nextInt(8); k > 0; k--) {
          out.append(pool.charAt(random.nextInt(pool.length())));
        }
      }
      out.append(random.nextInt(10) < 3 ? "\u001b[" + (30 + random.nextInt(7)) + "m" : "");
    }
    out.append("\u001b[0m\r\n");
  }

  private void cursor(int k) {
    for (int y = 1; y <= ROWS; y += 2) {
      for (int x = 1; x <= COLUMNS; x += 3) {
        out.append("\u001b[").append((x & 1) != 0 ? y : ROWS + 1 - y).append(';').append(x);
        out.append('H').append((char) ('A' + k % 26));
      }
    }
  }

  private void region(int i) {
    out.append(i == 0 ? "\u001b[16;32r\u001b[32;1H" : "");
    out.append(String.format(Locale.ROOT, "%06d the middle of the screen scrolls\r\n", i));
  }

  private String code(int i) {
    return "\u001b[38;2;92;99;112m"
        + i % 10000
        + " \u001b[39m    \u001b[38;2;198;120;221mreturn"
        + "\u001b[39m \u001b[38;2;97;175;239mname\u001b[39m = \u001b[38;2;152;195;121m\"text "
        + random.nextInt(9999)
        + "\"\u001b[39m;\u001b[K";
  }

  private void vim(int i) {
    int y = 2 + random.nextInt(ROWS - 6);
    switch (random.nextInt(10)) {
      case 0, 1, 2 ->
          out.append("\u001b[1;46r\u001b[46;1H\n\u001b[1;48r\u001b[46;1H").append(code(i));
      case 3 -> out.append("\u001b[1;46r\u001b[1;1H\u001bM\u001b[1;48r\u001b[1;1H").append(code(i));
      case 4 -> {
        out.append("\u001b[").append(y).append(";46r\u001b[").append(y);
        out.append(";1H\u001b[L\u001b[1;48r\u001b[").append(y).append(";1H").append(code(i));
      }
      default -> {
        out.append("\u001b[?25l\u001b[").append(y).append(";20H");
        out.append("x".repeat(1 + random.nextInt(20))).append("\u001b[K\u001b[?25h");
      }
    }
    out.append("\u001b[47;1H\u001b[48;5;236m NORMAL  file.java ")
        .append(i)
        .append("\u001b[K\u001b[0m");
  }

  private void agent(int i) {
    out.append("\u001b[?2026h\u001b[2K").append("\u001b[1A\u001b[2K".repeat(7)).append("\u001b[G");
    out.append(i % 6 == 0 ? "\u001b[38;2;215;119;87m●\u001b[39m the model reads files\r\n" : "");
    out.append("\r\n\u001b[38;2;215;119;87m⠋ Thinking…\u001b[39m \u001b[2m(").append(i / 10);
    out.append("s · ↓ 13 tokens · esc to interrupt)\u001b[22m\r\n\r\n\u001b[2m╭");
    out.append("─".repeat(76)).append("╮\u001b[22m\r\n\u001b[2m│\u001b[22m \u001b[7m>\u001b[27m ");
    out.append("the model writes a patch".repeat(3)).append("\u001b[2m│\u001b[22m\r\n\u001b[2m╰");
    out.append("─".repeat(76)).append("╯\u001b[22m\r\n  \u001b[2m? for shortcuts\u001b[22m\r\n");
    out.append("  \u001b[33m50% context left\u001b[39m\u001b[?2026l");
  }
}
