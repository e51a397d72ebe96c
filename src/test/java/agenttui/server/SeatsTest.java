package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Several terminals on one session: each has its own window and focus; programs have the size of
/// the one that was used last.
class SeatsTest extends Scenario {
  private String size(int program) {
    return rig.program(program).sizes().getLast().toString();
  }

  private FakeTerminal second(int columns, int rows, String... more) {
    String[] line = new String[more.length + 2];
    line[0] = "attach";
    line[1] = "main";
    System.arraycopy(more, 0, line, 2, more.length);
    FakeTerminal terminal = rig.client(new Size(columns, rows), line);
    rig.idle();
    return terminal;
  }

  @Test
  void bothStayAndEachHasItsOwnWindow() {
    FakeTerminal one = rig.session();
    FakeTerminal two = second(100, 30);
    rig.shows(one, "2 clients");
    press(two, "\002c");
    rig.shows(two, "2:shell*");
    rig.shows(one, "1:one*  2:shell");
    press(one, "x");
    assertEquals("x", rig.program(0).typed());
    press(two, "y");
    assertEquals("y", rig.program(1).typed());
  }

  @Test
  void eachHasItsOwnFocusInOneWindow() {
    FakeTerminal one = rig.session();
    press(one, "\002%");
    FakeTerminal two = second(120, 35);
    press(two, "\002h");
    press(one, "x");
    press(two, "y");
    assertEquals("y", rig.program(0).typed());
    assertEquals("x", rig.program(1).typed());
  }

  @Test
  void programsHaveTheSizeOfTheTerminalThatWasUsedLast() {
    FakeTerminal one = rig.session();
    String large = size(0);
    FakeTerminal two = second(100, 30);
    String small = size(0);
    assertEquals(new Size(95, 27).toString(), small);
    rig.shows(one, small);
    press(one, "x");
    assertEquals(large, size(0));
    rig.shows(two, large);
    press(two, "y");
    assertEquals(small, size(0));
    two.close();
    rig.idle();
    assertEquals(large, size(0));
  }

  @Test
  void anObserverSeesTheRowWithTheCursor() {
    FakeTerminal one = rig.session();
    FakeTerminal two = second(70, 14);
    press(one, "x");
    rig.program(0).print("\033[2J\033[30;1Hat the bottom");
    rig.idle();
    rig.shows(one, "at the bottom");
    rig.shows(two, "at the bottom");
  }

  @Test
  void oneThatMayOnlyLookChangesNothing() throws InterruptedException {
    FakeTerminal one = rig.session();
    press(one, "\002%");
    String size = size(0);
    FakeTerminal two = second(70, 20, "--read-only");
    press(two, "x");
    rig.shows(two, "may only look");
    assertEquals("", rig.program(1).typed());
    press(two, "\002c");
    rig.shows(two, "may only look");
    rig.hides(one, "2:");
    assertEquals(size, size(0));
    press(two, "\002o");
    rig.hides(two, "may only look");
    for (String key : List.of("\002[", "\033[<64;3;3M", "\033[<0;3;3M\033[<32;9;4M\033[<0;9;4m")) {
      press(two, key);
      rig.shows(two, "may only look");
      rig.hides(one, "COPY");
      press(two, "\002o");
    }
    rig.shows(two, "read-only");
    rig.hides(two, "fork");
    press(two, "\002d");
    assertEquals(0, two.exit().code());
  }

  @Test
  void sizesDoNotFollowATerminalThatOnlyLooksNorOneThatOnlyAnswers() {
    rig.session();
    String size = size(0);
    second(60, 15, "--read-only");
    assertEquals(size, size(0));
    FakeTerminal two = second(70, 20);
    String small = size(0);
    FakeTerminal three = second(120, 35);
    press(three, "x");
    assertEquals(size, size(0));
    press(two, "\033[?997;1n\033[O");
    assertEquals(size, size(0));
    press(two, "x");
    assertEquals(small, size(0));
  }

