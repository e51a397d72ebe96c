package agenttui.server;

import agenttui.command.PaneFacts;
import agenttui.config.ConfigFile;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.find.Finds;
import agenttui.store.Directories;
import agenttui.store.Endpoint;
import agenttui.store.Json;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// How long palette, picker, help and `/` take with a hundred panes of ten thousand lines, from the
/// key to the frame that shows it, and what that costs in memory: the packaged program, sandbox
/// `none`, a real socket, a client that decodes its frames. Then the slices of a search, one by
/// one, in this JVM. With `long` instead: full rows in many colours, more than the heap holds; what
/// the server keeps of them.
///
/// By hand, after `mvn package`, from the checkout; prints tables:
///
/// ```
/// java -XX:+UseSerialGC -Xms16m -Xmn8m -Xmx400m -cp target/test-classes:target/classes:$(cat target/test.path) agenttui.server.ManyPanesBench [PANES [LINES [slices|long]]]
/// ```
final class ManyPanesBench {
  private static final int ROUNDS = 60;
  private static final int WARM = 25;
  private static final Size SCREEN = new Size(160, 45);
  private static final String ESCAPE = "\033[27u";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// A program's output: mostly plain, every fifth line in colours, some with letters beyond ASCII
  /// or wider than the pane. One line in a thousand has a rare word, one of all a single one.
  private static final String FILL =
      "awk -v n=%d -v p=%d 'BEGIN { for (i = 1; i <= n; i++) { s = sprintf(\"%%06d"
          + " src/main/java/Part%%d.java: compiled in %%d ms\", i, i %% 97, i %% 13); if (i %% 5 =="
          + " 0) s = \"\\033[32m\" s \"\\033[m ok\"; if (i %% 20 == 0) s = s \" │ größer 世界\"; if"
          + " (i %% 25 == 0) s = s \" and on it goes beyond the edge of the pane where it is"
          + " wrapped\"; if (i %% 1000 == 500) s = s \" rareword\"; if (p == 77 && i == 5000) s = s"
          + " \" singleword\"; print s } }'; exec cat";

  /// Rows of 71 cells, each in six colours of 24 bits.
  private static final String LONG =
      "awk -v n=%d 'BEGIN { for (k = 0; k < 6; k++) t = t"
          + " sprintf(\"\\033[38;2;%%d;%%d;90mcoloured\\033[m, \", k * 8, 250 - k); for (i = 1; i"
          + " <= n; i++) printf(\"%%06d src %%s\\n\", i, t) }'; exec cat";

  private final int panes;
  private final int lines;
  private final boolean wide;
  private FakeTerminal terminal;
  private FakeTerminal second;

  private ManyPanesBench(int panes, int lines, boolean wide) {
    this.panes = panes;
    this.lines = lines;
    this.wide = wide;
  }

  /// Runs it.
  public static void main(String[] words) throws IOException, InterruptedException {
    int panes = words.length > 0 ? Integer.parseInt(words[0]) : 100;
    int lines = words.length > 1 ? Integer.parseInt(words[1]) : 10_000;
    ManyPanesBench bench =
        new ManyPanesBench(panes, lines, words.length > 2 && words[2].equals("long"));
    Path ground = Files.createTempDirectory("mp");
    try {
      if (words.length < 3 || bench.wide) {
        bench.packaged(ground);
      }
    } finally {
      removed(ground);
    }
    if (!bench.wide) {
      bench.slices();
    }
    System.exit(0);
  }

