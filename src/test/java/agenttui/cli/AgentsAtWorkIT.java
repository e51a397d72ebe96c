package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.model.ModelServer;
import agenttui.model.Pointed;
import agenttui.model.Received;
import agenttui.model.Script;
import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real agents do real work in containers of the packaged program, with the scripted model
/// behind them, which they reach by the egress proxy and by a name of the user's own: a prompt is
/// typed into the pane, the agent asks for leave and is answered by its own key, a tool runs in the
/// sidecar, a file is written, and the fork's branch has the commit. What the model was told by the
/// agent is compared with what was to be done.
@Tag("engine")
@Tag("slow")
class AgentsAtWorkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PANE = "%1";
  private static final String PROMPT = "please work";

  /// Must be found in the requests to the model and nowhere else.
  private final String key = "canary-" + UUID.randomUUID();

  @TempDir Path directory;
  private ModelServer model;
  private Installation installation;
  private Outer outer;

  /// How an agent is played: arguments that make it ask, what stands there when it takes a prompt
  /// and when it asks for leave, the key that says yes, and what ends it.
  enum Actor {
    CLAUDE("--permission-mode manual", "? for shortcuts", "Do you want to", "Enter", "/exit"),
    // In its default here, danger-full-access, it asks about nothing: the container is the sandbox.
    CODEX("-s workspace-write", "Ask Codex", "Would you like to", "y", "/quit"),
    OPENCODE("", "Ask anything", "Permission required", "Enter", "/exit"),
    // Without a model's name a router asks the model first.
    GEMINI("-m gemini-2.5-flash", "Type your message", "1. Allow once", "Enter", "/quit");

    private final List<String> flags;
    private final String ready;
    private final String asking;
    private final String yes;
    private final String quit;

    Actor(String flags, String ready, String asking, String yes, String quit) {
      this.flags = Stream.of(flags.split(" ")).filter(word -> !word.isEmpty()).toList();
      this.ready = ready;
      this.asking = asking;
      this.yes = yes;
      this.quit = quit;
    }

    String agent() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> flags() {
      return flags;
    }

    String ready() {
      return ready;
    }
  }

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
    for (String line : List.of("config user.name A", "config user.email a@b.c", "add -A")) {
      done(Program.of(Stream.of(("git " + line).split(" ")).toList()).in(repository).run());
    }
    done(Program.of("git", "commit", "-qm", "Add a Makefile").in(repository).run());
  }

  @AfterEach
  void stop() {
    installation.close();
    model.close();
  }

  @ParameterizedTest
  @EnumSource
  void anAgentAsksRunsAToolWritesAFileAndCommits(Actor actor) throws IOException {
    List<String> line = new ArrayList<>(List.of("new-session", "-d", "-s", "work"));
    line.addAll(List.of("-x", "120", "-y", "40", "--sandbox", "docker"));
    line.addAll(List.of("--agent", actor.agent(), "--"));
    line.addAll(actor.flags);
    done(outer.says(PATIENCE, line.toArray(String[]::new)));
    shows(actor.ready);
    type(PROMPT);

    for (int results = 0; results < 3; results++) {
      told(results);
      shows(actor.asking);
      done(outer.says("send-keys", "-t", PANE, actor.yes));
    }
    Received last = told(3);
    assertTrue(last.result().contains("committed"), last::result);
    assertTrue(told(1).result().contains("all 3 tests passed"), told(1)::result);
    shows("All of it is committed.");

    assertEquals(List.of(), model.unknown(), "the agent asks for what no API of ours has");
    assertEquals("written by the scripted model\n", inside("git", "show", "HEAD:notes.txt"));
    ForkFlowIT.Listed fork = fork();
    assertEquals(1, fork.ahead());
    assertEquals(List.of(), fork.dirty_files());
    assertEquals(fork.head(), inside("git", "rev-parse", "HEAD").strip());

    outer.terminal("attach", "work");
    outer.shows("✓ make test");
    assertTrue(told(0).headers().values().stream().anyMatch(value -> value.contains(key)));
    Canary.assertNowhere(key, directory, installation, PANE);
    type(actor.quit);
    done(outer.says(PATIENCE, "wait-for", "exit", "-t", PANE, "--timeout", "60"));
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

  private void shows(String text) {
    Exit shown = outer.says(PATIENCE, "wait-for", "text", text, "-t", PANE, "--timeout", "90");
    assertEquals(
        0, shown.code(), () -> "wanted " + text + ", got\n" + outer.says("capture-pane").text());
  }

  /// Types a line and waits until it stands there: agents take a line break that comes with its
  /// text for a pasted one.
  private void type(String text) {
    done(outer.says("send-keys", "-t", PANE, "-l", text));
    shows(text);
    done(outer.says("send-keys", "-t", PANE, "Enter"));
  }

  private String inside(String... words) {
    List<String> line = new ArrayList<>(List.of("exec", "-t", PANE, "--"));
    line.addAll(List.of(words));
    return done(outer.says(line.toArray(String[]::new))).text();
  }

  private ForkFlowIT.Listed fork() {
    String text = done(outer.says("fork", "list", "--json")).text();
    return Json.read(text, ForkFlowIT.Family[].class)[0].forks().getFirst();
  }
}
