package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A text is looked for in all panes: with keys in a sheet, with a command line in a shell.
class FindTextTest extends Scenario {
  /// ESC as a terminal says it that leaves no doubt (CSI u).
  private static final String ESCAPE = "\033[27u";

  private void print(int program, String text) {
    rig.program(program).print(text);
    rig.idle();
  }

  /// A session with two windows, whose panes have printed more than a screen.
  private FakeTerminal printed() {
    FakeTerminal terminal = rig.session();
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      first.append("line ").append(i).append(i % 50 == 7 ? " has the needle\r\n" : "\r\n");
    }
    print(0, first.toString());
    press(terminal, "\002c");
    print(1, "alpha\r\nbeta Needle\r\ngamma\r\n");
    return terminal;
  }

  @Test
  void whatIsTypedIsFoundInAllWindowsWithItsSurroundings() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/");
    rig.shows(terminal, "Find in every pane");
    press(terminal, "needle");
    rig.shows(terminal, "5 lines in 2 panes");
    rig.shows(terminal, "beta Needle");
    rig.shows(terminal, "gamma");
    rig.shows(terminal, "line 157 has the needle");
    rig.shows(terminal, "line 7 has the needle");
    rig.hides(terminal, "line 158");
    press(terminal, "\033[B");
    rig.shows(terminal, "line 158");
  }

  @Test
  void theNewestLineOfAPaneStandsFirst() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/the needle");
    String text = terminal.text();
    assertTrue(text.indexOf("line 157 has") < text.indexOf("line 107 has"), text);
    assertTrue(text.indexOf("line 107 has") < text.indexOf("line 57 has"), text);
  }

  @Test
  void enterGoesThereAndSearchesOn() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/has the needle");
    rig.shows(terminal, "4 lines in 1 pane");
    press(terminal, "\033[B");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1:one*");
    rig.shows(terminal, "COPY");
    rig.shows(terminal, "line 107 has the needle");
    rig.shows(terminal, "3 of 4");
    press(terminal, "n");
    rig.shows(terminal, "line 57 has the needle");
    rig.shows(terminal, "2 of 4");
    press(terminal, "NN");
    rig.shows(terminal, "line 157 has the needle");
  }

  @Test
  void onlyTheOwnSeatMoves() {
    FakeTerminal terminal = printed();
    FakeTerminal other = rig.client("attach", "main");
    rig.idle();
    rig.shows(other, "2:shell*");
    press(terminal, "\002/has the needle");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1:one*");
    rig.shows(other, "2:shell*");
  }

  @Test
  void eachKeySearchesAnewAndEscapeClears() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/nee");
    rig.shows(terminal, "5 lines in 2 panes");
    press(terminal, "x");
    rig.shows(terminal, "nothing found");
    press(terminal, "\177");
    rig.shows(terminal, "5 lines in 2 panes");
    press(terminal, ESCAPE);
    rig.shows(terminal, "type a text");
    press(terminal, ESCAPE);
    rig.hides(terminal, "Find in every pane");
  }

  @Test
  void aCapitalMakesCaseCount() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/Needle");
    rig.shows(terminal, "1 line in 1 pane");
  }

  @Test
  void aMatchOverTheEndOfARowIsFoundAndShown() {
    FakeTerminal terminal = rig.session();
    print(0, "x".repeat(80) + "over the edge of it" + "y".repeat(30) + "\r\n");
    press(terminal, "\002/the edge of");
    rig.shows(terminal, "1 line in 1 pane");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1 of 1");
  }

  @Test
  void whatIsPrintedMeanwhileMovesNothing() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/has the needle");
    print(0, "more\r\n".repeat(90));
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "line 157 has the needle");
    rig.shows(terminal, "4 of 4");
  }

  @Test
  void aLineThatIsGoneIsSaidToBe() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/has the needle");
    print(0, "more\r\n".repeat(12_000));
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "is not there any more");
    rig.hides(terminal, "COPY");
  }

  @Test
  void onlySoManyAreListedAndTheRestIsANumber() {
    FakeTerminal terminal = rig.session();
    print(0, "again and again\r\n".repeat(3_000));
    press(terminal, "\002/again");
    rig.shows(terminal, "3,000 lines in 1 pane, 1000 listed");
    press(terminal, "\033[6~".repeat(100));
    rig.shows(terminal, "and 2,000 lines more");
  }

  @Test
  void pastedLinesAreOneTextAndGoNowhere() {
    FakeTerminal terminal = printed();
    press(terminal, "\002/");
    rig.later();
    press(terminal, "\033[200~has\nthe\nneedle\n\033[201~");
    rig.shows(terminal, "Find in every pane");
    rig.shows(terminal, "4 lines in 1 pane");
  }

  @Test
  void hostileTextsAreShownAndFound() {
    FakeTerminal terminal = rig.session();
    print(0, "it's \"quoted\" $(x) -- -t \u202Etxt\u202C end\r\n");
    for (String text : List.of("it's \"q", "$(x)", "-- -t", "-t")) {
      press(terminal, "\002/" + text);
      rig.shows(terminal, "1 line in 1 pane");
      press(terminal, ESCAPE + ESCAPE);
      rig.hides(terminal, "Find in every pane");
    }
  }

  @Test
  void aShellGetsTheLines() throws InterruptedException {
    printed();
    FakeTerminal said = rig.says("find-text", "needle");
    List<String> lines = said.out().lines().toList();
    assertEquals("1.1:157: line 157 has the needle", lines.getFirst());
    assertEquals("2.1:1: beta Needle", lines.getLast());
    assertEquals(5, lines.size());
    assertEquals(0, said.exit().code());
    FakeTerminal none = rig.says("find-text", "nowhere");
    assertEquals(1, none.exit().code());
    assertTrue(none.exit().line().contains("no pane shows \"nowhere\""), none.exit().line());
  }

  @Test
  void aScriptGetsRecordsOfOnePane() throws InterruptedException {
    printed();
    String json = rig.says("find-text", "--json", "-t", "%1", "needle").out();
    assertTrue(json.contains("\"pane\" : \"%1\""), json);
    assertTrue(json.contains("\"line\" : 157"), json);
    assertTrue(json.contains("\"text\" : \"line 157 has the needle\""), json);
    assertTrue(!json.contains("%2"), json);
  }

  @Test
  void aTerminalOfOneCellDoesNotMind() {
    printed();
    FakeTerminal tiny = rig.client(new Size(1, 1), "attach", "main");
    rig.idle();
    press(tiny, "\002/needle");
    rig.later();
    press(tiny, "\r");
    rig.shows(tiny, "");
  }
}
