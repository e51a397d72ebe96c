package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.cli.AgentsAtWorkIT.Actor;
import agenttui.model.ModelServer;
import agenttui.model.Pointed;
import agenttui.model.Received;
import agenttui.model.Script;
import agenttui.process.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was said to a real agent in a container comes along into a fork of its pane, and is there
/// again when the fork is attached later: a word is told to the parent, and the fork's own first
/// answer holds it, because the scripted model finds it in what the fork's agent sends.
@Tag("engine")
@Tag("slow")
class ConversationsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private ModelServer model;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    model = ModelServer.start(Script.resource("remember"));
    installation = Installation.in(directory, Pointed.at("http://model.test"));
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
  }

  @AfterEach
  void stop() {
    installation.close();
    model.close();
  }

  @ParameterizedTest
  @EnumSource
  void aForkKnowsWhatWasToldToItsParent(Actor actor) {
    List<String> line = new ArrayList<>(List.of("new-session", "-d", "-s", "talk"));
    line.addAll(List.of("-x", "240", "-y", "50", "--sandbox", "docker"));
    line.addAll(List.of("--agent", actor.agent(), "--"));
    line.addAll(actor.flags());
    done(outer.says(PATIENCE, line.toArray(String[]::new)));
    shows("%1", actor.ready());
    type("%1", "please remember heron");
    shows("%1", "I shall keep it.");
    idle("%1");

    List<String> fork = new ArrayList<>(List.of("fork", "-t", "%1", "--"));
    fork.addAll(actor.flags());
    Exit forked = done(outer.says(PATIENCE, fork.toArray(String[]::new)));
    String said = new String(forked.err(), StandardCharsets.UTF_8);
    assertFalse(said.contains("fork 2"), said);
    shows("%2", "I shall keep it.");
    idle("%2");
    type("%2", "and which word was it");
    shows("%2", "The word was heron.");

    type("%1", "so which word was that");
    shows("%1", "The word was heron.");
    Received parent = asked("so which word");
    assertTrue(!parent.body().contains("and which word"), "the fork talks into its parent");

    idle("%2");
    done(outer.says(PATIENCE, "kill-pane", "--yes", "-t", "%2"));
    done(outer.says(PATIENCE, "fork", "attach", "2"));
    shows("%3", "The word was heron.");
    idle("%3");
    type("%3", "again which word was it");
    assertTrue(asked("again which word").body().contains("and which word"));
    assertEquals(List.of(), model.unknown(), "the agent asks for what no API of ours has");
  }

  private static Exit done(Exit exit) {
    assertEquals(0, exit.code(), exit.complaint());
    return exit;
  }

  private Received asked(String text) {
    return model.await(r -> !r.helper() && r.person().contains(text), PATIENCE);
  }

  private void idle(String pane) {
    done(outer.says(PATIENCE, "wait-for", "idle", "-t", pane, "--timeout", "90"));
  }

  private void shows(String pane, String text) {
    Exit shown = outer.says(PATIENCE, "wait-for", "text", text, "-t", pane, "--timeout", "90");
    assertEquals(
        0,
        shown.code(),
        () -> "wanted " + text + ", got\n" + outer.says("capture-pane", "-p", "-t", pane).text());
  }

  /// Types a line and waits until it stands there: agents take a line break that comes with its
  /// text for a pasted one.
  private void type(String pane, String text) {
    done(outer.says("send-keys", "-t", pane, "-l", text));
    shows(pane, text);
    done(outer.says("send-keys", "-t", pane, "Enter"));
  }
}