  @Test
  void whatIsMeantWithoutANameIsTheSessionThatWasTypedInLast() throws InterruptedException {
    FakeTerminal one = rig.session();
    rig.says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "two");
    FakeTerminal two = rig.client(new Size(100, 30), "attach", "other");
    rig.idle();
    assertTrue(rig.says("list-windows").out().contains("two"));
    press(one, "x");
    assertTrue(rig.says("list-windows").out().contains("one"));
    press(two, "x");
    assertTrue(rig.says("list-windows").out().contains("two"));
  }

  @Test
  void aPanelIsEachOnesOwn() {
    FakeTerminal one = rig.session();
    FakeTerminal two = second(120, 35);
    press(two, "\002b");
    rig.hides(two, "ACTIVITY");
    rig.shows(one, "ACTIVITY");
  }

  @Test
  void aTerminalGoesToAnotherSession() throws InterruptedException {
    FakeTerminal one = rig.session();
    rig.says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "two");
    press(one, "\002w");
    rig.shows(one, "other: two");
    press(one, "other");
    rig.later();
    press(one, "\r");
    rig.shows(one, "other ▸ 1:two*");
    press(one, "z");
    assertEquals("z", rig.program(1).typed());
    assertTrue(rig.says("ls").out().contains("main"));
  }

  @Test
  void whoIsAttachedIsListedAndOneCanBeTakenOff() throws InterruptedException {
    FakeTerminal first = rig.session();
    FakeTerminal second = rig.client(new Size(80, 24), "attach", "-r", "main");
    rig.idle();
    rig.shows(first, "2 clients");
    List<String> lines = rig.says("list-clients").out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().contains(": main window 1, 120x35, "), lines.getFirst());
    assertTrue(lines.getLast().contains("80x24"), lines.getLast());
    assertTrue(lines.getLast().contains(", read-only"), lines.getLast());
    String name = lines.getLast().split(":")[0];
    rig.says("detach-client", "-c", name);
    assertEquals("[detached from main]", second.exit().line());
    assertTrue(rig.says("detach", "-c", "nobody").exit().line().contains("no client nobody"));
    rig.idle();
    rig.hides(first, "2 clients");
  }

  @Test
  void listPanesSaysWhereEachPaneLiesAndWhichDoNotShow() throws InterruptedException {
    FakeTerminal one = rig.session();
    press(one, "\002%");
    assertEquals("0,2 41,2", places());
    press(one, "\002z");
    assertEquals("-1,-1 0,2", places());
    press(one, "\002c");
    assertEquals("-1,-1 -1,-1 0,2", places());
  }

  private String places() throws InterruptedException {
    return Pattern.compile("\"left\" : (-?[0-9]+),\\s+\"top\" : (-?[0-9]+)")
        .matcher(rig.says("list-panes", "--json").out())
        .results()
        .map(place -> place.group(1) + "," + place.group(2))
        .collect(Collectors.joining(" "));
  }

  private String heard(int program) {
    return rig.program(program).typed().replace("\033[I", "in ").replace("\033[O", "out ");
  }

  @Test
  void programsHearWhichPaneHasTheFocus() throws InterruptedException {
    FakeTerminal one = rig.session();
    press(one, "\002%");
    rig.program(0).print("\033[?1004h");
    rig.program(1).print("\033[?1004h");
    rig.idle();
    press(one, "\002o");
    assertEquals("in ", heard(0));
    assertEquals("out ", heard(1));
    rig.says("select-pane", "-t", "2");
    rig.idle();
    assertEquals("out ", heard(0));
    assertEquals("in ", heard(1));
    press(one, "\002c");
    assertEquals("out ", heard(1));
    press(one, "\0021");
    assertEquals("in ", heard(1));
    FakeTerminal two = second(100, 30);
    assertEquals("", heard(1));
    press(two, "\002o");
    press(one, "\033[O");
    assertEquals("in ", heard(0));
    assertEquals("out ", heard(1));
    press(two, "\033[O\002o");
    assertEquals("out ", heard(0) + heard(1));
    press(two, "\033[I");
    assertEquals("in ", heard(1));
    two.close();
    one.close();
    rig.idle();
    assertEquals("out ", heard(1));
  }
}
