package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What the terminal answers.
class ReportsTest {
  private static String answer(String question) {
    return new TestTerminal(80, 24).feed(question).replies();
  }

  @Test
  void attributesNameAndStatusAreAnswered() {
    assertTrue(answer("\u001b[c").startsWith("^[[?64;"));
    assertTrue(answer("\u001b[>c").startsWith("^[[>41;"));
    assertEquals("^[P!|00000000^[\\", answer("\u001b[=c"));
    assertEquals("^[P>|" + Reports.NAME + "^[\\", answer("\u001b[>q"));
    assertEquals("^[[0n", answer("\u001b[5n"));
    assertEquals("^[[3;2R", answer("\u001b[3;2H\u001b[6n"));
    assertEquals("^[[?3;2;1R", answer("\u001b[3;2H\u001b[?6n"));
  }

  @Test
  void modesAreAnswered() {
    assertEquals("^[[?2026;2$y", answer("\u001b[?2026$p"));
    assertEquals("^[[?2026;1$y", answer("\u001b[?2026h\u001b[?2026$p"));
    assertEquals("^[[?2027;1$y", answer("\u001b[?2027$p"));
    assertEquals("^[[?9999;0$y", answer("\u001b[?9999$p"));
    assertEquals("^[[4;2$y", answer("\u001b[4$p"));
  }

  @Test
  void settingsAreAnswered() {
    assertEquals(
        "^[P1$r0;1;31;48:2::1:2:3m^[\\", answer("\u001b[1;31;48;2;1;2;3m\u001bP$qm\u001b\\"));
    assertEquals("^[P1$r2;9r^[\\", answer("\u001b[2;9r\u001bP$qr\u001b\\"));
    assertEquals("^[P1$r4 q^[\\", answer("\u001b[4 q\u001bP$q q\u001b\\"));
    assertEquals("^[P0$r^[\\", answer("\u001bP$qBAD\u001b\\"));
  }

  @Test
  void capabilitiesAreAnsweredByKnownNamesOnly() {
    assertEquals("^[P1+r436F=323536^[\\", answer("\u001bP+q436f\u001b\\"));
    assertEquals("^[P0+r^[\\", answer("\u001bP+q6576696C\u001b\\"));
  }

  @Test
  void coloursAreAnsweredFromThePalette() {
    assertEquals("^[]11;rgb:0000/0000/0000^G", answer("\u001b]11;?\u0007"));
    assertEquals("^[]4;1;rgb:cdcd/0000/0000^[\\", answer("\u001b]4;1;?\u001b\\"));
    assertEquals("^[]10;rgb:1212/3434/5656^G", answer("\u001b]10;#123456\u0007\u001b]10;?\u0007"));
    assertEquals(
        "^[]4;9;rgb:ffff/0000/8080^G", answer("\u001b]4;9;rgb:f/0/80\u0007\u001b]4;9;?\u0007"));
    assertEquals(
        "^[]10;rgb:e5e5/e5e5/e5e5^G",
        answer("\u001b]10;#123\u0007\u001b]110\u0007\u001b]10;?\u0007"));
  }

  @Test
  void theColourSchemeIsAnsweredAndToldWhenItChanges() {
    TestTerminal t = new TestTerminal(80, 24).feed("\u001b[?996n");
    assertEquals("^[[?997;1n", t.replies());
    Palette light = new Palette(0, 0xFFFFFF, 0, Palette.XTERM.basic());
    t.emulator.palette(light);
    assertEquals("", t.replies(), "nobody asked to be told");
    t.feed("\u001b[?2031h").emulator.palette(Palette.XTERM);
    assertEquals("^[[?997;1n", t.replies());
    t.emulator.palette(Palette.XTERM);
    assertEquals("", t.replies(), "nothing changed");
  }

  @Test
  void sizesAreAnsweredAndToldWhenTheyChange() {
    assertEquals("^[[8;24;80t", answer("\u001b[18t"));
    assertEquals("^[[4;480;800t", answer("\u001b[14t"));
    assertEquals("^[[6;20;10t", answer("\u001b[16t"));
    TestTerminal t = new TestTerminal(80, 24).feed("\u001b[?2048h");
    assertEquals("^[[48;24;80;480;800t", t.replies());
    t.resize(100, 30);
    assertEquals("^[[48;30;100;600;1000t", t.replies());
  }

  @Test
  void theKeyboardIsAnswered() {
    assertEquals("^[[?0u", answer("\u001b[?u"));
    assertEquals("^[[?5u", answer("\u001b[>5u\u001b[?u"));
    assertEquals("^[[?1u", answer("\u001b[>1u\u001b[>5u\u001b[<u\u001b[?u"));
    assertEquals("^[[?7u", answer("\u001b[>5u\u001b[=2;2u\u001b[?u"));
    assertEquals("^[[?4u", answer("\u001b[>5u\u001b[=1;3u\u001b[?u"));
    assertEquals("^[[>4;2m", answer("\u001b[>4;2m\u001b[?4m"));
  }

  @Test
  void eachScreenHasItsOwnKeyboardFlags() {
    assertEquals("^[[?0u^[[?3u", answer("\u001b[>3u\u001b[?1049h\u001b[?u\u001b[?1049l\u001b[?u"));
  }

  @Test
  void aDeepKeyboardStackForgetsItsOldestEntries() {
    TestTerminal t = new TestTerminal(80, 24).feed("\u001b[>1u".repeat(1000) + "\u001b[?u");
    assertEquals("^[[?1u", t.replies());
    assertEquals("^[[?0u", t.feed("\u001b[<65535u\u001b[?u").replies());
  }

  @Test
  void theCheckSumOfACellIsItsNegatedCharacter() {
    assertEquals("^[P1!~FFBF^[\\", answer("A\u001b[1;1;1;1;1;1*y"));
  }

  @Test
  void titlesClipboardAndFontsAreNeverReported() {
    String secret = "\u001b]2;rm -rf\u0007";
    for (String question :
        new String[] {
          "\u001b[20t", "\u001b[21t", "\u001b]52;c;?\u0007", "\u001b]50;?\u0007", "\u001b]l;?\u0007"
        }) {
      assertEquals("", answer(secret + question), question.replace("\u001b", "^["));
    }
  }

  @Test
  void theQuestionForGraphicsIsAnsweredWithNo() {
    assertEquals(
        "^[_Gi=31;ENOTSUPPORTED:no graphics here^[\\",
        answer("\u001b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001b\\"));
  }

  @Test
  void answersThatNobodyTakesAreBounded() {
    byte[] questions =
        "\u001b[c".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    TestTerminal t = new TestTerminal(80, 24).feed(questions);
    byte[] all = t.emulator.takeReplies();
    assertTrue(all.length > 1000 && all.length <= 1 << 16, "bytes: " + all.length);
    assertEquals('c', Arrays.copyOfRange(all, all.length - 1, all.length)[0], "whole answers only");
  }
}
