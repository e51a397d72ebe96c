package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Asker;
import agenttui.approval.Effect;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.store.Json;
import agenttui.term.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What agents ask on their own screens, answered from elsewhere: the keys reach the agent while
/// its question stands there, and never otherwise.
class OwnQuestionsTest extends Scenario {
  private static final String OPEN = "\002a";
  private static final String CLEAR = "\033[2J\033[H";
  private static final Size WIDE = new Size(200, 60);

  private FakeTerminal terminal;

  @BeforeEach
  void start() {
    terminal = rig.session();
  }

  /// A session of its own with one pane, the second program, that is called so.
  private FakePtys.Program other(String name) {
    rig.client(WIDE, "new-session", "-s", "other", "--sandbox", "none", "--", name);
    rig.idle();
    return rig.program(1);
  }

  private static String dialog(String command) {
    return CLEAR
        + "Bash command\r\n╌╌╌╌\r\n"
        + command
        + "\r\n"
        + "╌╌╌╌\r\n"
        + "Do you want to proceed?\r\n"
        + "❯ 1. Yes\r\n"
        + "  2. No\r\n"
        + "Esc to cancel · Tab to amend";
  }

  private void prints(FakePtys.Program program, String text) {
    program.print(text);
    rig.idle();
  }

  /// Claude asks whether it may run `make`.
  private FakePtys.Program asking() {
    FakePtys.Program claude = other("claude");
    prints(claude, dialog("make"));
    rig.pass(1);
    assertEquals(1, waiting().size(), "nothing is asked");
    claude.typed();
    return claude;
  }

  private List<Waiting> waiting() {
    return rig.approvals().waiting();
  }

  private String id() {
    return waiting().getFirst().id().toString();
  }

  private void keys(String keys) {
    terminal.type(keys);
    rig.idle();
  }

  /// Opens the strip and lets its deaf moment pass.
  private void open() {
    keys(OPEN);
    rig.shows(terminal, "other:1 claude asks");
    rig.later();
  }

  /// What a real agent showed up to that second.
  private static String recorded(String agent, double from, double until) throws IOException {
    Path cast = Path.of("src/test/resources/agenttui/moments", agent, "work.cast");
    StringBuilder all = new StringBuilder();
    for (String line : Files.readAllLines(cast).stream().skip(1).toList()) {
      List<?> event = Json.read(line.getBytes(StandardCharsets.UTF_8), List.class);
      double second = ((Number) event.get(0)).doubleValue();
      if (event.get(1).equals("o") && second > from && second <= until) {
        all.append((String) event.get(2));
      }
    }
    return all.toString();
  }

