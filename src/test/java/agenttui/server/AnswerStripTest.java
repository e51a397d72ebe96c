package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Answer;
import agenttui.approval.Asker;
import agenttui.approval.Asking;
import agenttui.approval.Decision;
import agenttui.approval.Effect;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.term.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions on the screen: they appear beside the work, take no focus, and are answered by keys
/// that were pressed for them and by no others.
class AnswerStripTest extends Scenario {
  private static final String OPEN = "\002a";

  /// As terminals say it that tell it from the beginning of a sequence.
  private static final String ESC = "\033[27u";

  private FakeTerminal terminal;

  @BeforeEach
  void start() {
    terminal = rig.session();
  }

  private Asking ask(String pane, String... argv) {
    Asking asking =
        rig.approvals()
            .ask(
                new Request(
                    new Asker(pane, "k3f9", "shop"),
                    new Subject.Call(List.of(argv), "/workspace/web")),
                Effect.ALLOW);
    rig.idle();
    return asking;
  }

  private Asking ask() {
    return ask("%1", "make", "deploy");
  }

  private void keys(String... pieces) {
    for (String each : pieces) {
      terminal.type(each);
      rig.idle();
    }
  }

  /// Opens the strip and lets its deaf moment pass.
  private void open() {
    keys(OPEN);
    rig.shows(terminal, "1 one asks");
    rig.later();
  }

  private static Decision decided(Asking asking) {
    return asking.decided().orElseThrow();
  }

  private static void waits(Asking asking) {
    assertEquals(Optional.empty(), asking.decided());
  }

  private static Decision allowed(Asking asking) {
    return new Decision.Allowed(asking.question().request().subject(), true);
  }

  @Test
  void aQuestionShowsInPanelHintsAndWindowListWithoutTakingTheFocus() {
    ask();
    rig.shows(terminal, "WAITING 1");
    rig.shows(terminal, "▲ 1   make deploy");
    rig.shows(terminal, "rule: ask make");
    rig.shows(terminal, "held");
    rig.shows(terminal, "a approve 1");
    rig.shows(terminal, "▲ 1 wait");
    rig.shows(terminal, "▲ 1 one  needs you");
    keys("axsy\r");
    assertEquals("axsy\r", rig.program(0).typed());
  }

  @Test
  void withoutAQuestionTheKeySaysSo() {
    keys(OPEN);
    rig.shows(terminal, "nothing waits for an answer");
  }

  @Test
  void aIsOnceAndTheFocusIsWhereItWas() {
    Asking asking = ask();
    open();
    rig.shows(terminal, "Run make deploy?");
    rig.shows(terminal, "in /workspace/web");
    keys("a");
    assertEquals(allowed(asking), decided(asking));
    rig.hides(terminal, "WAITING");
    keys("on");
    assertEquals("on", rig.program(0).typed());
    waits(ask());
  }

  @Test
  void keysOfTheFirstMomentAnswerNothing() {
    Asking asking = ask();
    keys(OPEN + "asxwyey\r", "asx\r");
    waits(asking);
    rig.shows(terminal, "1 one asks");
    assertEquals("", rig.program(0).typed());
    rig.later();
    keys("a");
    assertEquals(allowed(asking), decided(asking));
  }

  @Test
  void aClockThatIsSetForwardArmsNothing() {
    Asking asking = ask();
    keys(OPEN);
    rig.jump(Duration.ofHours(3));
    keys("a");
    waits(asking);
  }

  @Test
  void aPasteAnswersNothing() {
    Asking asking = ask();
    open();
    keys("\033[200~a\rs\ry\r\033[201~");
    waits(asking);
  }

  @Test
  void aPasteIntoTheReasonEndsNoLine() {
    Asking asking = ask();
    open();
    keys("x", "\033[200~no\rway\r\033[201~");
    waits(asking);
    keys("\r");
    assertEquals(new Decision.Denied("denied by a person: no way"), decided(asking));
  }

  @Test
  void enterIsNoAnswerButDetails() {
    Asking asking = ask("%1", "make", "it's");
    open();
    keys("\r");
    waits(asking);
    rig.shows(terminal, asking.question().id().toString());
    rig.shows(terminal, "'it'\\''s'");
    keys("\r", "a");
    assertEquals(allowed(asking), decided(asking));
  }

  @Test
  void escLeavesItForLater() {
    Asking asking = ask();
    open();
    keys(ESC);
    rig.hides(terminal, "1 one asks");
    waits(asking);
    rig.shows(terminal, "WAITING 1");
  }

