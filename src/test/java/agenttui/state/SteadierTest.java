package agenttui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.store.Json;
import agenttui.term.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a pane does over time: no flapping, and what a person has not seen stays done.
class SteadierTest {
  private static final Agents AGENTS = Agents.builtIn();

  private static Steadier of(String agent) {
    return new Steadier(Rules.of(AGENTS.find(agent).orElseThrow()), Seen.START);
  }

  private static Seen agent() {
    return new Seen(Observation.Kind.AGENT);
  }

  private static Seen shell() {
    return new Seen(Observation.Kind.SHELL);
  }

  private static List<Doing> path(Steadier steadier) {
    return steadier.recent().reversed().stream().map(Transition::to).toList();
  }

  @Test
  void aMovingTitleIsOneState() {
    Steadier steadier = of("codex");
    Seen seen = agent();
    for (int i = 0; i < 40; i++) {
      seen.title(i % 2 == 0 ? "[ ! ] Action Required | x" : "[ . ] Action Required | x");
      seen.after(steadier, 1);
    }
    assertEquals(List.of(Doing.NEEDS), path(steadier));
    for (int i = 0; i < 40; i++) {
      seen.title((char) ('⠋' + i % 4) + " x").after(steadier, 0.25);
    }
    assertEquals(List.of(Doing.NEEDS, Doing.WORKING), path(steadier));
  }

  @Test
  void aWorkingMarkThatVanishesForAMomentChangesNothing() {
    Steadier steadier = of("opencode");
    Seen seen = agent();
    seen.screen("⬝■ esc interrupt").after(steadier, 3);
    seen.screen("text streams", "ctrl+p commands").after(steadier, 1.5);
    seen.screen("⬝■ esc interrupt").after(steadier, 3);
    assertEquals(List.of(Doing.WORKING), path(steadier));
  }

