package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Copy mode with keys and mouse in a real server: what is copied, where it goes, and what a person
/// sees of it.
class CopyScenarioTest extends Scenario {
  private FakeTerminal printed(String... lines) {
    FakeTerminal terminal = rig.session();
    rig.program(0).print(String.join("\r\n", lines));
    rig.idle();
    return terminal;
  }

  private String buffer() throws InterruptedException {
    return rig.says("show-buffer").out();
  }

  @Test
  void linesAreSelectedCopiedAndPasted() throws InterruptedException {
    FakeTerminal terminal = printed("one", "two words", "three", "$ ");
    press(terminal, "\002[");
    rig.shows(terminal, "copy");
    rig.shows(terminal, "COPY");
    press(terminal, "3k0V2jy");
    rig.shows(terminal, "copied 3 lines");
    assertEquals("one\ntwo words\nthree\n", buffer());
    assertEquals("one\ntwo words\nthree\n", terminal.clipboard());
    rig.program(0).print("\033[?2004h");
    rig.idle();
    press(terminal, "\002]");
    assertEquals("\033[200~one\rtwo words\rthree\r\033[201~", rig.program(0).typed());
  }

  @Test
  void itsProgramWritesOnBeneath() {
    FakeTerminal terminal = printed("before");
    press(terminal, "\002[");
    rig.program(0).print("\r\nbehind");
    rig.idle();
    rig.hides(terminal, "behind");
    press(terminal, "q");
    rig.shows(terminal, "behind");
  }

  @Test
  void aSearchGoesAlongWithWhatIsTypedAndCounts() {
    FakeTerminal terminal = printed("alpha", "beta", "alphabet", "gamma");
    press(terminal, "\002[gg/alp");
    rig.shows(terminal, "/alp");
    rig.shows(terminal, "2 of 2");
    press(terminal, "\r");
    rig.shows(terminal, "2 of 2");
    press(terminal, "n");
    rig.shows(terminal, "1 of 2");
    press(terminal, "/zzz");
    rig.shows(terminal, "no match");
    press(terminal, "\033");
    rig.later();
    rig.idle();
    rig.shows(terminal, "COPY");
  }

  @Test
  void aCharacterInTheRowIsOneKeyMore() throws InterruptedException {
    FakeTerminal terminal = printed("a.b.c.d");
    press(terminal, "\002[0v2f.y");
    assertEquals("a.b.", buffer());
  }

  @Test
  void nothingSelectedOverwritesNothing() throws InterruptedException {
    FakeTerminal terminal = printed("word");
    rig.says("set-buffer", "kept");
    press(terminal, "\002[y");
    rig.shows(terminal, "nothing is selected");
    assertEquals("kept", buffer());
  }

  @Test
  void draggingSelectsAndCopies() throws InterruptedException {
    FakeTerminal terminal = printed("first line", "second line");
    press(terminal, "\033[<0;3;3M\033[<32;4;4M\033[<0;4;4m");
    rig.shows(terminal, "copied 2 lines");
    assertEquals("rst line\nseco", buffer());
    rig.hides(terminal, "COPY");
  }

  @Test
  void aDragThatEndsOverThePanelCopiesUpToThePanesEdge() throws InterruptedException {
    FakeTerminal terminal = printed("first line", "second line");
    press(terminal, "\033[<0;3;3M\033[<32;100;3M\033[<0;100;3m");
    assertEquals("rst line", buffer());
    rig.hides(terminal, "COPY");
  }

  @Test
  void twoClicksOnBlanksLeaveThePaneAsItIs() {
    FakeTerminal terminal = printed("word");
    String click = "\033[<0;40;3M\033[<0;40;3m";
    press(terminal, click + click);
    rig.hides(terminal, "COPY");
    rig.hides(terminal, "nothing is selected");
  }

  @Test
  void whereNoShellMarkedItsPromptsThatIsSaid() {
    FakeTerminal terminal = printed("one", "two");
    press(terminal, "\002[O");
    rig.shows(terminal, "no shell marked the output");
  }

