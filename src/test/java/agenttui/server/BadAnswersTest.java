package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Terminals that answer questions never, wrongly or late, and one that reads nothing: keys keep
/// working, nothing of an answer is typed into a pane, and nobody else waits.
@Timeout(30)
class BadAnswersTest extends Scenario {
  private static final String[] SESSION = {
    "new-session", "-s", "main", "--sandbox", "none", "--", "one"
  };

  private FakeTerminal session(UnaryOperator<byte[]> answers) {
    FakeTerminal terminal = rig.answering(answers, SESSION);
    rig.idle();
    rig.shows(terminal, "1 one");
    return terminal;
  }

  private void keysWork(FakeTerminal terminal) {
    terminal.type("ls\r");
    terminal.type("\002%");
    rig.idle();
    assertEquals("ls\r", rig.program(0).typed());
    rig.shows(terminal, "2 shell");
    terminal.type("w");
    rig.idle();
    assertEquals("w", rig.program(1).typed());
  }

  @Test
  void oneThatNeverAnswersHasItsKeys() {
    keysWork(session(_ -> new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[?c",
        "\033[?99999999999999999999;1;x;;;c",
        "\033]11;rgb:zz/\u0000/??\033\\",
        "\033]11;\007\033]4;999999;rgb:1/2/3\007\033]52;c;!!!\007",
        "\033P>|\033\\\033P1+r\033\\\033P0$r\033\\\033_Gi=1;OK\033\\\033^x\033\\\033Xy\033\\",
        "\033[?2026;99999$y\033[?997;9n\033[48;0;0;0;0t\033[8;-1;-1t\033[?999999u\033[>0;0;0c",
        "\033[0n\033[?64;1;2;6;9;15;16;17;18;21;22;28;29c\033[=0;0c\033[9;99;99t",
        "\033[1;1",
        "\033]11;rgb:1e1e",
        "\033P",
      })
  void oneThatAnswersWronglyHasItsKeys(String answer) {
    FakeTerminal terminal = session(bytes -> bytes.length == 0 ? bytes : bytes(answer));
    terminal.type("\033[27;1;27~");
    rig.idle();
    rig.program(0).typed();
    keysWork(terminal);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033]11;@rgb:1e/1e/1e ;@\033\\", "\033P>|@version @\007", "\033[?@1;@c"})
  void aHundredThousandBytesOfAnswersAreNoText(String kind) {
    String[] parts = kind.split("@");
    String answer = parts[0] + parts[1].repeat(100_000 / parts[1].length()) + parts[2];
    FakeTerminal terminal = session(bytes -> bytes.length == 0 ? bytes : bytes(answer));
    for (int at = 0; at < answer.length(); at += 4096) {
      terminal.type(answer.substring(at, Math.min(at + 4096, answer.length())));
    }
    keysWork(terminal);
  }

  @Test
  void answersBehindTheFirstKeysAreNoText() {
    ByteArrayOutputStream late = new ByteArrayOutputStream();
    FakeTerminal terminal =
        session(bytes -> {
          late.writeBytes(bytes);
          return new byte[0];
        });
    terminal.type("first");
    rig.idle();
    byte[] answers = late.toByteArray();
    assertTrue(answers.length > 0);
    for (int at = 0; at < answers.length; at += 7) {
      byte[] piece = Arrays.copyOfRange(answers, at, Math.min(answers.length, at + 7));
      terminal.type(new String(piece, StandardCharsets.UTF_8));
    }
    terminal.type("second");
    rig.idle();
    assertEquals("firstsecond", rig.program(0).typed());
    keysWork(terminal);
  }

  @Test
  void nobodyWaitsForOneThatReadsNothing() {
    final FakeTerminal slow = rig.session();
    FakeTerminal quick = rig.client("attach", "main");
    rig.idle();
    long frames = slow.frames();
    long bytes = slow.bytes();
    slow.stall(true);
    for (int i = 0; i < 200; i++) {
      rig.program(0).print("\033[2J\033[Hround " + i + " " + "x".repeat(1000));
      quick.awaitText("round " + i + " ");
    }
    rig.program(0).print("\033[2J\033[Hthe end");
    quick.awaitText("the end");
    slow.stall(false);
    slow.awaitText("the end");
    assertTrue(slow.frames() - frames <= 3, slow.frames() - frames + " frames");
    assertTrue(slow.bytes() - bytes < 60_000, slow.bytes() - bytes + " bytes");
    rig.idle();
    slow.type("k");
    rig.idle();
    assertEquals("k", rig.program(0).typed());
  }
}
