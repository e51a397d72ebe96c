package agenttui.cli;

import static agenttui.cli.Grounds.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.PaneFacts;
import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /// Ends what a pane's first program has started, and lets that go on.
  private static final String END_AGENT =
      "ps -eo pid=,sid=,tty= | awk '$3 != \"?\" && $1 != $2 {print $1}' | xargs kill -KILL;"
          + " ps -eo pid=,sid=,tty= | awk '$3 != \"?\" && $1 == $2 {print $1}' | xargs kill -CONT";

  /// Lines of `seq` that make 20 MB.
  private static final int TWENTY_MEGABYTES = 2_700_000;

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory, RealAgents.VARIABLES);
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
    Exit exit = outer.says("capture-pane", "-p", "-J", "-S", "-", "-t", session + ":");
    done(exit);
    return exit.text();
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

  /// The flood goes on as fast as it can until it has been held, then a ring and a half long: so
  /// that lines from before the halt are still in the history when it ends.
  @Test
  void aServerThatStoodStillInAFloodMissesNothing() throws InterruptedException {
    String rest = "x".repeat(640);
    int more = 7_700;
    session(
        "m",
        "docker",
        700,
        """
        rest=$(printf %%0640d 0 | tr 0 x); i=0; last=$SECONDS; end=-1
        while [ $i -ne $end ]; do
          echo "$i $rest"; i=$((i + 1))
          [ $end -lt 0 ] && [ $((SECONDS - last)) -ge 3 ] && end=$((i + %d))
          last=$SECONDS
        done
        echo END $i; cat
        """
            .formatted(more));
    outer.await(() -> received("m") > 20_000_000, () -> "no flood: " + captured("m"));
    ProcessHandle server = outer.server();
    outer.signal("STOP", server);
    // What is tested: longer than the silence that the keeper takes for a loss.
    Thread.sleep(8_000);
    outer.signal("CONT", server);
    assertEquals(0, outer.says("wait-for", "text", "END", "-t", "m:").code());
    List<String> lines = stripped(captured("m")).lines().toList();
    assertTrue(
        lines.getLast().startsWith("END "),
        () -> lines.size() + " lines, the last is " + lines.getLast());
    int count = Integer.parseInt(lines.getLast().substring("END ".length()));
    assertTrue(lines.size() > more + 1_000, "only " + lines.size() + " lines are kept");
    String wanted =
        IntStream.range(count + 1 - lines.size(), count)
            .mapToObj(i -> i + " " + rest + "\n")
            .collect(Collectors.joining());
    assertSame(wanted + "END " + count, String.join("\n", lines));
    long bytes =
        IntStream.range(0, count).mapToLong(i -> ("" + i).length() + rest.length() + 3).sum();
    assertEquals(bytes + ("END " + count + "\r\n").length(), received("m"));
  }

  /// How many bytes of a session's only pane have been shown.
  private long received(String session) {
    Exit exit = outer.says("list-panes", "-t", session, "--json");
    return Json.read(exit.out(), PaneFacts[].class)[0].received();
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
  void afterTwentyMegabytesEachAgentIsAsItWasWhenTheServerIsKilled() {
    Set<String> agents = RealAgents.MARKS.keySet();
    agents.forEach(this::flooded);
    Map<String, String> before = new LinkedHashMap<>();
    agents.forEach(agent -> before.put(agent, stopped(agent)));
    String panes = panes();
    assertTrue(panes.contains("?2004") && panes.contains("?1049"), panes);
    outer.kill9(outer.server());
    agents.forEach(agent -> assertEquals(before.get(agent), looks(agent)));
    // Also their titles, modes and cursors.
    assertEquals(panes, panes());
    agents.forEach(this::assertHistoryIsWhole);
  }

  /// All that is said of panes but what their programs do: a new server finds that out anew.
  private String panes() {
    String all = outer.says("list-panes", "-a", "--json").text();
    return all.replaceAll("\"(state|reason|since)\" : \".*\"", "");
  }

  /// A session with an agent that starts behind a flood in the same pane.
  private void flooded(String agent) {
    List<String> place = List.of("--sandbox", "docker", "--network", "none");
    List<String> line = new ArrayList<>(List.of("new-session", "-d", "-s", agent));
    line.addAll(List.of("-x", "160", "-y", "40", "--agent", agent));
    line.addAll(place);
    done(outer.says(Duration.ofMinutes(2), line.toArray(String[]::new)));
    String script =
        "seq 1 %d; %s; printf '\\033[?1049l\\nleft\\n'; cat"
            .formatted(TWENTY_MEGABYTES, RealAgents.commandLine(agent));
    done(outer.says("split-window", "-t", agent + ":1", "--", "bash", "-c", script));
    done(outer.says("kill-pane", "-t", agent + ":1"));
  }

  /// Waits until an agent's first screen stands still, stops it, and gives what it shows: agents
  /// change their screens by themselves, now and then, and shall not while they are compared.
  private String stopped(String agent) {
    String mark = RealAgents.MARKS.get(agent);
    Exit shown =
        outer.says(
            Duration.ofMinutes(2), "wait-for", "text", mark, "-t", agent + ":", "--timeout", "90");
    assertEquals(0, shown.code(), () -> agent + ":\n" + captured(agent));
    outer.says("wait-for", "quiet", "2", "-t", agent + ":", "--timeout", "20");
    done(outer.says("exec", "-t", agent + ":", "--", "sh", "-c", STOP_PANES));
    done(outer.says("wait-for", "quiet", "0.3", "-t", agent + ":"));
    return looks(agent);
  }

  /// Ends the agent, so that the flood's screen shows again, and reads the numbers off it.
  private void assertHistoryIsWhole(String agent) {
    done(outer.says("exec", "-t", agent + ":", "--", "sh", "-c", END_AGENT));
    printed(agent, "left");
    List<Integer> numbers =
        captured(agent)
            .lines()
            .filter(line -> line.matches("\\d{7}"))
            .map(Integer::valueOf)
            .toList();
    assertTrue(numbers.size() > 9_000, agent + ": " + numbers.size() + " numbers are left");
    int first = TWENTY_MEGABYTES - numbers.size() + 1;
    assertEquals(IntStream.rangeClosed(first, TWENTY_MEGABYTES).boxed().toList(), numbers);
  }

  private String looks(String session) {
    return outer.says("capture-pane", "-e", "-p", "-S", "-", "-t", session + ":").text();
  }
}
