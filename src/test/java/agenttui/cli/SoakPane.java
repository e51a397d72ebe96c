package agenttui.cli;

import agenttui.command.PaneFacts;
import agenttui.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// One agent of the soak and the person before it: a prompt, the turn's work, a rest, the next
/// prompt, without end; in its turn a fork that works once and is cleaned. What goes wrong is told,
/// and the next turn begins. A thread of its own runs it.
final class SoakPane implements Runnable {
  private static final Duration FORGET = Duration.ofMinutes(6);
  private static final Duration GOING = Duration.ofSeconds(30);

  private final AgentRig rig;
  private final Actor actor;
  private final String pane;
  private final Soak soak;
  private int turns;

  /// @param pane where the agent stands ready
  SoakPane(AgentRig rig, Actor actor, String pane, Soak soak) {
    this.rig = rig;
    this.actor = actor;
    this.pane = pane;
    this.soak = soak;
  }

  @Override
  public void run() {
    while (!soak.isOver()) {
      String word = "w" + pane.substring(1) + "x" + ++turns;
      try {
        turn(pane, word);
        soak.turned();
        if (soak.forks(pane)) {
          fork(word + "fork");
        }
        Soak.rest(Duration.ofMillis(ThreadLocalRandom.current().nextInt(2_000, 8_000)));
      } catch (AssertionError | RuntimeException e) {
        soak.incident(pane + " " + actor.agent() + " " + word + ": " + e);
        calm();
      }
    }
  }

  /// One prompt; its questions are answered by another thread.
  private void turn(String where, String word) {
    rig.type(where, "please work " + word);
    for (int results = 0; results <= 3; results++) {
      rig.told(word, results);
    }
    rig.idle(where);
    rig.model().forget(Instant.now().minus(FORGET));
  }

  /// A fork with the conversation does a turn and is cleaned.
  private void fork(String word) {
    soak.forking();
    try {
      Set<String> before = ids();
      String made = rig.done(List.of("fork", "-t", pane, "--json", "--layout", "tiled"), actor);
      Object index = Json.read(made, Map[].class)[0].get("index");
      String fresh = ids().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
      try {
        rig.idle(fresh);
        turn(fresh, word);
      } finally {
        rig.done("fork", "clean", String.valueOf(index), "--force", "--yes");
      }
      rig.outer()
          .await(
              () -> !ids().contains(fresh), () -> fresh + " stands there after its fork is gone");
      rig.done("select-layout", "-t", Soak.SESSION, "tiled");
    } finally {
      soak.forked();
    }
  }

  private Set<String> ids() {
    return rig.panes().stream().map(PaneFacts::id).collect(Collectors.toSet());
  }

  /// Whatever stands there, the agent shall take a prompt again.
  private void calm() {
    try {
      rig.says("send-keys", "-t", pane, "Escape");
      Soak.rest(Duration.ofSeconds(2));
      rig.says("send-keys", "-t", pane, "C-u");
      Soak.rest(GOING);
    } catch (AssertionError | RuntimeException e) {
      soak.incident(pane + " does not calm down: " + e);
      Soak.rest(GOING);
    }
  }
}
