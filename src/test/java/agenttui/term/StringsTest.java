package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// OSC, DCS and the other strings: what is told, what is eaten.
class StringsTest {
  private static List<Notice> notices(String text) {
    TestTerminal t = new TestTerminal(40, 4).feed(text);
    assertEquals("", t.rows(), "nothing of it is text");
    return t.emulator.takeNotices();
  }

  @Test
  void titlesAreTold() {
    assertEquals(List.of(new Notice.TitleChanged("✳ a")), notices("\u001b]0;✳ a\u0007"));
    assertEquals(List.of(new Notice.TitleChanged("b")), notices("\u001b]2;b\u001b\\"));
    assertEquals(List.of(new Notice.TitleChanged("c")), notices("\u009d2;c\u009c"));
    assertEquals(List.of(), notices("\u001b]1;icon\u0007"));
  }

  @Test
  void aTitleInTheWayOfGnuScreenIsTold() {
    assertEquals(List.of(new Notice.TitleChanged("✳ a")), notices("\u001bk✳ a\u001b\\"));
    assertEquals(List.of(new Notice.TitleChanged("ab")), notices("\u001bka\u0007b\u009c"));
    assertEquals(List.of(), notices("\u001bkbroken off\u001b[m"));
    TestTerminal t = new TestTerminal(10, 2).feed("\u001bkone").feed("\u001b").feed("\\x");
    assertEquals("one", t.screen().title());
    assertEquals("x", t.screen().line(0).strip());
  }

  @Test
  void aTitleLosesControlCharactersAndLength() {
    assertEquals(List.of(new Notice.TitleChanged("abc")), notices("\u001b]0;a\nb\u0085c\u0007"));
    TestTerminal t = new TestTerminal(10, 2).feed("\u001b]0;" + "x".repeat(5000) + "\u0007");
    assertEquals(1024, t.screen().title().length());
  }

  @Test
  void theTitleStackGivesBack() {
    TestTerminal t = new TestTerminal(10, 2).feed("\u001b]0;a\u0007\u001b[22;0t\u001b]0;b\u0007");
    assertEquals("b", t.screen().title());
    assertEquals("a", t.feed("\u001b[23;0t").screen().title());
    assertEquals("a", t.feed("\u001b[23;0t").screen().title());
    t.feed("\u001b[22t".repeat(100_000));
    assertEquals(Terminal.TITLES, t.emulator.terminal.titles.size());
  }

  @Test
  void notificationsAndProgressAreTold() {
    assertEquals(List.of(new Notice.Bell()), notices("\u0007"));
    assertEquals(List.of(new Notice.Notification("", "done")), notices("\u001b]9;done\u0007"));
    assertEquals(
        List.of(new Notice.Notification("t", "b;c")), notices("\u001b]777;notify;t;b;c\u0007"));
    assertEquals(List.of(new Notice.Notification("hi", "")), notices("\u001b]99;i=1;hi\u001b\\"));
    assertEquals(
        List.of(new Notice.Progress(Notice.Progress.State.NORMAL, 42)),
        notices("\u001b]9;4;1;42\u0007"));
    assertEquals(
        List.of(new Notice.Progress(Notice.Progress.State.INDETERMINATE, 0)),
        notices("\u001b]9;4;3\u0007"));
    assertEquals(List.of(), notices("\u001b]9;4;9;1\u0007"));
  }

  @Test
  void theDirectoryIsDecoded() {
    assertEquals(
        List.of(new Notice.Directory("host", "/a b/ü")),
        notices("\u001b]7;file://host/a%20b/%C3%BC\u0007"));
    assertEquals(List.of(), notices("\u001b]7;http://host/x\u0007"));
  }

  @Test
  void promptsAreTold() {
    assertEquals(
        List.of(new Notice.Prompt(Notice.Prompt.Mark.PROMPT, OptionalInt.empty())),
        notices("\u001b]133;A;k=s\u0007"));
    assertEquals(
        List.of(new Notice.Prompt(Notice.Prompt.Mark.FINISHED, OptionalInt.of(3))),
        notices("\u001b]133;D;3\u0007"));
  }

  @Test
  void theClipboardIsWrittenNeverRead() {
    Notice.Clipboard told =
        assertInstanceOf(Notice.Clipboard.class, notices("\u001b]52;c;aGk=\u0007").getFirst());
    assertEquals("c", told.selection());
    assertArrayEquals("hi".getBytes(StandardCharsets.US_ASCII), told.bytes());
    assertEquals(List.of(), notices("\u001b]52;c;?\u0007"));
    assertEquals(List.of(), notices("\u001b]52;c;%%%\u0007"));
    assertEquals(List.of(), notices("\u001b]52;c;" + "QUJD".repeat(40_000) + "\u0007"));
  }

  @Test
  void unknownStringsAreEatenWhole() {
    for (String start : new String[] {"]66;w=2;x", "]1337;File=a:b", "P1;2zz", "_x", "^x", "Xx"}) {
      assertEquals(List.of(), notices("\u001b" + start + "text\u001b\\"), start);
    }
  }

  @Test
  void aStringEndsWhenItIsCancelledOrBrokenOff() {
    assertEquals("x", new TestTerminal(9, 1).feed("\u001b]0;abc\u0018x").rows());
    assertEquals("x", new TestTerminal(9, 1).feed("\u001b]0;abc\u001b[31mx").rows());
    assertEquals("", new TestTerminal(9, 1).feed("\u001b]0;abc\u001b[31mx").screen().title());
  }

  @Test
  void aStringLongerThanTheLimitIsDroppedAndEnds() {
    TestTerminal t = new TestTerminal(9, 1);
    t.feed("\u001b]0;" + "x".repeat(1 << 20));
    t.feed("y".repeat(1 << 20) + "\u0007z");
    assertEquals("z", t.rows());
    assertEquals("", t.screen().title());
  }

  @Test
  void aByteInsideACharacterDoesNotEndAString() {
    // ✳ is E2 9C B3, and 9C alone would be ST in eight-bit terminals.
    assertEquals(List.of(new Notice.TitleChanged("✳x")), notices("\u001b]0;✳x\u0007"));
  }

  @Test
  void noticesThatNobodyTakesAreBounded() {
    assertEquals(256, notices("\u0007".repeat(10_000)).size());
  }
}
