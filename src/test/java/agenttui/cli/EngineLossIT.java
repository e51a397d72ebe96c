package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine dies, comes back, or is not there: what the panes and the commands say, and that
/// nothing of the workspace is lost. On an engine of our own.
@Tag("engine")
@Tag("slow")
class EngineLossIT {
  private static final List<List<String>> NEED_THE_ENGINE =
      List.of(
          List.of("new-session", "-d", "--sandbox", "docker"),
          List.of("fork", "-t", "m:1"),
          List.of("exec", "-t", "m:1", "--", "true"),
          List.of("stop", "m:1", "--yes"));

  @TempDir static Path place;
  private static PrivateEngine engine;

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;

  @BeforeAll
  static void startEngine() throws IOException {
    engine = PrivateEngine.in(Files.createDirectory(place.resolve("e")), true);
    engine.take("agent-tui/foundation");
  }

  @AfterAll
  static void endEngine() {
    engine.close();
  }

  @BeforeEach
  void start() throws IOException {
    installation =
        Installation.in(
            directory,
            Map.of("DOCKER_HOST", engine.address(), "AGENT_TUI_APPROVAL_ASK", "make held"));
    outer = installation.outer();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private void session() {
    Exit started =
        outer.says("new-session", "-d", "-s", "m", "--sandbox", "docker", "--network", "none");
    assertEquals(0, started.code(), started.complaint());
    outer.terminal("attach", "m");
    outer.shows("$");
    outer.keys("echo kept > file; PS1='%'; echo on$((1+1))e", "Enter");
    outer.shows("on2e");
  }

  private void restart(boolean liveRestore) throws IOException {
    engine.kill();
    outer.shows("does not answer");
    assertTrue(outer.screen().contains("on2e"), outer::screen);
    engine.start(liveRestore);
  }

  @Test
  void anEngineThatKeepsItsContainersIsFoundAgain() throws IOException {
    session();
    outer.keys("for i in $(seq 1 400); do echo n$i; sleep 0.05; done", "Enter");
    outer.shows("n20");
    restart(true);
    outer.shows("n400");
    String all = outer.says("capture-pane", "-p", "-S", "-").text();
    StringBuilder wanted = new StringBuilder();
    for (int i = 1; i <= 400; i++) {
      wanted.append('n').append(i).append('\n');
    }
    assertTrue(all.contains(wanted), all);
    outer.keys("cat file", "Enter");
    outer.shows("kept");
    assertFalse(outer.screen().contains("does not answer"), outer::screen);
  }

  @Test
  void anEngineThatEndsItsContainersLosesNoWork() throws IOException {
    session();
    engine.end();
    engine.start(false);
    try {
      outer.shows("its container ended");
      assertTrue(outer.screen().contains("on2e"), outer::screen);
      Exit refused = outer.says("exec", "--", "true");
      assertEquals(1, refused.code());
      assertTrue(refused.complaint().contains("its container ended"), refused.complaint());
      outer.keys("Enter");
      outer.await(() -> !outer.screen().contains("its container ended"), outer::screen);
      outer.keys("cat file; echo a$((1+1))gain", "Enter");
      outer.shows("a2gain");
      outer.shows("kept");
      assertTrue(outer.screen().contains("on2e"), outer::screen);
    } finally {
      engine.end();
      engine.start(true);
    }
  }

  @Test
  void anEngineThatGoesTakesHeldCallsBackAndTheyNeverRun() throws IOException {
    session();
    int before = containers();
    outer.keys("make held; echo code=$?", "Enter");
    outer.shows("WAITING 1");
    String held = outer.says("approvals").text().strip().split(" ")[0];
    engine.kill();
    outer.await(() -> !outer.screen().contains("WAITING"), outer::screen);
    Exit late = outer.says("approvals", "approve", held);
    assertEquals(1, late.code());
    assertTrue(late.complaint().contains("does not wait"), late.complaint());
    engine.start(true);
    outer.shows("code=86");
    assertEquals(before, containers(), "no sidecar was made");
  }

  @Test
  void anEngineThatDiesWhileASandboxIsMadeIsNamedAndTheRestIsRemovedLater() throws IOException {
    session();
    int before = containers();
    Thread killer =
        Thread.ofVirtual()
            .start(() -> outer.await(() -> containers() > before, () -> "no container came"));
    Exit[] forked = new Exit[1];
    Thread forking = Thread.ofVirtual().start(() -> forked[0] = outer.says("fork", "-t", "m:1"));
    join(killer);
    engine.kill();
    join(forking);
    engine.start(true);
    assertEquals(127, forked[0].code(), forked[0].complaint());
    assertTrue(forked[0].complaint().contains("does not answer"), forked[0].complaint());
    assertEquals(1, forked[0].complaint().strip().lines().filter(l -> l.contains("fork")).count());
    outer.await(
        () -> outer.says("fork", "-t", "m:1").code() == 0, () -> "no fork after the restart");
    assertEquals(before + 1, containers());
  }

  @Test
  void anEngineThatHangsHoldsUpNothingElse() {
    session();
    outer.says(
        "new-session",
        "-d",
        "-s",
        "n",
        "--sandbox",
        "none",
        "--",
        "sh",
        "-c",
        "read l; echo =$l; cat");
    engine.hang();
    try {
      outer.shows("trying again");
      assertTrue(outer.screen().contains("on2e"), outer::screen);
      outer.keys("C-b", "?");
      outer.shows("fork this pane as it is now");
      outer.keys("Escape");
      assertEquals(0, outer.says("send-keys", "-t", "n:", "typed", "Enter").code());
      assertEquals(0, outer.says("wait-for", "text", "=typed", "-t", "n:").code());
      for (List<String> line : NEED_THE_ENGINE) {
        Exit refused = outer.says(Duration.ofSeconds(60), line.toArray(String[]::new));
        assertEquals(127, refused.code(), line + refused.complaint());
        assertTrue(refused.complaint().contains("restart it"), refused.complaint());
        assertEquals(1, refused.complaint().strip().lines().count(), refused.complaint());
      }
    } finally {
      engine.goOn();
    }
    outer.await(() -> !outer.screen().contains("trying again"), outer::screen);
    outer.keys("cat file", "Enter");
    outer.shows("kept");
  }

  @Test
  void aHangingEngineDoesNotHoldUpKillServer() {
    session();
    engine.hang();
    try {
      Exit killed = outer.says(Duration.ofSeconds(60), "kill-server");
      assertEquals(0, killed.code(), killed.complaint());
      assertTrue(killed.text().contains("the next server ends 1 sandbox"), killed.text());
    } finally {
      engine.goOn();
    }
    assertTrue(outer.says("ls").text().endsWith(" (ended: attach starts it)\n"));
    outer.await(() -> containers() == 0, () -> engine.docker("ps", "-a").text());
  }

  @Test
  void whatKillServerCouldNotEndIsEndedWhenTheEngineAnswers() throws IOException {
    session();
    assertEquals(1, containers());
    engine.kill();
    outer.shows("does not answer");
    Exit killed = outer.says("kill-server");
    assertEquals(0, killed.code(), killed.complaint());
    assertTrue(killed.text().contains("the next server ends 1 sandbox"), killed.text());
    assertTrue(outer.says("ls").text().endsWith(" (ended: attach starts it)\n"));
    engine.start(true);
    outer.await(
        () -> engine.docker("ps", "-aq").text().isEmpty(), () -> engine.docker("ps", "-a").text());
    assertEquals(0, outer.says("fork", "attach", "1").code());
    assertEquals("kept\n", outer.says("exec", "--", "cat", "file").text());
  }

  @Test
  void killServerLeavesNothingInTheEngineAlsoWhereNoPaneRunsAnyMore() {
    session();
    outer.keys("C-b", "x");
    outer.shows("ended with 0");
    Exit killed = outer.says("kill-server");
    assertEquals(0, killed.code(), killed.complaint());
    assertEquals("", engine.docker("ps", "-aq").text());
  }

  private int containers() {
    return (int)
        engine.docker("ps", "-aq", "--filter", "label=agent-tui.sandbox").text().lines().count();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anEngineThatIsDownAtStartIsNamed() throws IOException {
    engine.kill();
    try {
      Exit refused = outer.says("new-session", "-d", "--sandbox", "docker");
      assertEquals(127, refused.code());
      assertTrue(refused.complaint().contains("start it"), refused.complaint());
      assertEquals(1, refused.complaint().strip().lines().count(), refused.complaint());
      assertEquals(127, outer.says("new-session", "-d").code());
      assertEquals("", outer.says("ls").text());
    } finally {
      engine.start(true);
    }
  }

  @Test
  void closingTheLastPaneOfAForkEndsItsContainerAndAttachBringsItBack() {
    session();
    outer.says("split-window", "-t", "m:1");
    assertEquals(0, outer.says("kill-pane", "-t", "m:1").code());
    assertEquals(1, containers());
    String fork = outer.says("fork", "list").text().strip().lines().toList().getLast();
    assertEquals(0, outer.says("kill-session", "m").code());
    outer.await(() -> containers() == 0, () -> "it still runs; " + fork);
    Exit attached = outer.says("fork", "attach", "1");
    assertEquals(0, attached.code(), attached.complaint());
    assertEquals("kept\n", outer.says("exec", "--", "cat", "file").text());
    assertEquals(0, outer.says("kill-server").code());
    assertEquals("", engine.docker("ps", "-q").text());
  }

  @Test
  void aCallerWhoIsRootIsNobodySpecialInside() {
    session();
    assertEquals("1000\n", outer.says("exec", "--", "id", "-u").text());
    outer.shows("━ root ━");
  }

  @Test
  void aSocketThatIsNotOpenToUsIsNamed() {
    Program.of("chown", "-R", "nobody", directory.toString()).run();
    List<String> line = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
    line.addAll(outer.program(List.of("new-session", "-d", "--sandbox", "docker")));
    Exit refused = Program.of(line).in(directory.resolve("repo")).env(outer.variables()).run();
    assertEquals(127, refused.code(), refused.complaint());
    assertTrue(refused.complaint().contains("usermod -aG docker"), refused.complaint());
    assertEquals(1, refused.complaint().strip().lines().count(), refused.complaint());
  }
}