  private static void removed(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  // ---- the packaged program

  private void packaged(Path ground) throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", ground.toString());
    variables.put("XDG_STATE_HOME", ground.resolve("s").toString());
    variables.put("XDG_CONFIG_HOME", ground.resolve("c").toString());
    variables.put("XDG_CACHE_HOME", ground.resolve("k").toString());
    variables.put("SHELL", "/bin/sh");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TERM", "xterm-256color");
    new ConfigFile(Directories.of(variables).configFile()).make(Map.of()); // No first run.
    String name = "mp" + ProcessHandle.current().pid();
    Path socket = Endpoint.of(Directories.of(variables), name).socket();
    ProcessBuilder start =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target/agent-tui.jar").toAbsolutePath().toString(),
            "-L",
            name,
            "new-session",
            "-d",
            "-s",
            "main",
            "-x",
            "160",
            "-y",
            "45",
            "--sandbox",
            "none",
            "--",
            "sh",
            "-c",
            command(1));
    start.directory(ground.toFile()).inheritIO();
    start.environment().clear();
    start.environment().putAll(variables);
    if (start.start().waitFor() != 0) {
      throw new IOException("the program does not start");
    }
    try {
      fill(socket, variables);
      terminal = FakeTerminal.run(socket, SCREEN, variables, List.of("attach", "-t", "main"));
      await("the session", () -> terminal.text().contains("C-b"));
      second = FakeTerminal.run(socket, SCREEN, variables, List.of("attach", "-t", "main"));
      await("a second client", () -> second.text().contains("C-b"));
      if (wide) {
        held(socket, variables);
      } else {
        measure();
      }
    } finally {
      says(socket, variables, "kill-server");
    }
  }

  private String command(int pane) {
    return wide ? LONG.formatted(lines) : FILL.formatted(lines, pane);
  }

  private static FakeTerminal says(Path socket, Map<String, String> variables, String... words)
      throws InterruptedException {
    FakeTerminal said = FakeTerminal.run(socket, new Size(80, 24), variables, List.of(words));
    said.exit();
    return said;
  }

  private boolean filled(Path socket, Map<String, String> variables) {
    try {
      LockSupport.parkNanos(200_000_000);
      return facts(socket, variables).stream()
              .filter(pane -> pane.scrolled() > lines - SCREEN.rows())
              .count()
          == panes;
    } catch (InterruptedException | RuntimeException e) {
      return false;
    }
  }

  private static List<PaneFacts> facts(Path socket, Map<String, String> variables)
      throws InterruptedException {
    String json = says(socket, variables, "list-panes", "-a", "--json").out();
    return List.of(Json.read(json, PaneFacts[].class));
  }

  /// What is held of much too much.
  private void held(Path socket, Map<String, String> variables)
      throws IOException, InterruptedException {
    int[] sizes = facts(socket, variables).stream().mapToInt(PaneFacts::history).sorted().toArray();
    print("lines held of %d: %d to %d a pane", lines, sizes[0], sizes[sizes.length - 1]);
    memory();
  }

  private void fill(Path socket, Map<String, String> variables) throws InterruptedException {
    long start = System.nanoTime();
    for (int i = 2; i <= panes; i++) {
      String command = command(i);
      FakeTerminal said =
          i % 4 == 1
              ? says(socket, variables, "new-window", "-t", "main:", "--", "sh", "-c", command)
              : says(
                  socket,
                  variables,
                  "split-window",
                  i % 2 == 0 ? "-h" : "-v",
                  "-t",
                  "main:" + ((i - 1) / 4 + 1) + ".",
                  "--",
                  "sh",
                  "-c",
                  command);
      if (said.exit().code() != 0) {
        throw new IllegalStateException(said.exit().line() + said.err());
      }
    }
    await("all panes", () -> filled(socket, variables));
    print("%d panes of %d lines filled in %.0f s", panes, lines, (System.nanoTime() - start) / 1e9);
  }

  private void measure() throws IOException, InterruptedException {
    print("");
    print("| what | median, ms | p99, ms |");
    print("|---|---|---|");
    opening("palette", "\002:", "━ Commands", "split", "split-window");
    opening("picker", "\002w", "━ Panes and windows", "20.1", "1 of " + panes);
    opening("help", "\002?", "━ Help", "zoom", "zoom the pane");
    for (String word : List.of("e", "compiled", "rareword", "singleword", "größer", "nowhere")) {
      find(word);
    }
    echo(false);
    echo(true);
    print("");
    memory();
  }

  /// From the key to the frame with the sheet, then a few letters to the frame with what they find.
  private void opening(String what, String keys, String shows, String letters, String finds) {
    double[] open = new double[ROUNDS];
    double[] typed = new double[ROUNDS];
    for (int i = -WARM; i < ROUNDS; i++) {
      double opened = timed(keys, () -> terminal.text().contains(shows));
      double found = timed(letters, () -> terminal.text().contains(finds) && shows(letters));
      timed(ESCAPE + ESCAPE, () -> !terminal.text().contains(shows));
      if (i >= 0) {
        open[i] = opened;
        typed[i] = found;
      }
    }
    row(what + ": the key", open);
    row(what + ": `" + letters + "` typed", typed);
  }

  private boolean shows(String letters) {
    return terminal.text().contains(" " + letters + " ")
        || terminal.text().contains(" " + letters + "\n");
  }

  private void find(String word) {
    find(word, 0);
    if (word.length() > 1) {
      find(word, word.length() - 1);
    }
  }

  /// From a word, or its last letter, to the frame with the first lines, and that with all.
  ///
  /// @param ahead letters that were typed before, and whose search is over
  private void find(String word, int ahead) {
    double[] first = new double[ROUNDS];
    double[] all = new double[ROUNDS];
    for (int i = -WARM; i < ROUNDS; i++) {
      timed("\002/", () -> terminal.text().contains("Find in every pane"));
      if (ahead > 0) {
        timed(word.substring(0, ahead), () -> isFound(word.substring(0, ahead)));
      }
      long start = System.nanoTime();
      terminal.type(word.substring(ahead));
      until(() ->
          isEntered(word)
              && (terminal.text().contains(" lines in ")
                  || terminal.text().contains(" line in ")
                  || terminal.text().contains("nothing found")));
      double begun = (System.nanoTime() - start) / 1e6;
      until(() -> isFound(word));
      double done = (System.nanoTime() - start) / 1e6;
      timed(ESCAPE + ESCAPE, () -> !terminal.text().contains("Find in every pane"));
      if (i >= 0) {
        first[i] = begun;
        all[i] = done;
      }
    }
    String how = ahead > 0 ? ", its last letter" : ", in one go";
    row("find `" + word + "`" + how + ": first lines", first);
    row("find `" + word + "`" + how + ": all", all);
  }

  private boolean isEntered(String word) {
    return terminal.text().contains("/ " + word + " ");
  }

  private boolean isFound(String word) {
    return isEntered(word) && !terminal.text().contains("searching…");
  }

  /// A key in a pane and its echo, while nothing or one search after the other goes on.
  private void echo(boolean searching) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread searches = Thread.ofPlatform().unstarted(() -> {});
    if (searching) {
      searches = Thread.ofPlatform().daemon().unstarted(() -> searchOn(over));
      searches.start();
    }
    double[] samples = new double[300];
    for (int i = -50; i < samples.length; i++) {
      String letters = "q" + (i + 1_000);
      long frames = terminal.frames();
      double time =
          timed(letters, () -> terminal.frames() > frames && terminal.text().contains(letters));
      timed("\025", () -> !terminal.text().contains(letters));
      if (i >= 0) {
        samples[i] = time;
      }
    }
    over.set(true);
    searches.join();
    row("echo in a pane" + (searching ? " while another client searches" : ""), samples);
  }

  private void searchOn(AtomicBoolean over) {
    second.type("\002/");
    while (!over.get()) {
      second.type("e");
      LockSupport.parkNanos(60_000_000);
      second.type("\177");
    }
    second.type(ESCAPE + ESCAPE);
  }

  private void memory() throws IOException {
    for (String part : List.of(" serve", "keeper")) {
      ProcessHandle.allProcesses()
          .filter(process -> line(process.pid()).contains("mp" + ProcessHandle.current().pid()))
          .filter(process -> line(process.pid()).contains(part))
          .forEach(process -> print("%s: %s", part.strip(), resident(process.pid())));
    }
  }

  private static String line(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  private static String resident(long pid) {
    try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return String.join(
          ", ",
          status
              .filter(each -> each.matches("Vm(RSS|HWM):.*"))
              .map(each -> each.replaceAll("\\s+", " "))
              .toList());
    } catch (IOException e) {
      return "gone";
    }
  }

  // ---- the slices

  /// Searches in emulators of this JVM, each turn of the loop timed.
  private void slices() {
    Session session = new Session("main", "/");
    session.seat().fit(SCREEN.columns(), SCREEN.rows());
    byte[] output = output();
    long before = used();
    for (int i = 1; i <= panes; i++) {
      Pane pane =
          new Pane(new PaneId(i), i, "pane", new Emulator(new Size(80, 22), 10_000), Instant.EPOCH);
      session.seat().window().open(pane, new PaneId(i - 1), Axis.STACKED);
      pane.resize(new Size(80, 22));
      pane.emulator().feed(output);
    }
    print("");
    print("in process: %.2f MiB a pane", (used() - before) / 1048576.0 / panes);
    print("");
    print("| search | lines | whole, ms | slices | median, µs | p99, µs | longest, µs of work |");
    print("|---|---|---|---|---|---|---|");
    for (String word :
        List.of("e", "compiled", "rareword", "größer", "nowhere", "of the pane where")) {
      for (int round = 0; round < 8; round++) {
        slices(session, word, round == 7);
      }
    }
  }

  private static void slices(Session session, String word, boolean told) {
    Finds finds = new Finds(System::nanoTime);
    Sheet sheet = new Sheet(session.seat());
    finds.on(sheet, word);
    List<Double> times = new ArrayList<>();
    // The processor may be another's for some milliseconds: that is no slice of ours.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double longest = 0;
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      long work = threads.getCurrentThreadCpuTime();
      more = finds.step();
      longest = Math.max(longest, (threads.getCurrentThreadCpuTime() - work) / 1e3);
      times.add((System.nanoTime() - start) / 1e3);
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (told) {
      print(
          "| `%s` | %,d | %.0f | %d | %.0f | %.0f | %.0f |",
          word,
          sheet.lines,
          Arrays.stream(sorted).sum() / 1e3,
          sorted.length,
          at(0.5, sorted),
          at(0.99, sorted),
          longest);
    }
  }

  /// A screen that only hears what was found.
  private static final class Sheet implements Finds.Screen {
    private final Seat seat;
    private int lines;

    Sheet(Seat seat) {
      this.seat = seat;
    }

    @Override
    public Seat seat() {
      return seat;
    }

    @Override
    public boolean finds() {
      return true;
    }

    @Override
    public void ask(Question question) {
      lines = question instanceof Question.Find find ? find.lines() : 0;
    }
  }

  private byte[] output() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      text.append(i % 5 == 0 ? "\033[32m" : "");
      text.append(
          String.format(
              Locale.ROOT, "%06d src/main/java/Part%d.java: compiled in %d ms", i, i % 97, i % 13));
      text.append(i % 5 == 0 ? "\033[m ok" : "");
      text.append(i % 20 == 0 ? " │ größer 世界" : "");
      text.append(
          i % 25 == 0 ? " and on it goes beyond the edge of the pane where it is wrapped" : "");
      text.append(i % 1000 == 500 ? " rareword" : "").append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  // ---- measuring

  private double timed(String keys, BooleanSupplier seen) {
    long start = System.nanoTime();
    terminal.type(keys);
    until(seen);
    return (System.nanoTime() - start) / 1e6;
  }

  /// Looks at the screen after each frame.
  private void until(BooleanSupplier seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long frames = -1;
    while (true) {
      long now = terminal.frames();
      if (now != frames && seen.getAsBoolean()) {
        return;
      }
      frames = now;
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it does not come; the screen:\n" + terminal.text());
      }
      LockSupport.parkNanos(50_000);
    }
  }

  private static void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " did not come");
      }
      LockSupport.parkNanos(200_000_000);
    }
  }

  private static double at(double share, double[] sorted) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static void row(String what, double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    print("| %s | %.1f | %.1f |", what, at(0.5, sorted), at(0.99, sorted));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