  @Test
  void nothingIsPastedBehindCopyMode() {
    FakeTerminal terminal = printed("word");
    press(terminal, "\002[");
    press(terminal, "\033[200~rm x\r\033[201~");
    rig.shows(terminal, "not pasted");
    assertEquals("", rig.program(0).typed());
  }

  @Test
  void twoClicksTakeTheWordAndThreeTheLine() throws InterruptedException {
    FakeTerminal terminal = printed("see src/Main.java here");
    String click = "\033[<0;7;3M\033[<0;7;3m";
    press(terminal, click + click);
    assertEquals("src/Main.java", buffer());
    press(terminal, click);
    assertEquals("see src/Main.java here\n", buffer());
  }

  @Test
  void threeClicksTakeALineWithAllItsRows() throws InterruptedException {
    String line = "word ".repeat(100).strip();
    FakeTerminal terminal = printed(line);
    String click = "\033[<0;7;4M\033[<0;7;4m";
    press(terminal, click + click + click);
    assertEquals(line + "\n", buffer());
  }

  @Test
  void whereALinkGoesIsSaidWhenItsTextIsCopied() throws InterruptedException {
    FakeTerminal terminal =
        printed("x", "\033]8;;https://a.example/doc\033\\the docs\033]8;;\033\\", "y");
    press(terminal, "\002[gg\ty");
    rig.shows(terminal, "copied 8 characters, a link to https://a.example/doc");
    assertEquals("the docs", buffer());
  }

  @Test
  void whatIsSelectedGoesToAFileThatIsNotThere() throws InterruptedException {
    FakeTerminal terminal = printed("text");
    press(terminal, "\002[0v$S");
    rig.shows(terminal, "Write 4 characters");
    press(terminal, "copied.txt");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "wrote 4 characters");
    assertTrue(Files.exists(directory.resolve("copied.txt")), () -> "not in " + directory);
    String again = rig.says("save-buffer", "copied.txt").exit().line();
    assertTrue(again.contains("there already"), again);
  }

  @Test
  void controlCLeavesCopyModeAndMetaHoldsACountForEmacs() throws InterruptedException {
    FakeTerminal terminal = printed("text");
    press(terminal, "\002[");
    rig.shows(terminal, "COPY");
    press(terminal, "\003");
    rig.hides(terminal, "COPY");
    press(terminal, "\002[g\0333l");
    press(terminal, "vl\r");
    assertEquals("t", buffer());
  }

  @Test
  void aDashPrintsWhatWasCopiedAndNothingElse() throws InterruptedException {
    rig.session();
    rig.says("set-buffer", "two\nlines");
    assertEquals("two\nlines", rig.says("save-buffer", "-").out());
    assertEquals("two\nlines", rig.says("save-buffer", "-a", "-").out());
  }

  @Test
  void aDirectoryAndAnEmptyNameAreRefusedAsWhatTheyAre() throws InterruptedException {
    rig.session();
    rig.says("set-buffer", "one");
    for (String[] line : new String[][] {{"save-buffer", "/"}, {"save-buffer", "-a", "/"}}) {
      String refused = rig.says(line).exit().line();
      assertTrue(refused.contains("/ is a directory"), refused);
    }
    String empty = rig.says("save-buffer", "").exit().line();
    assertTrue(empty.contains("the name of the file is empty"), empty);
  }

  @Test
  void theListOfBuffersHasTheNewestFirst() throws InterruptedException {
    rig.session();
    rig.says("set-buffer", "one");
    rig.says("set-buffer", "two\nlines");
    assertEquals(
        "buffer1: 9 characters: two␊lines\nbuffer0: 3 characters: one\n",
        rig.says("list-buffers").out());
  }

  @Test
  void aKeyThatWaitsForACharacterIsForgottenWhereTheFocusGoes() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%\002[f");
    rig.idle();
    rig.shows(terminal, "then a key");
    terminal.type("\002l");
    rig.idle();
    rig.hides(terminal, "then a key");
    terminal.type("\002hq");
    rig.idle();
    rig.hides(terminal, "copy ─ line");
  }
}
