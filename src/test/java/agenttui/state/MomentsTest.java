package agenttui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recordings of the real agents at work: every moment is told right, and nothing flaps, whether
/// they are played as they were, at half or at four times the speed. `docs/states.md` is printed
/// from the same; [#main] writes it again.
class MomentsTest {
  private static final Path PAGE = Path.of("docs/states.md");

  /// How much later than the recording a state may show: what must last until it is believed.
  private static final double LATE = 1.5;

  static Stream<Moments> recordings() {
    return Moments.all().stream();
  }

  /// The last thing shown until then.
  private static Moments.Shown at(List<Moments.Shown> shown, double second) {
    return shown.stream()
        .filter(each -> each.second() <= second)
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("nothing shown until " + second));
  }

  /// In the words of the recordings: done is idle that nobody saw.
  private static String word(Verdict verdict) {
    return switch (verdict.doing()) {
      case DONE, IDLE -> "idle";
      case NEEDS -> "needs";
      default -> verdict.doing().name().toLowerCase(Locale.ROOT);
    };
  }

  /// What is shown for a moment: what stands there already, else what comes within [#LATE].
  private static Moments.Shown shown(List<Moments.Shown> shown, Moments.Moment moment) {
    Moments.Shown then = at(shown, moment.second());
    return Stream.concat(Stream.of(then), shown.stream().filter(each -> isSoon(each, moment)))
        .filter(each -> word(each.verdict()).equals(moment.state()))
        .findFirst()
        .orElse(then);
  }

  private static boolean isSoon(Moments.Shown shown, Moments.Moment moment) {
    return shown.second() > moment.second() && shown.second() <= moment.second() + LATE;
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everyMomentIsToldRight(Moments recording) {
    List<Moments.Shown> shown = recording.play(1);
    List<Moments.Moment> moments = recording.expected();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      String told = word(shown(shown, moments.get(i)).verdict());
      if (!told.equals(moments.get(i).state())) {
        wrong.add(moments.get(i) + " told as " + told);
      }
    }
    assertEquals(List.of(), wrong, shown.toString());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void nothingFlapsAtAnySpeed(Moments recording) {
    List<String> expected = throughWork(recording.expected());
    double end = recording.expected().getLast().second() + LATE;
    for (double speed : new double[] {0.5, 1, 4}) {
      List<String> told =
          changes(
              recording.play(speed).stream()
                  .filter(each -> each.second() <= end)
                  .map(each -> word(each.verdict()))
                  .filter(state -> !state.equals("unknown")));
      // An agent that starts slowly seems to work before it is ready.
      if (told.subList(0, Math.min(2, told.size())).equals(List.of("working", "idle"))) {
        told.removeFirst();
      }
      assertTrue(isWithin(told, expected), speed + " times: " + told + " is not in " + expected);
      if (speed == 1) {
        assertEquals(expected, told, "at " + speed);
      }
    }
  }

  /// The states of the moments; what failed has worked, though no moment was taken of that.
  private static List<String> throughWork(List<Moments.Moment> moments) {
    List<String> states = new ArrayList<>();
    for (String state : changes(moments.stream().map(Moments.Moment::state))) {
      if (state.equals("failed") && !states.isEmpty() && !states.getLast().equals("working")) {
        states.add("working");
      }
      states.add(state);
    }
    return states;
  }

  private static List<String> changes(Stream<String> states) {
    List<String> changes = new ArrayList<>();
    states.forEach(state -> {
      if (changes.isEmpty() || !changes.getLast().equals(state)) {
        changes.add(state);
      }
    });
    return changes;
  }

  /// Whether `some` comes out of `all` by leaving some out: what is too short to be seen.
  private static boolean isWithin(List<String> some, List<String> all) {
    int at = 0;
    for (String each : all) {
      if (at < some.size() && some.get(at).equals(each)) {
        at++;
      }
    }
    return at == some.size();
  }

  @Test
  void thePageIsWhatTheRecordingsSay() throws IOException {
    assertEquals(page(), Files.readString(PAGE), "docs/states.md is stale: run MomentsTest.main");
  }

  /// Writes the page.
  public static void main(String[] args) throws IOException {
    Files.writeString(PAGE, page());
  }

  private static String page() {
    TreeMap<String, StringBuilder> agents = new TreeMap<>();
    int moments = 0;
    for (Moments recording : Moments.all()) {
      List<Moments.Shown> shown = recording.play(1);
      List<Moments.Moment> expected = recording.expected();
      StringBuilder rows = agents.computeIfAbsent(recording.agent(), _ -> new StringBuilder());
      for (int i = 0; i < expected.size(); i++) {
        Moments.Moment moment = expected.get(i);
        Verdict verdict = shown(shown, moment).verdict();
        rows.append(
            "| %s | %.1f s | %s | %s | %s | %s |\n"
                .formatted(
                    recording.scene(),
                    moment.second(),
                    moment.what(),
                    verdict.doing().word(),
                    verdict.reason().replace("|", "\\|"),
                    verdict.source().words()));
        moments++;
      }
    }
    StringBuilder page = new StringBuilder(HEAD.formatted(moments));
    agents.forEach((agent, rows) ->
        page.append("\n## ").append(agent).append("\n\n").append(TABLE).append(rows));
    return page.toString();
  }

  private static final String TABLE =
      "| scene | at | what happens | state | reason | told by |\n|---|---|---|---|---|---|\n";

  private static final String HEAD =
      """
      # States

      What a pane's program does is decided from facts, by the first of these that has something to say (`state.Source`, `state.Judge`):
      the program's life; approvals that are held; the marks of the agent's record (`src/main/resources/agents/*.toml`, tables
      `[[mark]]`) in its title and on its screen; what its own hooks tell ([agents](agents.md)), that it asks even against a mark of rest; a running
      tool call; its progress report (OSC 9;4); a bell or notification that nobody saw; a shell's prompt marks (OSC 133); its processes; output and
      processor time. A claim counts once it has lasted a while
      (`state.Steadier`), so that a mark that is gone for a moment changes nothing. *done* is *idle* that nobody has looked at yet.

      A pane is looked at a tenth of a second after output, at most four times a second; one that neither writes nor works is not
      looked at, and its keeper not asked. `i` shows the reason with the changes before; `list-panes --json` has the state and the reason.

      These %d moments are recordings of the real agents (`src/test/resources/agenttui/moments`) at work against a scripted model, played
      through the emulator and judged as the server does it, nobody looking. A test compares each with what happened, at three speeds,
      and fails when this page is stale.
      """;
}
