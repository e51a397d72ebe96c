package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.journal.Entry;
import agenttui.journal.Topic;
import agenttui.model.Received;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A whole turn of a real agent in a container, as a person lives it who types in another pane: a
/// first prompt, work, three questions that the answer strip takes, a tool in the sidecar, a new
/// file, a commit on the fork's branch, done, idle once somebody looks, and the end by the agent's
/// own word. What the journal says of it is compared with what was seen.
@Tag("engine")
@Tag("slow")
class WholeTurnIT {
  private static final String AGENT = "%2";
  private static final String PROMPT = "please work";

  /// Must be found in the requests to the model and nowhere else.
  private final String key = "canary-" + UUID.randomUUID();

  @TempDir Path directory;
  private AgentRig rig;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    rig = AgentRig.in(directory, "work", key);
    outer = rig.outer();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource
  void aTurnIsAnsweredFromAnotherPane(Actor actor) {
    outer.terminal("new-session", "-s", "work", "--sandbox", "none", "--", "sh");
    outer.resize(240, 60);
    outer.keys("PS1='here: '", "Enter");
    outer.shows("here:");
    List<String> words = new ArrayList<>(List.of("run", "--sandbox", "docker", actor.agent()));
    words.addAll(List.of("--prompt", PROMPT, "--"));
    words.addAll(actor.flags());
    outer.keys(Outer.quoted(outer.program(words)), "Enter");
    rig.told(PROMPT, 0);
    outer.shows("2 " + actor.agent() + "  working");
    outer.keys("C-b", "h");

    for (int results = 0; results < 3; results++) {
      rig.told(PROMPT, results);
      outer.shows(AgentRig.PATIENCE, "WAITING 1");
      assertEquals("needs", rig.state(AGENT));
      outer.keys("C-b", "a");
      outer.shows("2 " + actor.agent() + " asks");
      outer.settled();
      outer.keys("a");
      outer.await(
          () -> !outer.screen().contains(actor.agent() + " asks"), () -> "still " + outer.screen());
    }
    Received last = rig.told(PROMPT, 3);
    assertTrue(last.result().contains("committed"), last::result);
    assertTrue(
        rig.told(PROMPT, 1).result().contains("all 3 tests passed"), rig.told(PROMPT, 1)::result);
    outer.await(() -> rig.state(AGENT).equals("done"), outer::screen);
    outer.keys("echo still he\"\"re", "Enter");
    outer.shows("still here");
    outer.keys("C-b", ".");
    outer.await(() -> rig.state(AGENT).equals("idle"), outer::screen);

    outer.shows("✓ make test");
    assertItIsCommitted();
    assertTheJournalSaysSo(actor);
    Received first = rig.told(PROMPT, 0);
    assertTrue(first.headers().values().stream().anyMatch(value -> value.contains(key)));
    Canary.assertNowhere(key, directory, rig.installation(), AGENT);
    assertEquals(List.of(), rig.model().unknown(), "the agent asks for what no API of ours has");
    rig.type(AGENT, actor.quit());
    rig.done("wait-for", "exit", "-t", AGENT, "--timeout", "60");
  }

  private void assertItIsCommitted() {
    assertEquals(
        "written by the scripted model\n", rig.inside(AGENT, "git", "show", "HEAD:notes.txt"));
    String forks = rig.done("fork", "list", "--json");
    ForkFlowIT.Listed fork = Json.read(forks, ForkFlowIT.Family[].class)[0].forks().getFirst();
    assertEquals(1, fork.ahead());
    assertEquals(List.of(), fork.dirty_files());
    assertEquals(fork.head(), rig.inside(AGENT, "git", "rev-parse", "HEAD").strip());
  }

  private void assertTheJournalSaysSo(Actor actor) {
    List<Entry> lines = journal();
    assertEquals(
        actor.hooks(),
        lines.stream()
            .filter(line -> field(line, "to").equals("working"))
            .anyMatch(line -> field(line, "reason").equals("runs `make test`")),
        () -> "what its hooks tell: " + lines);
    List<String> states = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (Entry line : lines) {
      switch (line.topic()) {
        case STATE -> {
          // Some seem to work, or rest, for a moment before they take their first prompt.
          if (steps.isEmpty() && field(line, "to").equals("idle")) {
            states.clear();
          } else if (!field(line, "to").equals("unknown")) {
            states.add(field(line, "to"));
          }
        }
        case APPROVAL -> steps.add((field(line, "step") + " " + field(line, "by")).strip());
        case TOOL -> steps.add(field(line, "step") + " " + line.text());
        default -> {}
      }
    }
    String asked = "asked";
    String answered = "answered key";
    assertEquals(
        List.of(
            asked,
            answered,
            "parsed make test",
            "started make test",
            "ended make test",
            asked,
            answered,
            asked,
            answered),
        steps);
    List<String> turn = new ArrayList<>(List.of("working"));
    turn.addAll(List.of("needs you", "working", "needs you", "working", "needs you", "working"));
    turn.addAll(List.of("done", "idle"));
    assertEquals(turn, states);
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.topic() == Topic.EGRESS && line.text().contains("model.test")),
        "no request to the model");
    assertTrue(
        lines.stream()
            .filter(line -> line.topic() == Topic.EGRESS)
            .filter(line -> List.of("opened", "done").contains(field(line, "step")))
            .allMatch(line -> line.text().contains("model.test")),
        () -> "it reached others: " + lines);
  }

  private static String field(Entry line, String name) {
    return line.fields().getOrDefault(name, "");
  }

  /// The lines about the agent's pane.
  private List<Entry> journal() {
    String text = rig.done("audit", "--json", "--pane", AGENT);
    return text.lines().map(line -> Json.read(line, Entry.class)).toList();
  }
}
