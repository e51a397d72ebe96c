package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.cli.AgentsAtWorkIT.Actor;
import agenttui.journal.Entry;
import agenttui.journal.Topic;
import agenttui.model.ModelServer;
import agenttui.model.Pointed;
import agenttui.model.Received;
import agenttui.model.Script;
import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A whole turn of a real agent in a container, as a person lives it who types in another pane: a
/// first prompt, work, three questions that the answer strip takes, a tool in the sidecar, a new
/// file, a commit, done, and idle once somebody looks. What the journal says of it is compared with
/// what was seen.
@Tag("engine")
@Tag("slow")
class WholeTurnIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String AGENT = "%2";
  private static final String PROMPT = "please work";

  /// Must be found in the requests to the model and nowhere else.
  private final String key = "canary-" + UUID.randomUUID();

  @TempDir Path directory;
  private ModelServer model;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    model = ModelServer.start(Script.resource("work"));
    installation = Installation.in(directory, Pointed.at("http://model.test", key));
    Path config = Files.createDirectories(directory.resolve("c/agent-tui"));
    Files.writeString(
        config.resolve("config.toml"),
        """
        [network]
        mode = "allowlist"
        [network.local]
        "model.test" = "127.0.0.1:%d"
        """
            .formatted(model.port()));
    outer = installation.outer();
    Path repository = directory.resolve("repo");
    Files.writeString(repository.resolve("Makefile"), "test:\n\t@echo all 3 tests passed\n");
    Grounds.git(repository, "config", "user.name", "A");
    Grounds.git(repository, "config", "user.email", "a@b.c");
    Grounds.git(repository, "add", "-A");
    Grounds.git(repository, "commit", "-qm", "Add a Makefile");
  }

  @AfterEach
  void stop() {
    installation.close();
    model.close();
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
    told(0);
    outer.shows("2 " + actor.agent() + "  working");
    outer.keys("C-b", "h");

    for (int results = 0; results < 3; results++) {
      told(results);
      outer.shows(PATIENCE, "WAITING 1");
      assertEquals("needs", state());
      outer.keys("C-b", "a");
      outer.shows("2 " + actor.agent() + " asks");
      outer.settled();
      outer.keys("a");
      outer.await(
          () -> !outer.screen().contains(actor.agent() + " asks"), () -> "still " + outer.screen());
    }
    Received last = told(3);
    assertTrue(last.result().contains("committed"), last::result);
    assertTrue(told(1).result().contains("all 3 tests passed"), told(1)::result);
    outer.await(() -> state().equals("done"), () -> state() + outer.screen());
    outer.keys("echo still he\"\"re", "Enter");
    outer.shows("still here");
    outer.keys("C-b", ".");
    outer.await(() -> state().equals("idle"), () -> state() + outer.screen());

    assertEquals("written by the scripted model\n", inside("git", "show", "HEAD:notes.txt"));
    assertTheJournalSaysSo();
    Canary.assertNowhere(key, directory, installation, AGENT);
    assertEquals(List.of(), model.unknown(), "the agent asks for what no API of ours has");
  }

  private void assertTheJournalSaysSo() {
    List<Entry> lines = journal();
    List<String> states = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (Entry line : lines) {
      switch (line.topic()) {
        case STATE -> {
          // Some rest for a moment before they take their first prompt.
          boolean begins = states.isEmpty() && field(line, "to").equals("idle");
          if (!begins && !field(line, "to").equals("unknown")) {
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
    String text = done(outer.says("audit", "--json", "--pane", AGENT)).text();
    return text.lines().map(line -> Json.read(line, Entry.class)).toList();
  }

  private String state() {
    String text = done(outer.says("list-panes", "--json")).text();
    List<?> panes = Json.read(text, List.class);
    return panes.stream()
        .map(pane -> (Map<?, ?>) pane)
        .filter(pane -> AGENT.equals(pane.get("id")))
        .map(pane -> String.valueOf(pane.get("state")))
        .findFirst()
        .orElse("gone");
  }

  private static Exit done(Exit exit) {
    assertEquals(0, exit.code(), exit.complaint());
    return exit;
  }

  /// The request in which the agent tells the model so many results of tools.
  private Received told(int results) {
    return model.await(
        r -> !r.helper() && r.person().contains(PROMPT) && r.results() == results, PATIENCE);
  }

  private String inside(String... words) {
    List<String> line = new ArrayList<>(List.of("exec", "-t", AGENT, "--"));
    line.addAll(List.of(words));
    return done(outer.says(line.toArray(String[]::new))).text();
  }
}
