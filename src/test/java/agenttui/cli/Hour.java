package agenttui.cli;

import agenttui.command.PaneFacts;
import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A scripted hour at the packaged program in a real tmux: a [Typist] does what keys, mouse and
/// sizes allow, and after each few steps is looked at what must hold whatever was done: the logs
/// know of no exception, the program answers, the panes tile their window, the focus is on a pane
/// that shows, and the screen is what a terminal that has just attached draws.
///
/// By hand, after `mvn package`; the same seed does the same again:
///
/// ```
/// java -cp target/test-classes:target/classes:$(cat target/test.path) agenttui.cli.Hour MINUTES SEED
/// ```
///
/// `-Dhour.tape=FILE` keeps what each terminal was sent, in `FILE.a` and so on.
final class Hour implements AutoCloseable {
  private static final int BATCH = 10;
  private static final String ESCAPE = "\033[27u";
  private static final List<String> TOOLS = List.of("seq", "cat", "clear", "stty", "sleep", "head");

  private final Path ground;
  private final long seed;
  private final PrintStream out;
  private final Typist typist;
  private final Outer outer;
  private final Glass first;
  private final Glass second;
  private final Glass guest;
  private final Deque<String> last = new ArrayDeque<>();
  private int columns = 120;
  private int rows = 35;
  private int steps;
  private int checks;
  private int starts;
  private boolean closed;

  Hour(Path ground, long seed, PrintStream out) throws IOException {
    this.ground = ground;
    this.seed = seed;
    this.out = out;
    typist = new Typist(seed);
    outer = new Outer(ground, ground, Map.of("SHELL", shell(), "DOCKER_HOST", "unix:///nowhere"));
    String name = "hour" + ProcessHandle.current().pid() + "-" + seed;
    first = new Glass(name + "a", outer.variables());
    second = new Glass(name + "b", outer.variables());
    guest = new Glass(name + "c", outer.variables());
  }

