package agenttui.cli;

import agenttui.command.PaneFacts;
import agenttui.docker.Engine;
import agenttui.store.Directories;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Eight real agents at work for as long as is asked, two of each kind, in containers, against the
/// scripted model, while everything that might leak is measured each 10 seconds: whether anything
/// grows is in [SoakReport]. Meanwhile the agents' own questions are answered through `approvals`,
/// each few minutes a pane is forked with its conversation and the fork cleaned, and the client on
/// a terminal of 400×110 leaves and comes back.
///
/// By hand, with an engine, as root, after `mvn package`:
///
/// ```
/// java -cp target/test-classes:target/classes:$(cat target/test.path) agenttui.cli.Soak MINUTES OUT
/// ```
///
/// where `mvn dependency:build-classpath -Dmdep.outputFile=target/test.path` has written the path.
/// OUT gets the samples, the table, what went wrong and the heap's first and last histogram. It
/// ends by itself and removes all that it made. With OUT alone it prints the table of the samples
/// there: of a run that goes on, or was ended.
final class Soak {
  /// What a keeper keeps of a pane's output at most, in bytes.
  private static final long RING = 4 << 20;

  private static final Duration SAMPLE = Duration.ofSeconds(10);
  private static final Duration HEAP = Duration.ofMinutes(1);
  private static final Duration ATTACH = Duration.ofSeconds(90);
  private static final Duration FORK = Duration.ofMinutes(3);
  private static final Duration SET_UP = Duration.ofMinutes(12);

  /// More rows than the server remembers of each kind.
  private static final int ROWS = 1_050;

  static final String SESSION = "soak";

  private final AgentRig rig;
  private final Duration time;
  private final SoakReport report;
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger forks = new AtomicInteger();
  private final List<String> panes = new ArrayList<>();
  private volatile boolean over;
  private volatile boolean forking;
  private int forker;
  private Instant lastFork = Instant.now();

  private Soak(AgentRig rig, Duration time, SoakReport report) {
    this.rig = rig;
    this.time = time;
    this.report = report;
  }

  /// Runs it.
  public static void main(String[] words) throws IOException {
    if (words.length == 1) {
      SoakReport.read(Path.of(words[0])).finish("of a run that goes on or was ended");
      return;
    }
    if (words.length != 2 || !words[0].matches("[1-9][0-9]{0,3}")) {
      System.err.println("usage: Soak [MINUTES] OUT");
      System.exit(2);
    }
    Duration time = Duration.ofMinutes(Long.parseLong(words[0]));
    Path out = Files.createDirectories(Path.of(words[1]));
    Path ground = Files.createTempDirectory("soak");
    AgentRig rig = AgentRig.in(ground, "soak");
    Thread clean = new Thread(() -> clean(rig, ground));
    Runtime.getRuntime().addShutdownHook(clean);
    Thread.ofPlatform().daemon().start(() -> endAfter(time.plus(SET_UP)));
    int code = 4;
    try {
      code = new Soak(rig, time, SoakReport.start(out)).run() ? 1 : 0;
    } catch (AssertionError | RuntimeException | IOException e) {
      e.printStackTrace();
    }
    System.exit(code);
  }

  /// Whatever hangs, it does not run for ever.
  private static void endAfter(Duration limit) {
    rest(limit);
    System.err.println("it is not done after " + limit);
    System.exit(3);
  }

  private static void clean(AgentRig rig, Path ground) {
    rig.close();
    try (Stream<Path> files = Files.walk(ground)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left: " + ground);
    }
  }

  private boolean run() throws IOException {
    setUp();
    fill();
    long server = rig.outer().server().pid();
    Path state = Directories.of(rig.outer().variables()).state();
    try (Engine engine = rig.installation().engine()) {
      Gauges gauges = new Gauges(server, engine, state, this::kept);
      Thread.ofPlatform().daemon().name("answers").start(this::answer);
      for (int i = 0; i < panes.size(); i++) {
        Actor actor = Actor.values()[i % Actor.values().length];
        Runnable person = new SoakPane(rig, actor, panes.get(i), this);
        Thread.ofPlatform().daemon().name("person-" + i).start(person);
      }
      measure(gauges);
    }
    over = true;
    return report.finish(
        "%d minutes, %d turns of eight agents, %d forks made and cleaned"
            .formatted(time.toMinutes(), turns.get(), forks.get()));
  }

