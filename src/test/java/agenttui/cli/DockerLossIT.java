package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Panes in real containers whose server is slow, stands still, or is killed.
@Tag("engine")
class DockerLossIT {
  /// Stops all processes of a container whose input is a terminal: those of panes.
  private static final String STOP_PANES =
      "for p in /proc/[0-9]*; do case $(readlink $p/fd/0) in /dev/pts/*) kill -STOP ${p#/proc/};;"
          + " esac; done; exit 0";

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private void session(String name, String sandbox, int columns, String script) {
    Exit started =
        outer.says(
            "new-session",
            "-d",
            "-s",
            name,
            "-x",
            "" + columns,
            "-y",
            "30",
            "--sandbox",
            sandbox,
            "--network",
            "none",
            "--",
            "bash",
            "--norc",
            "-c",
            script);
    assertEquals(0, started.code(), started.complaint());
  }

  private String captured(String session) {
    return outer.says("capture-pane", "-p", "-J", "-S", "-", "-t", session + ":").text();
  }

  /// Waits until a line has come by.
  private void printed(String session, String line) {
    outer.await(
        () -> captured(session).contains("\n" + line),
        () -> "no " + line + " in\n" + captured(session));
  }

  /// Prints `count` numbered lines, some hundreds a second, then END, and stays.
  private static String counting(int count, int each, String rest) {
    return "for ((i = 0; i < %d; i++)); do echo \"$i %s\"; ((i %% %d)) || sleep 0.02; done; echo END; cat"
        .formatted(count, rest, each);
  }

  private static String counted(int count, String rest) {
    return IntStream.range(0, count)
            .mapToObj(i -> i + " " + rest)
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"))
        + "\nEND";
  }

  private static String stripped(String capture) {
    return capture.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
  }

  /// Equality of many lines, whose message is about the first that differs.
  private static void assertSame(String wanted, String got) {
    List<String> left = wanted.lines().toList();
    List<String> right = got.lines().toList();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      assertEquals(left.get(i), right.get(i), "line " + i);
    }
    assertEquals(left.size(), right.size());
  }

  @Test
  void interruptOfAFloodGivesThePromptBack() {
    session("m", "docker", 120, "PS1='at \\# > ' exec bash --norc --noediting -i");
    List<Duration> took = new ArrayList<>();
    try (Watched terminal =
        new Watched(directory, outer.program(List.of("attach", "m")), outer.variables())) {
      terminal.until("at 1 >");
      for (int i = 1; i <= 20; i++) {
        terminal.type("yes flood" + i + "\r");
        terminal.until("flood" + i, 20);
        terminal.type("\003");
        took.add(terminal.until("at " + (i + 1) + " >"));
      }
    }
    Collections.sort(took);
    System.out.printf(
        "Ctrl-C on a flood: median %d ms, best %d, worst %d%n",
        took.get(10).toMillis(), took.getFirst().toMillis(), took.getLast().toMillis());
  }

  @Test
  void aServerThatStoodStillInAFloodMissesNothing() throws InterruptedException {
    String rest = "x".repeat(500);
    session("m", "docker", 620, counting(9_000, 30, rest));
    printed("m", "500 x");
    ProcessHandle server = outer.server();
    outer.signal("STOP", server);
    // What is tested: longer than the silence that the keeper takes for a loss.
    Thread.sleep(8_000);
    outer.signal("CONT", server);
    assertEquals(0, outer.says("wait-for", "text", "END", "-t", "m:").code());
    assertSame(counted(9_000, rest), stripped(captured("m")));
  }

  @Test
  void aKilledServerLosesNoNumberOfTwoPanes() {
    session("d", "docker", 80, counting(6_000, 20, "docker"));
    session("l", "local", 80, counting(6_000, 20, "local"));
    printed("d", "1000 docker");
    outer.kill9(outer.server());
    printed("l", "3000 local");
    outer.kill9(outer.server());
    assertEquals(0, outer.says("wait-for", "text", "END", "-t", "d:").code());
    assertEquals(0, outer.says("wait-for", "text", "END", "-t", "l:").code());
    assertSame(counted(6_000, "docker"), stripped(captured("d")));
    assertSame(counted(6_000, "local"), stripped(captured("l")));
    assertTrue(outer.says("ls").text().contains("d: 1 pane"));
  }

  @Test
  @Tag("slow")
  void agentsLookAsBeforeAfterTheServerWasKilled() {
    List<String> agents = List.of("claude", "codex", "opencode", "gemini");
    Exit installed =
        outer.says(
            Duration.ofMinutes(10),
            "setup",
            "--yes",
            "--with",
            "claude",
            "--with",
            "codex",
            "--with",
            "opencode",
            "--with",
            "gemini");
    assertEquals(0, installed.code(), installed.complaint());
    for (String agent : agents) {
      Exit started =
          outer.says(
              "new-session",
              "-d",
              "-s",
              agent,
              "-x",
              "160",
              "-y",
              "40",
              "--sandbox",
              "docker",
              "--agent",
              agent);
      assertEquals(0, started.code(), started.complaint());
    }
    List<String> before = new ArrayList<>();
    for (String agent : agents) {
      outer.await(
          () -> captured(agent).lines().filter(line -> !line.isBlank()).count() > 3,
          () -> agent + " shows nothing: " + captured(agent));
      assertEquals(0, outer.says("wait-for", "quiet", "3", "-t", agent + ":").code());
      // Agents change their screens by themselves, now and then: not while they are compared.
      Exit stopped = outer.says("exec", "-t", agent + ":", "--", "sh", "-c", STOP_PANES);
      assertEquals(0, stopped.code(), stopped.complaint());
      assertEquals(0, outer.says("wait-for", "quiet", "1", "-t", agent + ":").code());
      before.add(looks(agent));
    }
    String titles = outer.says("list-panes", "-a", "--json").text();
    assertFalse(outer.says("list-panes", "-a").text().contains("(exit"), before.toString());
    outer.kill9(outer.server());
    for (int i = 0; i < agents.size(); i++) {
      assertEquals(before.get(i), looks(agents.get(i)));
    }
    assertEquals(titles, outer.says("list-panes", "-a", "--json").text());
  }

  private String looks(String session) {
    return outer.says("capture-pane", "-e", "-p", "-S", "-", "-t", session + ":").text();
  }
}