  @Test
  void sHoldsForTheSameCallInThisPane() {
    Asking asking = ask();
    open();
    keys("s");
    assertEquals(allowed(asking), decided(asking));
    assertTrue(decided(ask()) instanceof Decision.Allowed);
    waits(ask("%9", "make", "deploy"));
  }

  @Test
  void wShowsTheRuleAsksAgainAndWritesIt() {
    Asking asking = ask();
    open();
    keys("w");
    rig.shows(terminal, "allow in:web make deploy $");
    keys("y");
    waits(asking);
    rig.later();
    keys("a", "\r", "w");
    waits(asking);
    keys("y");
    assertEquals(allowed(asking), decided(asking));
    assertTrue(decided(ask("%9", "make", "deploy")) instanceof Decision.Allowed);
  }

  @Test
  void xDeniesWithAReasonAndTheRowStaysInThePanel() {
    Asking asking = ask();
    open();
    keys("x", "use it's \"staging\"", "\r");
    assertEquals(new Decision.Denied("denied by a person: use it's \"staging\""), decided(asking));
    rig.shows(terminal, "✗ make deploy");
    rig.shows(terminal, "denied");
  }

  @Test
  void escInTheReasonGoesBackToTheAnswers() {
    Asking asking = ask();
    open();
    keys("x", "no", ESC);
    waits(asking);
    rig.shows(terminal, "once");
    keys("a");
    assertEquals(allowed(asking), decided(asking));
  }

  @Test
  void eEditsTheArgumentsAndRunsThem() {
    Asking asking = ask("%1", "make", "deploy", "a b");
    open();
    keys("e", " DRY=1", "\r");
    assertEquals(
        new Decision.Allowed(
            new Subject.Call(List.of("make", "deploy", "a b", "DRY=1"), "/workspace/web"), true),
        decided(asking));
  }

  @Test
  void theNextQuestionSlidesInAndIsDeafAtFirst() {
    Asking first = ask("%1", "make", "one");
    Asking second = ask("%1", "make", "two");
    open();
    rig.shows(terminal, "1 of 2");
    keys("aa");
    assertEquals(allowed(first), decided(first));
    waits(second);
    rig.shows(terminal, "Run make two?");
    keys("a");
    waits(second);
    rig.later();
    keys("a");
    assertEquals(allowed(second), decided(second));
  }

  @Test
  void nAndPGoFromQuestionToQuestion() {
    ask("%1", "make", "one");
    ask("%1", "make", "two");
    open();
    keys("n");
    rig.shows(terminal, "Run make two?");
    rig.later();
    keys("n");
    rig.shows(terminal, "Run make one?");
    rig.later();
    keys("p");
    rig.shows(terminal, "Run make two?");
  }

  @Test
  void aQuestionThatIsWithdrawnTakesItsStripAlongAndTheNextKeyGoesToThePane() {
    Asking asking = ask();
    open();
    asking.withdraw("its caller is gone");
    rig.idle();
    rig.hides(terminal, "1 one asks");
    rig.shows(terminal, "that question does not wait any more");
    keys("a");
    assertEquals("a", rig.program(0).typed());
  }

  @Test
  void aReasonThatIsBeingTypedSurvivesAnotherQuestion() {
    Asking asking = ask();
    open();
    keys("x", "not ");
    ask("%1", "make", "other");
    keys("now", "\r");
    assertEquals(new Decision.Denied("denied by a person: not now"), decided(asking));
  }

  @Test
  void whatAnotherScreenAnsweredIsGoneFromThisOne() throws InterruptedException {
    Asking asking = ask();
    open();
    String id = asking.question().id().toString();
    assertEquals(0, rig.says("approvals", "approve", id).exit().code());
    rig.idle();
    assertEquals(allowed(asking), decided(asking));
    rig.hides(terminal, "1 one asks");
  }

  @Test
  void bigAListsAllAndEnterGoesIn() {
    ask("%1", "make", "one");
    ask("%1", "make", "two");
    keys("\002A");
    rig.shows(terminal, "Waiting 2");
    rig.later();
    keys("j", "\r");
    rig.shows(terminal, "Run make two?");
    keys(ESC, "\002A");
    rig.later();
    keys("/", "one", "\r");
    rig.shows(terminal, "Run make one?");
  }