  private void setUp() {
    for (int i = 0; i < 2 * Actor.values().length; i++) {
      Actor actor = Actor.values()[i % Actor.values().length];
      String agent = actor.agent();
      if (panes.isEmpty()) {
        String line = "new-session -d -s soak -x 400 -y 110 --sandbox docker --agent " + agent;
        rig.done(List.of(line.split(" ")), actor);
        rig.directly();
      } else {
        rig.done(
            List.of("fork", "-t", panes.getFirst(), "--agent", agent, "--layout", "tiled"), actor);
      }
      String fresh = fresh();
      rig.shows(fresh, actor.ready());
      report.say(fresh + " is " + agent);
      panes.add(fresh);
    }
    attach();
  }

  /// The pane that was made last.
  private String fresh() {
    return rig.panes().stream()
        .map(PaneFacts::id)
        .filter(id -> !panes.contains(id))
        .findFirst()
        .orElseThrow();
  }

  private void fill() {
    rig.done("fork", "-t", panes.getFirst(), "--agent", "shell", "--layout", "tiled");
    String shell = fresh();
    String each = "make --version; curl -s -m 5 http://model.test/";
    rig.done(
        "send-keys",
        "-t",
        shell,
        "for i in $(seq " + ROWS + "); do " + each + "; done >/dev/null 2>&1; echo all is fil''led",
        "Enter");
    String[] filled = {"wait-for", "text", "all is filled", "-t", shell, "--timeout", "600"};
    Grounds.done(rig.outer().says(SET_UP, filled));
    rig.done("kill-pane", "-t", shell);
    rig.done("select-layout", "-t", SESSION, "tiled");
    report.say("filled");
  }

  /// What the keepers keep of the panes' output; ours is a lower bound, for the server may not have
  /// read the last of it.
  private long kept() {
    return rig.panes().stream().mapToLong(pane -> Math.min(pane.received(), RING)).sum();
  }

  private void attach() {
    rig.outer().terminal("attach", SESSION);
    rig.outer().resize(400, 110);
    rig.outer().shows("1 " + Actor.values()[0].agent());
  }

  private void measure(Gauges gauges) throws IOException {
    Instant start = Instant.now();
    Instant heap = start;
    Instant attached = start;
    for (Instant next = start; next.isBefore(start.plus(time)); next = next.plus(SAMPLE)) {
      rest(Duration.between(Instant.now(), next));
      if (Duration.between(attached, next).compareTo(ATTACH) >= 0) {
        attached = next;
        reattach();
      }
      Map<Gauge, Double> values = gauges.read();
      if (!heap.isAfter(next)) {
        heap = next.plus(HEAP);
        values.put(Gauge.SERVER_LIVE, gauges.live());
        report.classes(gauges.classes());
        report.say("%d turns, %d forks %s".formatted(turns.get(), forks.get(), values));
      }
      // A fork has its own containers and threads for its minute: when that falls is no slope.
      if (!forking) {
        report.sample(Duration.between(start, Instant.now()), values);
      }
    }
  }

  private void reattach() {
    try {
      rig.done("detach-client", "-s", SESSION);
      rig.outer().shows("ended with 0");
      attach();
    } catch (AssertionError e) {
      incident("the client does not come back: " + e);
    }
  }

  /// Answers what agents ask with the first choice, wherever it is asked.
  private void answer() {
    while (!over) {
      try {
        for (Map<?, ?> row : Json.read(rig.done("approvals", "--json"), Map[].class)) {
          if (row.get("choices") instanceof List<?> choices && !choices.isEmpty()) {
            // Another has answered meanwhile: then it says so, and nothing is lost.
            rig.says(
                "approvals", "choose", (String) row.get("id"), String.valueOf(choices.getFirst()));
          }
        }
      } catch (AssertionError | RuntimeException e) {
        incident("answers: " + e);
      }
      rest(Duration.ofMillis(1_500));
    }
  }

  /// Whether the time is over.
  boolean isOver() {
    return over;
  }

  /// A turn of work is done.
  void turned() {
    turns.incrementAndGet();
  }

  /// A fork begins.
  void forking() {
    forking = true;
  }

  /// A fork is gone again.
  void forked() {
    forking = false;
    forks.incrementAndGet();
  }

  /// Whether this pane is to be forked now: each after the other, and never two at a time.
  synchronized boolean forks(String pane) {
    boolean due = Instant.now().isAfter(lastFork.plus(FORK));
    if (!due || over || !panes.get(forker % panes.size()).equals(pane)) {
      return false;
    }
    forker++;
    lastFork = Instant.now();
    return true;
  }

  /// Something went otherwise than a person would have it.
  void incident(String what) {
    if (!over) {
      report.incident(what);
    }
  }

  /// Does nothing for a while.
  static void rest(Duration duration) {
    try {
      Thread.sleep(duration.isNegative() ? Duration.ZERO : duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
