package agenttui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.agent.Mark;
import agenttui.agent.StateRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The marks in the agents' records, one by one, as they were seen at the real agents.
class MarksTest {
  private static Claim judge(Observation seen, Rules rules) {
    return Judge.judge(seen, rules.claim(seen.title(), seen.rows(), seen.at()));
  }

  private static final Agents AGENTS = Agents.builtIn();

  private static Rules rules(String agent) {
    return Rules.of(AGENTS.find(agent).orElseThrow());
  }

  private static Claim claim(String agent, String title, String... rows) {
    Seen seen = new Seen(Observation.Kind.AGENT).title(title).screen(rows);
    return judge(seen.observation(), rules(agent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "claude ; ✳ Fix the login page ; IDLE",
        "claude ; ◐ Fix the login page ; WORKING",
        "claude ; ◑ Fix the login page ; WORKING",
        "codex ; workspace ; IDLE",
        "codex ; Fix the login page | workspace ; IDLE",
        "codex ; ⠋ Fix the login page ; WORKING",
        "codex ; ⠏ workspace ; WORKING",
        "codex ; [ ! ] Action Required - workspace ; NEEDS",
        "codex ; [ . ] Action Required - workspace ; NEEDS",
        "opencode ; OpenCode ; UNKNOWN",
        "opencode ; OC - Fix the login page ; UNKNOWN",
        "gemini ; ◇  Ready (workspace)          ; IDLE",
        "gemini ; ✦  Working… (workspace)       ; WORKING",
        "gemini ; ✋  Action Required (workspace) ; NEEDS",
      })
  void titlesTellWhatTheirRecordSays(String agent, String title, String doing) {
    Seen seen = new Seen(Observation.Kind.AGENT).title(title).later(10);
    Claim claim = judge(seen.observation(), rules(agent));
    assertEquals(Doing.valueOf(doing), claim.doing(), claim.toString());
  }

  /// No shell stands behind it that could take it up again.
  @Test
  void claudeThatWasSuspendedIsPaused() {
    Claim claim =
        claim(
            "claude",
            "✳ Run the tests",
            "Claude Code is suspended. Run `fg` to bring it bac",
            "k.",
            "To undo typing, press ctrl+_.",
            "abc");
    assertEquals(Doing.PAUSED, claim.doing());
    assertTrue(claim.reason().contains("CONT"), claim.reason());
  }

  @Test
  void claudeAsksWhileItsTitleIsThatOfRest() {
    Claim claim =
        claim(
            "claude",
            "✳ Run the tests",
            " Bash command",
            " Run all tests",
            "╌╌╌╌╌╌╌╌╌╌╌╌╌",
            " npm test",
            "╌╌╌╌╌╌╌╌╌╌╌╌╌",
            " Do you want to proceed?",
            " ❯ 1. Yes",
            "   2. Yes, and don't ask again for npm test",
            "   3. No",
            " Esc to cancel · Tab to amend");
    assertEquals(Doing.NEEDS, claim.doing());
    assertEquals("asks to run `npm test`", claim.reason());
    assertEquals(
        List.of("Yes", "No"), claim.answers().stream().map(StateRule.Answer::label).toList());
  }

  /// Seen in 2.1.329 behind a gateway that does not pass its safety check through.
  @Test
  void claudeAsksWithoutNumbersWhereItsAutoModeCannotCheck() {
    String[] screen = {
      " Bash command",
      " Runs what the script says",
      "╌╌╌╌╌╌╌╌╌╌╌╌╌",
      " make test",
      "╌╌╌╌╌╌╌╌╌╌╌╌╌",
      "",
      " │ Auto mode can't check actions in this session, so this one needs your",
      " │ approval",
      "",
      " Do you want to proceed?",
      " ❯ No",
      "   Yes",
      "",
      " Esc to cancel · Tab to amend"
    };
    Claim claim = claim("claude", "✳ Run the tests", screen);
    assertEquals("asks to run `make test`", claim.reason());
    assertEquals(List.of("Down", "Enter"), claim.answers().getFirst().keys());
    // Its person has moved the cursor: the keys would mean the opposite.
    screen[10] = "   No";
    screen[11] = " ❯ Yes";
    Claim moved = claim("claude", "✳ Run the tests", screen);
    assertEquals(Doing.NEEDS, moved.doing());
    assertEquals(List.of(), moved.answers());
  }

  /// Seen in 2.1.329: in a pane of 16 rows the dialog has no end.
  @Test
  void claudesDialogThatIsTallerThanItsPaneIsToldByItsBeginning() {
    String[] screen = {
      "● Runs what the script says",
      "  ⎿  $ make test",
      "─────────────────────",
      "  Auto mode can't check actions in this",
      "  session",
      "",
      "  You can stay in auto mode and approve",
      "  yourself."
    };
    assertEquals(Doing.NEEDS, claim("claude", "✳ Run the tests", screen).doing());
    screen[7] = "❯ ";
    assertEquals(Doing.IDLE, claim("claude", "✳ Run the tests", screen).doing());
  }

  @Test
  void claudesQuestionAboutAFileNamesIt() {
    Claim claim =
        claim(
            "claude",
            "✳ Write it",
            "│ Do you want to create notes.txt?   │",
            "│ ❯ 1. Yes                           │",
            "│   2. No                            │",
            "Esc to cancel · Tab to amend");
    assertEquals("asks: `Do you want to create notes.txt?`", claim.reason());
  }

  @Test
  void aQuestionThatIsOnlyQuotedHasAPromptBelowIt() {
    Claim claim =
        claim(
            "claude",
            "✳ Explain",
            "● The dialog looks like this:",
            "  Do you want to proceed?",
            "  ❯ 1. Yes",
            "  Esc to cancel · Tab to amend",
            "─────────────",
            "❯ ",
            "─────────────",
            "  ? for shortcuts");
    assertEquals(Doing.IDLE, claim.doing());
  }

  @Test
  void codexSaysWhatItAsks() {
    Claim claim =
        claim(
            "codex",
            "[ . ] Action Required | workspace",
            "  Would you like to run the following command?",
            "  $ touch x",
            "› 1. Yes, proceed (y)",
            "  2. No, and tell Codex what to do differently (esc)",
            "  Press enter to confirm or esc to cancel");
    assertEquals("asks to run `touch x`", claim.reason());
    assertEquals(List.of("y"), claim.answers().getFirst().keys());
  }

  /// As version 0.169.0 showed it, whose record said that another one is the latest. Its first
  /// answer installs that: none is offered elsewhere.
  @Test
  void codexSaysThatItAsksToBeUpdated() {
    Claim claim =
        claim(
            "codex",
            "",
            "  Update available · 0.169.0 → 99.0.0",
            "  Release notes: https://github.com/openai/codex/releases/latest",
            "› 1. Update now (runs `npm install -g @openai/codex`)",
            "  2. Skip",
            "  3. Skip until next version",
            "  enter continue · esc skip");
    assertEquals(Doing.NEEDS, claim.doing());
    assertEquals("asks: `Update available · 0.169.0 → 99.0.0`", claim.reason());
    assertEquals(List.of(), claim.answers());
  }

  @Test
  void openCodeTellsByItsScreenOnly() {
    assertEquals(
        "asks for permission: `Run tests`",
        claim(
                "opencode",
                "OC | Run it",
                "┃  △ Permission required",
                "┃  # Run tests",
                "┃   Allow once   Allow always   Reject      ctrl+f fullscreen  ⇆ select")
            .reason());
    assertEquals(
        Doing.WORKING,
        claim("opencode", "OC | Run it", "┃ Build  Scripted 1", "⬝⬝■■⬝ esc interrupt").doing());
  }

  @Test
  void geminiSaysWhatItAsks() {
    Claim claim =
        claim(
            "gemini",
            "✋  Action Required (workspace)",
            "╭────────────────────────────────────╮",
            "│ ? Shell touch x                    │",
            "│ Allow execution of [Shell]?        │",
            "│ ● 1. Allow once                    │",
            "│   2. Allow for this session        │",
            "╰────────────────────────────────────╯");
    assertEquals("asks: `Shell touch x`", claim.reason());
  }

  private static Claim geminiEnding(String... below) {
    List<String> rows = new ArrayList<>();
    rows.addAll(List.of("│ ? Shell touch x ", "│ Allow execution of [Shell]? "));
    rows.addAll(List.of("│ ● 1. Allow once ", "│   2. Allow for this session ", "╰──────────╯"));
    rows.addAll(List.of(below));
    return claim("gemini", "✋  Action Required (workspace)", rows.toArray(String[]::new));
  }

  /// It draws on the normal screen: after a resize its old status line stands below its question.
  @Test
  void geminiAsksAlsoAboveAStatusLineThatAResizeLeft() {
    String status = " /workspace       fork/main/1      no sandbox       gemini-2.5-flash";
    assertEquals(2, geminiEnding(status).answers().size());
    assertEquals("asks: `Shell touch x`", geminiEnding(status).reason());
    String first = " /workspace       fork/main/1      no";
    assertEquals(
        "asks: `Shell touch x`", geminiEnding(first, "sandbox      gemini-2.5-flash").reason());
    assertEquals(
        List.of(),
        geminiEnding("▄▄▄▄", " >   touch", "▀▀▀▀", " workspace (/directory)   branch", status)
            .answers());
  }

  @Test
  void whatAnAgentWritesCannotBringControlCharactersIntoAReason() {
    Claim claim =
        claim("claude", "✳ x", "Do you want to \u202Eevil\u001B[31m?", "❯ 1. Yes", "Esc to cancel");
    assertTrue(claim.reason().codePoints().noneMatch(c -> c < 32 || c == 0x202E), claim.reason());
  }

  @Test
  void aPatternThatCouldTakeLongIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Mark.of("^(a+)+$"));
  }
}
