package agenttui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What scripts mean, without a server.
class ScriptTest {
  private static Ask ask(String person, String... results) {
    List<Ask.Piece> pieces = new ArrayList<>();
    pieces.add(new Ask.Piece.Text(person));
    for (String result : results) {
      pieces.add(new Ask.Piece.Result(result));
    }
    return Ask.of(pieces, Set.of("Bash"), Optional.empty(), true, "m");
  }

  @Test
  void theFirstRuleWhoseWordWasSaidCounts() {
    Script script =
        Script.parse(
            """
            when: build
              say: one
            when: *
              say: two
            """);
    assertEquals(
        List.of(new Step.Say("one", Duration.ZERO)), script.answer(ask("please BUILD it")));
    assertEquals(List.of(new Step.Say("two", Duration.ZERO)), script.answer(ask("hello")));
  }

  @Test
  void theTurnIsThatOfTheToolsThatAnswered() {
    Script script =
        Script.parse(
            """
            # for people
            slowly: 2 s
            when: build
              run: make
            then:
              slowly: 1.5 s
              write: a.txt
                | one
                |
                |   two
            then:
              say: both
                | of them
            """);
    Duration slow = Duration.ofSeconds(2);
    assertEquals(List.of(new Step.Run("make")), script.answer(ask("build")));
    assertEquals(
        List.of(new Step.Write("a.txt", "one\n\n  two\n")), script.answer(ask("build", "ok")));
    assertEquals(
        List.of(new Step.Say("both\nof them", Duration.ofMillis(1500))),
        script.answer(ask("build", "ok", "written")));
    assertEquals(List.of(new Step.Say("Done.", slow)), script.answer(ask("build", "1", "2", "3")));
  }

  @Test
  void refusalsHaveAStatusATextAndACount() {
    Script script =
        Script.parse(
            """
            when: a
              error: 529 Too busy, 2 times
              limit: 3 s
              error: 401
              hang
              cut
            """);
    int always = Integer.MAX_VALUE;
    assertEquals(
        List.of(
            new Step.Refuse(529, "Too busy", Duration.ZERO, 2),
            new Step.Refuse(429, "scripted rate limit", Duration.ofSeconds(3), always),
            new Step.Refuse(401, "scripted error", Duration.ZERO, always),
            new Step.Hang(),
            new Step.Cut()),
        script.answer(ask("a")));
  }

  @Test
  void markersInThePromptNeedNoScript() {
    Script script = Script.empty();
    assertTrue(script.answer(ask("RUN: make test")).contains(new Step.Run("make test")));
    assertTrue(
        script
            .answer(ask("WRITE: a.txt"))
            .contains(new Step.Write("a.txt", "written by the scripted model\n")));
    assertEquals(
        List.of(new Step.Say("I have read: hello", Duration.ZERO)), script.answer(ask("hello")));
    assertEquals(
        List.of(new Step.Say("Done. It said: {result}", Duration.ZERO)),
        script.answer(ask("RUN: make", "it works")));
  }

  @Test
  void placesAreFilledFromTheConversation() {
    List<Ask.Piece> pieces =
        List.of(
            new Ask.Piece.Text("Remember: heron."),
            new Ask.Piece.Text("which word?"),
            new Ask.Piece.Text("<system-reminder>not typed</system-reminder>"),
            new Ask.Piece.Result("42\n"));
    Ask ask = Ask.of(pieces, Set.of(), Optional.empty(), true, "m");
    assertEquals("which word?", ask.person());
    assertEquals("heron and 42", ask.filled("{after remember} and {result}"));
    assertEquals("not told to me", ask.filled("{after bird}"));
  }

  @Test
  void aLineThatSaysNothingIsNamed() {
    for (String wrong :
        List.of("say: early", "when: a\n  sey: x", "when: a\n  wait: long", "| x")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Script.parse(wrong), wrong);
      assertTrue(
          refused.getMessage().contains("line " + wrong.lines().count() + " "),
          refused::getMessage);
    }
  }
}
