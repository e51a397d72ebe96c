package agenttui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Hostile input from a seed: half of it control sequences with odd parameters, the rest text of
/// all kinds, strings, broken UTF-8 and random bytes (threats R1).
final class Streams {
  private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnpqrstuvwxyz{}~";
  private static final int[] MODES = {
    1, 3, 5, 6, 7, 9, 12, 25, 40, 45, 47, 66, 67, 69, 95, 1000, 1002, 1004, 1006, 1007, 1045, 1047,
    1048, 1049, 2004, 2026, 2027, 2031, 2048
  };
  private static final String[] TEXTS = {
    "abc",
    "hello world ",
    "中文字",
    "😀",
    "e\u0301",
    "👨‍👩‍👧",
    "🇩🇪",
    "❤️",
    "⌚\uFE0E",
    "\u0301",
    "\u200d",
    "क्ष",
    "각",
    "กำ",
    "\u202E",
    "\u0600x",
    "👍🏽",
    "#️⃣",
    "\u00ad",
    "─│┌",
    "\uFE0F",
    "🇩",
    "한국"
  };

  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Streams(long seed) {
    random = new Random(seed);
  }

  /// About `length` bytes.
  static byte[] of(long seed, int length) {
    Streams streams = new Streams(seed);
    while (streams.out.size() < length) {
      streams.token();
    }
    return streams.out.toByteArray();
  }

  private void put(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void token() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> csi();
      case 4 -> put("\u001b[" + (random.nextBoolean() ? "?" : "") + mode() + pick("hl"));
      case 5 -> put("\u001b" + pick("#()*+-./ ") + pick("08ABG@"));
      case 6 -> put("\u001b" + pick("6789=>DEHMNOVWZ\\no|}~\u001b"));
      case 7 -> string();
      case 8, 9, 10 -> put(TEXTS[random.nextInt(TEXTS.length)]);
      case 11 -> put(pick("\n\r\b\t\u000b\u000e\u000f\u0007\u0018\u001a\u0005\u007f"));
      case 12 -> put("x".repeat(random.nextInt(200)));
      case 13 -> sgr();
      case 14 -> put("\r\n");
      default -> {
        byte[] noise = new byte[random.nextInt(6)];
        random.nextBytes(noise);
        out.writeBytes(noise);
      }
    }
    if (random.nextInt(400) == 0) {
      put("\u001bc");
    }
  }

  private int mode() {
    return MODES[random.nextInt(MODES.length)];
  }

  private String pick(String from) {
    return String.valueOf(from.charAt(random.nextInt(from.length())));
  }

  private void csi() {
    StringBuilder text = new StringBuilder("\u001b[");
    if (random.nextInt(5) == 0) {
      text.append(pick("?<=>"));
    }
    int count = random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
    for (int i = 0; i < count; i++) {
      text.append(i > 0 ? random.nextInt(8) == 0 ? ":" : ";" : "");
      text.append(number());
    }
    if (random.nextInt(5) == 0) {
      text.append(pick(" !\"#$'*&"));
    }
    put(text.append(pick(FINALS)).toString());
  }

  private String number() {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> "0";
      case 2 -> "65535";
      case 3 -> "99999999999999999999";
      case 4 -> Integer.toString(random.nextInt(3000));
      default -> Integer.toString(random.nextInt(30));
    };
  }

  private void sgr() {
    put(
        switch (random.nextInt(6)) {
          case 0 -> "\u001b[0m";
          case 1 -> "\u001b[38;2;" + random.nextInt(300) + ";5;" + random.nextInt(256) + "m";
          case 2 -> "\u001b[4:" + random.nextInt(7) + ";58:5:" + random.nextInt(256) + "m";
          case 3 -> "\u001b[48;5;" + random.nextInt(260) + "m";
          case 4 -> "\u001b[1\"q";
          default -> "\u001b[" + random.nextInt(110) + "m";
        });
  }

  private void string() {
    String body =
        switch (random.nextInt(14)) {
          case 0 -> "]0;title " + random.nextInt(9) + "✳";
          case 1 -> "]8;id=" + random.nextInt(50) + ";http://example.org/" + random.nextInt(900);
          case 2 -> "]8;;";
          case 3 -> "]4;" + number() + ";?;7;#123456";
          case 4 -> "]1" + random.nextInt(3) + ";?";
          case 5 -> "]52;c;aGVsbG8=";
          case 6 -> "P$q" + pick("mrs");
          case 7 -> "P+q436F;544E;" + number();
          case 8 -> "_Gi=31,a=q,t=d;AAAA";
          case 9 -> "]9;4;" + number() + ";50";
          case 10 -> "]99;i=1:p=?;";
          case 11 -> "X" + "y".repeat(random.nextInt(100));
          case 12 -> "]777;notify;a;b";
          default -> "]" + number() + ";" + "z".repeat(random.nextInt(3000));
        };
    put(
        "\u001b"
            + body
            + (random.nextInt(10) == 0 ? "" : random.nextBoolean() ? "\u0007" : "\u001b\\"));
  }
}