  private boolean journalled(String step, String text) {
    return rig.journal().stream()
        .anyMatch(line -> line.contains("\"step\":\"" + step + "\"") && line.contains(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "claude ; 10.0 ; 14.6 ; '\r' ; Yes",
        "codex ; 9.1 ; 13.6 ; y ; Yes",
        "opencode ; 63.3 ; 68.0 ; '\r' ; Allow once",
        "gemini ; 17.9 ; 22.6 ; '\r' ; Allow once",
      })
  void aRealAgentsQuestionIsAnsweredFromAnotherPane(
      String agent, double asks, double runs, String key, String label) throws IOException {
    FakePtys.Program program = other(agent);
    prints(program, recorded(agent, -1, asks));
    rig.pass(1);
    rig.shows(terminal, "WAITING 1");
    rig.shows(terminal, "a approve 1");
    program.typed();
    keys(OPEN);
    rig.shows(terminal, "other:1 " + agent + " asks");
    rig.shows(terminal, "sleep 3 && touch built && echo built");
    rig.shows(terminal, " a  " + label);
    rig.later();
    keys("a");
    assertEquals(key, program.typed());
    assertEquals("", rig.program(0).typed());
    prints(program, recorded(agent, asks, runs));
    rig.pass(3);
    assertEquals(List.of(), waiting());
    rig.hides(terminal, "WAITING");
    assertTrue(journalled("asked", "sleep 3 && touch built"), rig.journal()::toString);
    assertTrue(journalled("answered", "\"choice\":\"" + label + "\""), rig.journal()::toString);
    assertTrue(journalled("answered", "\"by\":\"key\""), rig.journal()::toString);
  }

  @Test
  void noIsWhatTheScreenItselfCallsNo() {
    FakePtys.Program claude = asking();
    open();
    rig.shows(terminal, " x  No");
    keys("swe");
    assertEquals("", claude.typed());
    keys("x");
    assertEquals("\033", claude.typed());
  }

  @Test
  void detailsShowTheWholeQuestion() {
    prints(other("claude"), dialog("make all\r\nmake install"));
    rig.pass(1);
    open();
    rig.hides(terminal, "make install");
    keys("\r");
    rig.shows(terminal, "make install");
  }

  @Test
  void aQuestionThatLeavesTheScreenIsTakenBack() {
    FakePtys.Program claude = asking();
    open();
    prints(claude, CLEAR);
    rig.pass(2);
    assertEquals(List.of(), waiting());
    rig.hides(terminal, "claude asks");
    assertTrue(journalled("withdrawn", "asks to run `make`"), rig.journal()::toString);
    assertEquals("", claude.typed());
  }

  @Test
  void aScreenThatIsDrawnAnewTakesNothingBack() {
    FakePtys.Program claude = asking();
    String id = id();
    prints(claude, CLEAR);
    rig.pass(1);
    prints(claude, dialog("make"));
    rig.pass(3);
    assertEquals(id, id());
  }

  @Test
  void whatFlashesByIsNotAsked() {
    FakePtys.Program claude = other("claude");
    prints(claude, dialog("make"));
    prints(claude, CLEAR);
    rig.pass(2);
    assertTrue(!journalled("asked", ""), rig.journal()::toString);
  }

  @Test
  void anAnswerThatComesTooLateIsDropped() {
    FakePtys.Program claude = asking();
    open();
    prints(claude, CLEAR);
    assertEquals(1, waiting().size(), "it is the answer that meets no question");
    keys("a");
    rig.shows(terminal, "the question is gone");
    assertEquals("", claude.typed());
  }

  @Test
  void anotherTextIsAnotherQuestion() throws InterruptedException {
    FakePtys.Program claude = asking();
    String old = id();
    prints(claude, dialog("make deploy"));
    assertEquals(old, id(), "the answer itself must meet another text");
    assertEquals(1, rig.says("approvals", "choose", old, "Yes").exit().code());
    rig.pass(1);
    assertNotEquals(old, id());
    FakeTerminal late = rig.says("approvals", "choose", old, "Yes");
    assertEquals(1, late.exit().code());
    assertTrue(late.exit().line().contains("does not wait"), late.exit().line());
    assertEquals("", claude.typed());
    assertEquals(0, rig.says("approvals", "choose", id(), "Yes").exit().code());
    assertEquals("\r", claude.typed());
  }

  @Test
  void aLineFurtherDownMakesAnotherQuestionToo() {
    FakePtys.Program claude = asking();
    String old = id();
    prints(claude, dialog("make\r\nmake deploy"));
    rig.pass(1);
    assertNotEquals(old, id());
  }

  @Test
  void whatAnotherProgramPrintsIsNoQuestion() {
    FakePtys.Program shell = other("bash");
    prints(shell, dialog("make"));
    rig.pass(2);
    assertEquals(List.of(), waiting());
  }

  /// An agent can print anything: what another one asks, and our own words.
  @ParameterizedTest
  @CsvSource({"claude, 10.0", "codex, 9.1", "opencode, 63.3", "gemini, 17.9"})
  void whatOneAgentAsksIsNoQuestionInThePaneOfAnother(String shown, double asks)
      throws IOException {
    List<String> others = new ArrayList<>(List.of("claude", "codex", "opencode", "gemini"));
    others.remove(shown);
    for (String other : others) {
      rig.client(WIDE, "new-session", "-s", other, "--sandbox", "none", "--", other);
      rig.idle();
      prints(rig.program(1 + others.indexOf(other)), recorded(shown, -1, asks));
      rig.pass(2);
      assertEquals(List.of(), waiting(), "in the pane of " + other);
    }
  }

  @Test
  void ourOwnWordsInAPaneOfferNoAnswer() {
    FakePtys.Program claude = other("claude");
    prints(
        claude,
        CLEAR
            + "\033]0;▲ needs you: approval #1\007WAITING 1\r\n▲ 1   make deploy  held\r\n"
            + "1 one asks\r\n  Run make deploy?\r\n a  once   s  in this pane   x  deny\r\n"
            + "a approve 1\r\n");
    rig.pass(2);
    claude.typed();
    keys(OPEN);
    rig.shows(terminal, "nothing waits for an answer");
    rig.later();
    keys("a");
    assertEquals("", claude.typed());
    assertEquals("a", rig.program(0).typed());
  }

  @Test
  void whatAProgramShowsThatTheAgentStartedInItsPaneIsNoQuestion() throws InterruptedException {
    FakePtys.Program claude = other("claude");
    claude.runs("claude", "vi notes.txt");
    prints(claude, dialog("make"));
    rig.pass(2);
    assertEquals(List.of(), waiting());
    claude.runs("claude");
    prints(claude, dialog("make all"));
    rig.pass(1);
    String id = id();
    claude.typed();
    claude.runs("claude", "vi notes.txt");
    assertEquals(1, rig.says("approvals", "choose", id, "Yes").exit().code());
    assertEquals("", claude.typed());
  }

  @Test
  void whatAnAgentLeftOnItsScreenIsNoQuestion() {
    FakePtys.Program claude = asking();
    claude.exit(1);
    rig.pass(2);
    assertEquals(List.of(), waiting());
  }

  @Test
  void whoTypesIntoThePaneAnswersThere() {
    FakePtys.Program claude = other("claude");
    FakeTerminal its = rig.client(WIDE, "attach", "other");
    rig.idle();
    prints(claude, dialog("make"));
    rig.pass(1);
    assertEquals(1, waiting().size());
    open();
    its.type("\033[B");
    rig.idle();
    keys("a");
    rig.pass(5);
    assertEquals("\033[B", claude.typed().replaceAll("\033\\[[IO]", ""));
    assertEquals(List.of(), waiting());
    prints(claude, CLEAR);
    rig.pass(2);
    prints(claude, dialog("make"));
    rig.pass(1);
    assertEquals(1, waiting().size(), "the next question is for everybody again");
  }

  @Test
  void aTerminalThatGetsTheFocusTypesNothing() {
    FakePtys.Program claude = other("claude");
    FakeTerminal its = rig.client(WIDE, "attach", "other");
    rig.idle();
    prints(claude, "\033[?1004h" + dialog("make"));
    rig.pass(1);
    String id = id();
    its.type("\033[O\033[I");
    rig.idle();
    rig.pass(1);
    assertTrue(claude.typed().contains("\033[O\033[I"));
    assertEquals(id, id());
  }

  @Test
  void anAnswerIsSentOnce() throws InterruptedException {
    FakePtys.Program claude = asking();
    String id = id();
    assertEquals(0, rig.says("approvals", "choose", id, "Yes").exit().code());
    assertEquals(1, rig.says("approvals", "choose", id, "Yes").exit().code());
    rig.pass(1);
    assertEquals(List.of(), waiting());
    assertEquals("\r", claude.typed());
  }

  @Test
  void anAnswerThatChangesNothingIsAskedForAnew() throws InterruptedException {
    asking();
    String id = id();
    rig.says("approvals", "choose", id, "Yes");
    rig.pass(5);
    assertEquals(1, waiting().size());
    assertNotEquals(id, id());
  }

  @Test
  void itStandsAmongTheHeldOnesByItsAge() {
    asking();
    Subject call = new Subject.Call(List.of("make", "deploy"), "/workspace");
    rig.later();
    rig.approvals().ask(new Request(Asker.pane("%1"), call), Effect.ALLOW);
    rig.idle();
    rig.shows(terminal, "WAITING 2");
    keys(OPEN);
    rig.shows(terminal, "other:1 claude asks");
    rig.shows(terminal, "1 of 2");
    rig.later();
    keys("n");
    rig.shows(terminal, "Run make deploy?");
    keys("\033[27u\002A");
    rig.shows(terminal, "Waiting 2");
  }

  @Test
  void itsPaneSaysItselfWhyItNeedsAPerson() throws InterruptedException {
    asking();
    String why = rig.says("why", "-t", "other:1").out();
    assertTrue(why.startsWith("needs you: asks to run `make`"), why);
    assertTrue(why.contains("told by   its screen"), why);
  }

  @Test
  void theVerbListsAnswersAndRefuses() throws InterruptedException {
    FakePtys.Program claude = asking();
    assertTrue(rig.says("approvals").out().contains("asks to run `make`  (choose Yes or No)"));
    byte[] json = rig.says("approvals", "--json").out().getBytes(StandardCharsets.UTF_8);
    Map<?, ?> row = (Map<?, ?>) Json.read(json, List.class).getFirst();
    assertEquals("own", row.get("kind"));
    assertEquals(List.of("Yes", "No"), row.get("choices"));
    FakeTerminal approved = rig.says("approvals", "approve", id());
    assertTrue(
        approved.exit().line().contains("claude asks that itself: approvals choose"),
        approved.exit().line());
    FakeTerminal maybe = rig.says("approvals", "choose", id(), "Maybe");
    assertTrue(maybe.exit().line().contains("Yes, No"), maybe.exit().line());
    assertEquals(1, rig.says("approvals", "choose", "7-00000000", "Yes").exit().code());
    assertEquals("", claude.typed());
    assertEquals(0, rig.says("approvals", "choose", id(), "No").exit().code());
    assertEquals("\033", claude.typed());
  }

  @Test
  void aHeldCallTakesNoChoice() throws InterruptedException {
    Subject call = new Subject.Call(List.of("make", "deploy"), "/workspace");
    rig.approvals().ask(new Request(Asker.pane("%1"), call), Effect.ALLOW);
    FakeTerminal chosen = rig.says("approvals", "choose", id(), "Yes");
    assertTrue(chosen.exit().line().contains("approve it or deny it"), chosen.exit().line());
    assertEquals(1, waiting().size());
  }
}