  /// Runs it, and exits with 1 when something did not hold.
  public static void main(String[] words) throws IOException {
    long minutes = Long.parseLong(words[0]);
    long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime() % 100_000;
    Path ground = Files.createTempDirectory("hour");
    int code = 0;
    try (Hour hour = new Hour(ground, seed, System.out)) {
      Runtime.getRuntime().addShutdownHook(new Thread(hour::close));
      hour.run(Duration.ofMinutes(minutes));
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
      code = 1;
    }
    try (Stream<Path> files = Files.walk(ground)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    System.exit(code);
  }

  /// A shell that finds nothing but a few harmless programs: what is typed means nothing.
  private String shell() throws IOException {
    Path tools = Files.createDirectories(ground.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    Path shell = ground.resolve("shell");
    Files.writeString(shell, "#!/bin/sh\nPATH=" + tools + " PS1='> ' exec /bin/sh\n");
    shell.toFile().setExecutable(true);
    return shell.toString();
  }

  /// Goes on for so long.
  ///
  /// @throws AssertionError with seed and steps when something does not hold
  void run(Duration time) {
    out.println("seed " + seed);
    long end = System.nanoTime() + time.toNanos();
    begin();
    while (System.nanoTime() < end) {
      for (int i = 0; i < BATCH; i++) {
        step();
      }
      check();
      if (checks % 20 == 0) {
        out.printf("%d steps, %d checks, %d starts%n", steps, checks, starts);
      }
    }
    out.printf("seed %d: %d steps, %d checks, %d starts: all held%n", seed, steps, checks, starts);
  }

  private void begin() {
    starts++;
    Optional<String> there = session();
    if (there.isEmpty()) {
      // No server begins on settings that are broken.
      configure("");
    }
    first.open(
        columns,
        rows,
        outer.program(
            there
                .map(name -> List.of("attach", name))
                .orElse(List.of("new-session", "-s", "main", "--sandbox", "none"))));
    awaits("a first frame", () -> !first.text().isBlank());
  }

  /// What the session that runs is called by now.
  private Optional<String> session() {
    return outer
        .says("ls")
        .text()
        .lines()
        .filter(line -> line.contains(": ") && !line.contains("(ended"))
        .map(line -> line.substring(0, line.indexOf(": ")))
        .findFirst();
  }

  private void step() {
    Typist.Step step = typist.next();
    steps++;
    last.addLast(steps + " " + step);
    if (last.size() > 3 * BATCH) {
      last.removeFirst();
    }
    if (step instanceof Typist.Step.Guest(Typist.Step of)) {
      guest(of);
    } else {
      take(first, step);
    }
    rest(30);
  }

  /// The second terminal comes when it is first used, and again after it was left.
  private void guest(Typist.Step step) {
    if (!guest.open() || guest.end().startsWith("ended with")) {
      guest.open(90, 28, outer.program(List.of("attach")));
      awaits("the guest's first frame", () -> !guest.text().isBlank());
    }
    take(guest, step);
  }

  private void take(Glass glass, Typist.Step step) {
    switch (step) {
      case Typist.Step.Keys keys -> glass.keys(keys.keys());
      case Typist.Step.Bytes bytes -> glass.bytes(bytes.text());
      case Typist.Step.Resize size -> {
        if (glass == first) {
          columns = size.columns();
          rows = size.rows();
        }
        glass.resize(size.columns(), size.rows());
      }
      case Typist.Step.Guest guests -> guest(guests.step());
      case Typist.Step.Configure settings -> configure(settings.toml());
    }
  }

  private void configure(String toml) {
    try {
      Files.writeString(ground.resolve("c/agent-tui/config.toml"), toml);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void check() {
    checks++;
    // A sheet may still be on its way: keys that come before it go to the program. And whatever
    // the guest typed is done: who typed last says how large the panes are.
    if (guest.open()) {
      settled(guest);
    }
    settled();
    // Whatever is open or half done is left; a key to a program does not matter.
    for (int i = 0; i < 4; i++) {
      first.bytes(ESCAPE);
    }
    unlock();
    String shown = settled();
    logs(shown);
    String end = first.end();
    if (end.startsWith("ended with")) {
      holds(end.equals("ended with 0"), "the client " + end + ":\n" + first.text());
      begin();
      shown = settled();
    }
    geometry(panes());
    fresh();
    logs(shown);
  }

  /// A fresh terminal is never locked. Where there is no hint rule, the mode does not show.
  private void unlock() {
    boolean hidden = rows < 12 || columns < 60;
    if (hidden) {
      first.resize(120, 35);
    }
    if (settled().contains("LOCKED")) {
      first.keys(List.of("C-b", "L"));
    }
    if (hidden) {
      first.resize(columns, rows);
    }
  }

  private void logs(String shown) {
    holds(!shown.contains("internal error"), "an internal error is shown:\n" + first.text());
    for (String file : List.of("server.log", "client.log")) {
      Path log = ground.resolve("s/agent-tui/log").resolve(file);
      try {
        if (Files.exists(log)) {
          String text = Files.readString(log);
          boolean fault = text.contains(" ERROR ") || text.contains("Exception");
          int at = Math.max(text.indexOf(" ERROR "), text.indexOf("Exception"));
          holds(
              !fault,
              file
                  + ": "
                  + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 2500)));
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private List<PaneFacts> panes() {
    CompletableFuture<Exit> answer =
        CompletableFuture.supplyAsync(
            () -> outer.direct().says(Duration.ofSeconds(20), "list-panes", "--json"));
    try {
      Exit exit = answer.get(20, TimeUnit.SECONDS);
      holds(exit.ok(), "list-panes: " + exit.complaint());
      return Arrays.asList(Json.read(exit.text(), PaneFacts[].class));
    } catch (ExecutionException | TimeoutException e) {
      throw fault("the program does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("interrupted");
    }
  }

  private void geometry(List<PaneFacts> panes) {
    List<PaneFacts> focused = panes.stream().filter(PaneFacts::focused).toList();
    holds(focused.size() == 1, "not one pane has the focus: " + places(panes));
    boolean small = columns < 40 || rows < 10;
    holds(
        small || focused.getFirst().left() >= 0,
        "the focus is on a pane that does not show: " + places(panes));
    Map<Integer, List<PaneFacts>> windows =
        panes.stream().collect(Collectors.groupingBy(PaneFacts::window));
    windows.forEach((window, all) -> {
      List<PaneFacts> shown = all.stream().filter(pane -> pane.left() >= 0).toList();
      if (!shown.isEmpty()) {
        Tiles tiles = Tiles.of(shown);
        holds(tiles.apart(), "panes overlap: " + places(all));
        holds(shown.size() < all.size() || tiles.whole(), "a gap between panes: " + places(all));
        if (!small && window == focused.getFirst().window()) {
          int height = rows - (rows >= 12 ? 2 : 1);
          // Of a pane without room there is a title, or nothing: it does not count as shown.
          boolean crowded =
              shown.size() < all.size() && Math.min(height / 2, columns / 10) < all.size();
          holds(
              crowded || (tiles.left() == 0 && tiles.top() == 1 && tiles.bottom() == 1 + height),
              "panes do not fill " + columns + "×" + rows + ": " + places(all));
        }
      }
    });
  }

  private static String places(List<PaneFacts> panes) {
    return panes.stream()
        .map(pane ->
            "%d.%d %d,%d %d×%d%s"
                .formatted(
                    pane.window(),
                    pane.number(),
                    pane.left(),
                    pane.top(),
                    pane.columns(),
                    pane.rows(),
                    pane.focused() ? "*" : ""))
        .collect(Collectors.joining("; "));
  }

  /// A second terminal attaches: it begins where the first one is, and so must show the same.
  private void fresh() {
    second.open(columns, rows, outer.program(List.of("attach")));
    String[] looks = {"", " "};
    long end = System.nanoTime() + 12_000_000_000L;
    while (!looks[0].equals(looks[1])) {
      if (System.nanoTime() > end) {
        throw fault(
            "a fresh terminal shows something else:\n"
                + difference(looks[0], looks[1])
                + "\nfirst:\n"
                + first.text()
                + "\nsecond:\n"
                + second.text());
      }
      rest(100);
      looks[0] = first.looks();
      looks[1] = second.looks();
    }
    second.close();
  }

  private static String difference(String one, String other) {
    String[] a = one.split("\n", -1);
    String[] b = other.split("\n", -1);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      String left = i < a.length ? a[i] : "";
      String right = i < b.length ? b[i] : "";
      if (!left.equals(right)) {
        all.append(i).append(" - ").append(left.replace("\033", "^[")).append('\n');
        all.append(i).append(" + ").append(right.replace("\033", "^[")).append('\n');
      }
    }
    return all.toString();
  }

  private String settled() {
    return settled(first);
  }

  private String settled(Glass glass) {
    String before = "";
    long end = System.nanoTime() + 20_000_000_000L;
    int same = 0;
    while (same < 3) {
      if (System.nanoTime() > end) {
        throw fault("it never stands still");
      }
      String now = glass.looks();
      same = now.equals(before) ? same + 1 : 0;
      before = now;
      rest(80);
    }
    return before;
  }

  private void awaits(String what, java.util.function.BooleanSupplier holds) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw fault(what + " did not come");
      }
      rest(100);
    }
  }

  private static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void holds(boolean it, String otherwise) {
    if (!it) {
      throw fault(otherwise);
    }
  }

  private AssertionError fault(String what) {
    return new AssertionError(
        "seed %d, step %d, %d×%d: %s%nthe last steps:%n%s"
            .formatted(
                seed,
                steps,
                columns,
                rows,
                what,
                String.join("\n", last).replace("\033", "^[").replace("\r", "⏎")));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    first.close();
    second.close();
    guest.close();
    outer.close();
  }
}
