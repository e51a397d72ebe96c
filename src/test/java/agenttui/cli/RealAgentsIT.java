package agenttui.cli;

import static agenttui.cli.Grounds.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.PaneFacts;
import agenttui.docker.Engine;
import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real agents, vim and less in containers, shown by the packaged program: each screen is cell
/// by cell that of xterm.js fed with the very bytes that the pane received. No account and no
/// network: what stands there before the first question is compared.
@Tag("engine")
@Tag("slow")
class RealAgentsIT {
  /// Where what each pane received and showed is kept, to be looked at after a failure.
  private static final Path KEPT = Path.of("target/real-agents").toAbsolutePath();

  private static final int SHOWN = 12;

  private static final List<String> PLACE = List.of("--sandbox", "docker", "--network", "none");

  /// Starting an agent takes up to a minute where others keep the machine busy.
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;
  private Engine engine;
  private final SequencedMap<String, Seen> panes = new LinkedHashMap<>();

  /// A pane with the sizes that it had, each with the count of bytes that had come before it.
  private record Seen(String name, List<PaneFacts> sizes) {
    PaneFacts last() {
      return sizes.getLast();
    }
  }

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory, RealAgents.VARIABLES);
    outer = installation.outer();
    engine = installation.engine();
    Path repository = directory.resolve("repo");
    String source =
        IntStream.rangeClosed(1, 200)
            .mapToObj(i -> "\tint wide_%d = \"日本語 é %d\"; // Ünïcode\n".formatted(i, i * i))
            .collect(Collectors.joining());
    Files.writeString(repository.resolve("source.c"), source);
    done(Program.of("git", "add", ".").in(repository).run());
    List<String> author = List.of("-c", "user.name=A", "-c", "user.email=a@example.org");
    List<String> commit = new ArrayList<>(List.of("git"));
    commit.addAll(author);
    commit.addAll(List.of("commit", "-qm", "Add a source file"));
    done(Program.of(commit).in(repository).run());
  }

  @AfterEach
  void stop() {
    engine.close();
    installation.close();
  }

  @Test
  void aFirstScreenAloneIsThatOfXterm() throws Exception {
    for (String agent : RealAgents.MARKS.keySet()) {
      alone(agent, "--agent", agent);
    }
    alone("vim", "--", "vim", "-R", "+set number hlsearch", "+/wide_4", "source.c");
    alone("less", "--", "sh", "-c", "git log -p --color=always | less -RN");
    panes.values().forEach(this::settled);
    assertSameAsXterm();
  }

  @Test
  void firstScreensOfFourAgentsInOneSessionAreThoseOfXtermAlsoAfterResizing() throws Exception {
    for (String agent : RealAgents.MARKS.keySet()) {
      String[] first = {"new-session", "-d", "-x", "200", "-y", "60"};
      List<String> line = new ArrayList<>(panes.isEmpty() ? List.of(first) : List.of("fork"));
      line.addAll(panes.isEmpty() ? PLACE : List.of());
      line.addAll(List.of("--agent", agent));
      // Nothing shall come while others are opened: each new size is at a known byte.
      settled(opened(agent, line));
    }
    done(outer.says("select-layout", "tiled"));
    resized();
    assertSameAsXterm();
  }

  /// Opens a session for one program; nothing changes its size, so others may start meanwhile.
  private void alone(String name, String... program) {
    List<String> line = new ArrayList<>(List.of("new-session", "-d", "-s", name));
    line.addAll(List.of("-x", "120", "-y", "35"));
    line.addAll(PLACE);
    line.addAll(List.of(program));
    opened(name, line);
  }

  private Seen opened(String name, List<String> line) {
    List<String> before = facts().stream().map(PaneFacts::id).toList();
    done(outer.says(LONG, line.toArray(String[]::new)));
    PaneFacts fresh =
        facts().stream().filter(p -> !before.contains(p.id())).findFirst().orElseThrow();
    resized();
    Seen seen = new Seen(name, new ArrayList<>(List.of(fresh)));
    panes.put(name, seen);
    return seen;
  }

  private List<PaneFacts> facts() {
    Exit exit = outer.says("list-panes", "-a", "--json");
    return exit.code() == 0 ? Arrays.asList(Json.read(exit.out(), PaneFacts[].class)) : List.of();
  }

  /// Remembers new sizes, and lets the programs see them: one that stood still over two sizes would
  /// not draw itself anew, and terminals differ in what they keep of cells that were cut off.
  private void resized() {
    List<Seen> changed = new ArrayList<>();
    for (PaneFacts now : facts()) {
      for (Seen seen : panes.values()) {
        PaneFacts last = seen.last();
        boolean other = now.columns() != last.columns() || now.rows() != last.rows();
        if (now.id().equals(last.id()) && other) {
          seen.sizes().add(now);
          changed.add(seen);
        }
      }
    }
    changed.forEach(seen -> signal(seen, "CONT"));
    changed.forEach(this::settled);
  }

  /// Waits until the screen is there and stands still, then stops the program.
  private void settled(Seen seen) {
    String id = seen.last().id();
    String mark = RealAgents.MARKS.getOrDefault(seen.name(), "wide_4");
    Exit shown = outer.says(LONG, "wait-for", "text", mark, "-t", id, "--timeout", "90");
    assertEquals(0, shown.code(), () -> seen.name() + ":\n" + capture(id) + shown.complaint());
    outer.says("wait-for", "quiet", "2", "-t", id, "--timeout", "20");
    signal(seen, "STOP");
    done(outer.says("wait-for", "quiet", "0.3", "-t", id));
  }

  private void signal(Seen seen, String signal) {
    String all = "ps -eo pid=,tty= | awk '$2 != \"?\" {print $1}' | xargs kill -" + signal;
    done(outer.says("exec", "-t", seen.last().id(), "--", "sh", "-c", all));
  }

  private String capture(String id) {
    return outer.says("capture-pane", "-e", "-t", id).text();
  }

  private void assertSameAsXterm() throws Exception {
    Map<String, String> shown = new LinkedHashMap<>();
    panes.forEach((name, seen) -> shown.put(name, capture(seen.last().id())));
    outer.kill9(outer.server());
    Files.createDirectories(KEPT);
    List<String> differences = new ArrayList<>();
    for (Seen seen : panes.values()) {
      PaneFacts last = seen.last();
      String container = "agent-tui-%s-%s".formatted(engine.owner(), last.sandbox());
      byte[] bytes = PaneBytes.of(engine, container, last.pty());
      Xterm xterm = xterm(seen, bytes);
      xterm.keep(KEPT.resolve(seen.name() + ".json"));
      Files.writeString(KEPT.resolve(seen.name() + ".screen"), shown.get(seen.name()));
      Xterm.Shown wanted = xterm.shown();
      Xterm.Shown got =
          new Xterm(last.columns(), last.rows()).feedRows(shown.get(seen.name())).shown();
      assertTrue(wanted.written() > 100, seen.name() + " shows nothing");
      List<String> here = wanted.differences(got);
      here.stream().limit(SHOWN).forEach(each -> differences.add(seen.name() + " " + each));
      if (here.size() > SHOWN) {
        differences.add(seen.name() + ": " + here.size() + " cells, see " + KEPT);
      }
    }
    assertEquals(List.of(), differences);
    assertSameAfterRestart(shown);
  }

  /// The next server takes the panes over: the same screens, and titles that say how each sandbox
  /// is protected.
  private void assertSameAfterRestart(Map<String, String> shown) {
    for (Seen seen : panes.values()) {
      String before = shown.get(seen.name());
      outer.await(
          () -> capture(seen.last().id()).equals(before),
          () -> seen.name() + " shows\n" + capture(seen.last().id()) + "\nnot\n" + before);
    }
    outer.terminal("attach", panes.firstEntry().getValue().last().session());
    outer.shows("no net");
    outer.shows(panes.firstEntry().getKey());
  }

  /// An xterm.js that went through the same sizes with the same bytes.
  private static Xterm xterm(Seen seen, byte[] bytes) {
    PaneFacts first = seen.sizes().getFirst();
    Xterm xterm = new Xterm(first.columns(), first.rows());
    int from = 0;
    for (PaneFacts size : seen.sizes().subList(1, seen.sizes().size())) {
      int to = Math.toIntExact(size.received());
      xterm.feed(Arrays.copyOfRange(bytes, from, to)).resize(size.columns(), size.rows());
      from = to;
    }
    return xterm.feed(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
