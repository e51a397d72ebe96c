package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import java.io.IOException;
import java.nio.file.Path;
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
  @TempDir Path directory;
  private AgentRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = AgentRig.in(directory, "remember");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource
  void aForkKnowsWhatWasToldToItsParent(Actor actor) {
    List<String> session = new ArrayList<>(List.of("new-session", "-d", "-s", "talk"));
    session.addAll(List.of("-x", "240", "-y", "50", "--sandbox", "docker"));
    session.addAll(List.of("--agent", actor.agent()));
    rig.done(session, actor);
    rig.shows("%1", actor.ready());
    rig.type("%1", "please remember heron");
    rig.shows("%1", "I shall keep it.");
    rig.idle("%1");

    List<String> fork = new ArrayList<>(List.of("fork", "-t", "%1", "--"));
    fork.addAll(actor.flags());
    Exit forked = rig.says(fork.toArray(String[]::new));
    assertEquals(0, forked.code(), forked.complaint());
    String said = forked.complaint();
    assertFalse(said.contains("fork 2"), said);
    rig.shows("%2", "I shall keep it.");
    rig.idle("%2");
    rig.type("%2", "and which word was it");
    rig.shows("%2", "The word was heron.");

    rig.type("%1", "so which word was that");
    rig.shows("%1", "The word was heron.");
    String parent = rig.told("so which word", 0).body();
    assertFalse(parent.contains("and which word"), "the fork talks into its parent");

    rig.idle("%2");
    rig.done("kill-pane", "--yes", "-t", "%2");
    rig.done("fork", "attach", "2");
    rig.shows("%3", "The word was heron.");
    rig.idle("%3");
    rig.type("%3", "again which word was it");
    assertTrue(rig.told("again which word", 0).body().contains("and which word"));
    assertEquals(List.of(), rig.model().unknown(), "the agent asks for what no API of ours has");
  }
}