  @Test
  void aTurnThatNobodySawIsDoneUntilSomebodyLooks() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("✳ x").after(steadier, 2);
    assertEquals(Doing.WORKING, seen.title("◐ x").after(steadier, 20));
    assertEquals(Doing.DONE, seen.title("✳ x").after(steadier, 3));
    assertEquals(20, steadier.verdict().took().toSeconds());
    assertEquals(Doing.DONE, seen.after(steadier, 600));
    seen.focused = true;
    assertEquals(Doing.IDLE, seen.after(steadier, 0));
  }

  @Test
  void aTurnThatSomebodyWatchedIsIdleAtItsEnd() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.focused = true;
    seen.title("◐ x").after(steadier, 20);
    assertEquals(Doing.IDLE, seen.title("✳ x").after(steadier, 3));
    seen.focused = false;
    assertEquals(Doing.IDLE, seen.after(steadier, 3));
  }

  @Test
  void anAgentThatHasOnlyStartedIsNotDone() {
    Steadier steadier = of("codex");
    Seen seen = agent();
    seen.lastInput = Optional.empty();
    seen.title("⠋ x").after(steadier, 4);
    assertEquals(Doing.IDLE, seen.title("x").after(steadier, 3));
  }

  @Test
  void aQuestionBetweenTwoPiecesOfWorkIsPartOfTheTurn() {
    Steadier steadier = of("gemini");
    Seen seen = agent();
    seen.title("✦ Working").after(steadier, 5);
    seen.title("✋ Action").after(steadier, 5);
    seen.title("✦ Working").after(steadier, 5);
    seen.title("◇ Ready").after(steadier, 3);
    assertEquals(List.of(Doing.WORKING, Doing.NEEDS, Doing.WORKING, Doing.DONE), path(steadier));
    assertEquals(15, steadier.verdict().took().toSeconds());
  }

  @Test
  void aHeldApprovalStandsBeforeEverything() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("◐ x").after(steadier, 5);
    seen.held.add(new Observation.Held("#12", "npm ci", seen.now));
    assertEquals(Doing.NEEDS, seen.after(steadier, 0));
    seen.later(40);
    assertEquals("needs you: approval #12: `npm ci`, 40 s", steadier.verdict().line(seen.now));
  }

  @Test
  void aServerThatRunsOnDoesNotHideThatItsAgentRests() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.calls.add(new Observation.Call("npm run dev", seen.now));
    seen.title("◐ x").after(steadier, 5);
    assertEquals("working: `npm run dev`, 5 s", steadier.verdict().line(seen.now));
    seen.focused = true;
    assertEquals(Doing.IDLE, seen.title("✳ x").after(steadier, 3));
  }

  @Test
  void anAgentWithoutAnySignOfLifeIsDoubted() {
    Steadier steadier = of("opencode");
    Seen seen = agent();
    seen.screen("⬝■ esc interrupt").after(steadier, 1);
    seen.later(240).foreground("opencode");
    seen.after(steadier, 0);
    assertEquals(Doing.WORKING, steadier.verdict().doing());
    assertEquals(
        "working: stuck? no output, no processor time, 4 min", steadier.verdict().line(seen.now));
    seen.network = Optional.of(seen.now);
    seen.after(steadier, 0);
    assertEquals("its screen says so", steadier.verdict().reason());
  }

  @Test
  void aShellWorksWhileAnotherCommandIsInTheForeground() {
    Steadier steadier = of("shell");
    Seen seen = shell();
    assertEquals(Doing.IDLE, seen.foreground("").after(steadier, 1));
    assertEquals(Doing.WORKING, seen.foreground("make test").after(steadier, 12));
    assertEquals("working: `make test`, 12 s", steadier.verdict().line(seen.now));
    assertEquals(Doing.DONE, seen.foreground("").after(steadier, 1));
  }

  @Test
  void aCommandThatEndsAtOnceIsNoWork() {
    Steadier steadier = of("shell");
    Seen seen = shell();
    seen.foreground("").after(steadier, 1);
    seen.foreground("ls").after(steadier, 0.5);
    seen.foreground("").after(steadier, 5);
    assertEquals(List.of(Doing.IDLE), path(steadier));
  }

  @Test
  void theMarksOfAShellTellWhenACommandEndsAndHow() {
    Steadier steadier = of("shell");
    Seen seen = shell();
    seen.prompt(Notice.Prompt.Mark.PROMPT, -1).after(steadier, 1);
    seen.prompt(Notice.Prompt.Mark.OUTPUT, -1).after(steadier, 12);
    assertEquals(Doing.DONE, seen.prompt(Notice.Prompt.Mark.FINISHED, 2).after(steadier, 1));
    assertEquals("waits at its prompt, the last command ended with 2", steadier.verdict().reason());
  }

  @Test
  void theBellOfAShellAsksForALook() {
    Steadier steadier = of("shell");
    Seen seen = shell();
    seen.foreground("").after(steadier, 1);
    assertEquals(Doing.NEEDS, seen.bell().after(steadier, 0));
    seen.signals = Observation.Signals.NONE;
    assertEquals(Doing.IDLE, seen.after(steadier, 1));
  }

  @Test
  void progressTellsWhereNoMarkDoes() {
    Steadier steadier = of("opencode");
    Seen seen = agent();
    assertEquals(Doing.WORKING, seen.progress(Notice.Progress.State.NORMAL).after(steadier, 3));
    assertEquals("says 40 %", steadier.verdict().reason());
    assertEquals(Doing.PAUSED, seen.progress(Notice.Progress.State.PAUSED).after(steadier, 1));
    assertEquals(Doing.FAILED, seen.progress(Notice.Progress.State.ERROR).after(steadier, 1));
  }

  @Test
  void theEndOfAProgramIsToldByItsStatus() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("◐ x").after(steadier, 5);
    seen.life = new Observation.Life.Ended(137, Optional.of("out of memory"));
    assertEquals(Doing.FAILED, seen.after(steadier, 0));
    assertEquals("its program ended with 137 (out of memory)", steadier.verdict().reason());
  }

  @Test
  void aWayThatIsLostMakesItUnknown() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("◐ x").after(steadier, 5);
    seen.life = new Observation.Life.Cut("engine lost");
    assertEquals(Doing.UNKNOWN, seen.after(steadier, 0));
  }

  @Test
  void anOtherProgramWorksWhileItWritesAndRestsWhenItIsQuiet() {
    Steadier steadier = of("shell");
    Seen seen = new Seen(Observation.Kind.PROGRAM);
    seen.later(10);
    for (int i = 0; i < 10; i++) {
      seen.screen("line " + i).after(steadier, 1);
    }
    assertEquals(Doing.WORKING, steadier.verdict().doing());
    assertEquals(Doing.DONE, seen.after(steadier, 20));
    seen.screen("one burst").after(steadier, 20);
    assertEquals(List.of(Doing.WORKING, Doing.DONE), path(steadier));
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("◐ x").after(steadier, 5);
    seen.title("✳ x").after(steadier, 0);
    seen.later(-7200);
    assertEquals(Doing.DONE, seen.after(steadier, 3));
  }

  @Test
  void onlyWhatMustLastIsDueAgain() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.title("◐ x").after(steadier, 5);
    assertTrue(steadier.due().isEmpty());
    seen.title("✳ x");
    steadier.next(seen.observation());
    Instant due = steadier.due().orElseThrow();
    assertTrue(due.isAfter(seen.now));
    seen.now = due;
    steadier.next(seen.observation());
    assertEquals(Doing.DONE, steadier.verdict().doing());
    assertTrue(steadier.due().isEmpty());
  }

  private static Optional<Observation.Hook> hook(
      String agent, Seen seen, String event, String said) {
    return Rules.of(AGENTS.find(agent).orElseThrow())
        .hook(event, Json.read(said, Map.class), seen.now);
  }

  /// The title says that it works; why, its hook knows, also while its question is answered.
  @Test
  void aHookSaysWhatItWorksAt() {
    Steadier steadier = of("claude");
    Seen seen = agent().title("◐ fixes it");
    seen.after(steadier, 3);
    assertEquals("its title says so", steadier.verdict().reason());
    String said =
        "{\"tool_name\": \"Bash\", \"tool_input\": {\"command\": \"make \\u001b[31mtest\"}}";
    seen.hooks(hook("claude", seen, "PreToolUse", said), Optional.empty()).after(steadier, 1);
    assertEquals("runs `make ␛[31mtest`", steadier.verdict().reason());
    seen.hooks(hook("claude", seen, "PostToolUse", "{}"), Optional.empty()).after(steadier, 1);
    assertEquals("its title says so", steadier.verdict().reason());
    assertEquals(List.of(Doing.WORKING), path(steadier));
  }

  /// A question that no mark knows, as after an update of the agent, is told by its hook until
  /// somebody types; without a hook its title would be that of rest.
  @Test
  void aHookThatAsksIsBelievedAgainstATitleOfRest() {
    Steadier steadier = of("claude");
    Seen seen = agent().title("◐ fixes it");
    seen.after(steadier, 3);
    Optional<Observation.Hook> asks =
        hook("claude", seen, "PermissionRequest", "{\"tool_name\": \"Teleport\"}");
    seen.title("✳ fixes it").screen("A new dialog", "Shall I?");
    seen.hooks(Optional.empty(), asks).after(steadier, 3);
    assertEquals("needs you: asks to use `Teleport`", steadier.verdict().words());
    seen.lastInput = Optional.of(seen.now);
    assertEquals(Doing.DONE, seen.after(steadier, 3));
  }

  /// No hook tells that a person interrupted it: the title does.
  @Test
  void aHookThatSaysItWorksIsNotBelievedAgainstATitleOfRest() {
    Steadier steadier = of("claude");
    Seen seen = agent().title("◐ fixes it");
    seen.hooks(hook("claude", seen, "PreToolUse", "{}"), Optional.empty()).after(steadier, 3);
    seen.focused = true;
    assertEquals(Doing.IDLE, seen.title("✳ fixes it").after(steadier, 3));
  }

  /// Where an update took title and marks away, hooks are what is left.
  @Test
  void hooksAloneTellATurn() {
    Steadier steadier = of("claude");
    Seen seen = agent();
    seen.after(steadier, 12);
    seen.hooks(hook("claude", seen, "UserPromptSubmit", "{}"), Optional.empty());
    assertEquals(Doing.WORKING, seen.after(steadier, 12));
    seen.hooks(hook("claude", seen, "Stop", "{}"), Optional.empty());
    assertEquals(Doing.DONE, seen.after(steadier, 3));
    assertEquals(Source.HOOK, steadier.verdict().source());
  }
}