  @Test
  void ofOneHundredTheOldestIsShownAndAnyIsAnsweredByItsName() throws InterruptedException {
    List<Asking> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(ask("%" + (1 + i % 4), "make", "t" + i));
    }
    rig.shows(terminal, "WAITING 100");
    open();
    rig.shows(terminal, "Run make t0?");
    rig.shows(terminal, "1 of 100");
    assertEquals(100, rig.says("approvals").out().lines().count());
    String id = all.get(57).question().id().toString();
    assertEquals(0, rig.says("approvals", "approve", id).exit().code());
    rig.idle();
    assertEquals(allowed(all.get(57)), decided(all.remove(57)));
    rig.shows(terminal, "Run make t0?");
    rig.shows(terminal, "1 of 99");
    keys("a");
    assertEquals(allowed(all.getFirst()), decided(all.removeFirst()));
    rig.shows(terminal, "Run make t1?");
    all.forEach(each -> each.withdraw("its caller is gone"));
    rig.idle();
    rig.hides(terminal, "Run make");
    rig.hides(terminal, "WAITING");
    keys("ok");
    assertEquals("ok", rig.program(0).typed());
  }

  @Test
  void thePanelsRowOpensItsQuestion() {
    ask("%1", "make", "one");
    keys("\002P", "\t", "\t", "\t", "\r");
    rig.shows(terminal, "Run make one?");
  }

  @Test
  void textFromOutsideIsMadeVisible() {
    ask("%1", "make", "\033]0;x\007", "\u202Eevil", "\u009B31m");
    keys(OPEN);
    rig.shows(terminal, "Run make ␛]0;x␇ ‹202E›evil ‹9B›31m?");
    rig.hides(terminal, "\u202E");
  }

  @Test
  void aSmallTerminalAnswersToo() {
    FakeTerminal small =
        rig.client(new Size(60, 20), "new-session", "-s", "small", "--sandbox", "none", "--", "x");
    rig.idle();
    Asking asking = ask();
    small.type(OPEN);
    rig.idle();
    rig.shows(small, "main:1 one asks");
    rig.later();
    small.type("a");
    rig.idle();
    assertEquals(allowed(asking), decided(asking));
  }

  @Test
  void theVerbListsAnswersAndRefuses() throws InterruptedException {
    Asking asking = ask();
    String id = asking.question().id().toString();
    assertTrue(rig.says("approvals").out().contains("make deploy  (rule: ask make)"));
    assertTrue(rig.says("approvals", "--json").out().contains("\"id\" : \"" + id + "\""));
    assertTrue(rig.says("approvals", "show").out().startsWith("main:1 one: Run make deploy?\n"));
    FakeTerminal unknown = rig.says("approvals", "approve", "7-00000000");
    assertEquals(1, unknown.exit().code());
    FakeTerminal changed = rig.says("approvals", "approve", "1-00000000");
    assertEquals(1, changed.exit().code());
    assertTrue(changed.exit().line().contains("is about another call"), changed.exit().line());
    FakeTerminal nonsense = rig.says("approvals", "deny", "x");
    assertEquals(2, nonsense.exit().code());
    waits(asking);
    assertEquals(
        0, rig.says("approvals", "approve", id, "--", "make", "-n", "deploy").exit().code());
    assertEquals(
        new Decision.Allowed(
            new Subject.Call(List.of("make", "-n", "deploy"), "/workspace/web"), true),
        decided(asking));
    Asking other = ask();
    rig.says("approvals", "deny", other.question().id().toString(), "--reason", "no", "--project");
    assertEquals(new Decision.Denied("denied by a person: no"), decided(other));
    assertTrue(decided(ask()) instanceof Decision.Denied);
  }

  @Test
  void aRuleThatAnAnswerMadeIsListedAndTakenBack() throws InterruptedException {
    String id = ask().question().id().toString();
    rig.says("approvals", "approve", id, "--project");
    String rules = rig.says("approvals", "rules").out();
    assertTrue(rules.contains("1  ask make  (everywhere, config.toml)"), rules);
    assertTrue(rules.contains("2  allow in:web make deploy $  (in this project shop"), rules);
    assertEquals(1, rig.says("approvals", "forget", "1").exit().code());
    assertEquals(1, rig.says("approvals", "forget", "2", "ask make").exit().code());
    assertEquals(0, rig.says("approvals", "forget", "2").exit().code());
    waits(ask());
  }

  @Test
  void anotherServerKnowsNothingOfWhatWasHeld() {
    Asking asking = ask();
    rig.kill();
    rig.start();
    assertEquals(List.of(), rig.approvals().waiting());
    assertTrue(
        rig.approvals().answer(asking.question().id(), Answer.once(), "test")
            instanceof agenttui.approval.Approvals.Taken.Refused);
    waits(asking);
  }
}
