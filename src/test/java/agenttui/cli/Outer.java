package agenttui.cli;

import static org.junit.jupiter.api.Assertions.fail;

import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Directories;
import agenttui.store.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The packaged program with its own state directories, and tmux as the outer terminal that it is
/// shown in. Real processes: waiting is polling with a reason and a limit.
final class Outer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Path JAR =
      Path.of(System.getProperty("agenttui.jar", "target/agent-tui.jar")).toAbsolutePath();

  private final Path directory;
  private final Path where;
  private final Map<String, String> more;
  private final String name = "it" + UUID.randomUUID().toString().substring(0, 8);

  private List<String> flags = List.of();
  private List<String> within = List.of();
  private int terminals;

  /// @param directory empty, ours; its path should be short (sockets)
  Outer(Path directory) {
    this(directory, directory, Map.of());
  }

  /// @param directory empty, ours; its path should be short (sockets)
  /// @param where the program is called from
  /// @param more variables for the program, over the others
  Outer(Path directory, Path where, Map<String, String> more) {
    this.directory = directory;
    this.where = where;
    this.more = Map.copyOf(more);
    configured();
  }

  /// Somebody has used the program here before: the dialog of the first run does not come.
  private void configured() {
    try {
      Path config = Files.createDirectories(directory.resolve("c/agent-tui"));
      if (!Files.exists(config.resolve("config.toml"))) {
        Files.writeString(config.resolve("config.toml"), "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Further flags of the JVM that the program runs in.
  void flags(String... more) {
    flags = List.of(more);
  }

  /// Runs the program where no engine was ever set up: in its own view of the file system, without
  /// the directory in which engines have their sockets.
  void withoutEngine() {
    String script = "mount -t tmpfs none /run && exec \"$@\"";
    within = List.of("unshare", "--mount", "sh", "-c", script, "sh");
  }

  /// Runs the program where names are asked of another resolver than this machine's.
  ///
  /// @param resolver what stands in its `/etc/resolv.conf`
  void resolvingBy(Path resolver) {
    String script = "mount --bind '" + resolver + "' /etc/resolv.conf && exec \"$@\"";
    within = List.of("unshare", "--mount", "sh", "-c", script, "sh");
  }

  /// The whole argument list of a command line of the program.
  List<String> program(List<String> words) {
    List<String> line = new ArrayList<>(within);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(flags);
    line.addAll(List.of("-jar", JAR.toString(), "-L", name));
    line.addAll(words);
    return line;
  }

  /// What the program finds in its environment.
  Map<String, String> variables() {
    Map<String, String> all = new HashMap<>();
    all.put("HOME", directory.toString());
    all.put("XDG_STATE_HOME", directory.resolve("s").toString());
    all.put("XDG_CONFIG_HOME", directory.resolve("c").toString());
    all.put("XDG_CACHE_HOME", directory.resolve("k").toString());
    all.put("TERM", "xterm-256color");
    all.put("SHELL", "/bin/sh");
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    all.put("LC_ALL", "C.UTF-8");
    all.putAll(more);
    return all;
  }

  private Program environment(Program program) {
    return program.in(where).env(variables());
  }

  /// Runs a command line of the program without a terminal.
  Exit says(String... words) {
    return says(PATIENCE, words);
  }

  /// The same with another limit.
  Exit says(Duration patience, String... words) {
    return environment(Program.of(program(List.of(words)))).timeout(patience).run();
  }

  /// The running server, spoken to from this JVM, for many lines in a row: another JVM for each
  /// would take half a second.
  DirectLine direct() {
    return new DirectLine(socket(), where, variables());
  }

  private Exit tmux(String... words) {
    String socket = name + "-" + terminals;
    List<String> line = new ArrayList<>(List.of("tmux", "-L", socket, "-f", "/dev/null"));
    line.addAll(List.of(words));
    return environment(Program.of(line)).timeout(PATIENCE).run();
  }

  /// Opens an outer terminal of 120×35 that runs a command line of the program and then says how it
  /// ended.
  void terminal(String... words) {
    shell(program(List.of(words)));
  }

  /// A command line for `sh` that means these words.
  static String quoted(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append('\'').append(word.replace("'", "'\\''")).append("' ");
    }
    return line.toString();
  }

  /// As [#terminal] for any program.
  void shell(List<String> words) {
    tmux("kill-server");
    terminals++;
    StringBuilder shell = new StringBuilder(quoted(words));
    shell.append("; echo \"ended with $?\"; sleep 600");
    Exit exit = tmux("new-session", "-d", "-x", "120", "-y", "35", "sh", "-c", shell.toString());
    if (exit.code() != 0) {
      fail("no outer tmux: " + exit.complaint());
    }
  }

  /// Presses keys in the outer terminal, by tmux's names.
  void keys(String... keys) {
    List<String> line = new ArrayList<>(List.of("send-keys"));
    line.addAll(List.of(keys));
    tmux(line.toArray(String[]::new));
  }

  /// Where the server listens.
  Path socket() {
    return Endpoint.of(Directories.of(variables()), name).socket();
  }

  /// Gives the outer terminal another size.
  void resize(int columns, int rows) {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /// What the outer terminal shows.
  String screen() {
    return tmux("capture-pane", "-p").text();
  }

  /// What the outer terminal shows with its colours, its cursor, title and modes.
  String looks() {
    String state =
        tmux(
                "display-message",
                "-p",
                "#{cursor_x},#{cursor_y} #{cursor_flag} mouse #{mouse_any_flag} keypad"
                    + " #{keypad_flag},#{keypad_cursor_flag} title #{pane_title}")
            .text();
    return visible(tmux("capture-pane", "-e", "-p").text()) + state;
  }

  /// Without the colour of letters that blank cells at the end of a line have: nobody sees it, and
  /// it depends on what was drawn there before.
  private static String visible(String capture) {
    return capture
        .replaceAll("((?:\u001b\\[[0-9;]*m)+)\n", "\n$1")
        .replaceAll("\u001b\\[39m(?=\u001b\\[(?:38;|[39][0-7]m))", "");
  }

  /// What the outer terminal shows once it has stood still for half a second: longer than any frame
  /// is held back.
  String settled() {
    AtomicReference<String> last = new AtomicReference<>(looks());
    AtomicLong since = new AtomicLong(System.nanoTime());
    await(
        () -> {
          String now = looks();
          if (!now.equals(last.getAndSet(now))) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > 500_000_000L;
        },
        () -> "it never stands still: " + last.get());
    return last.get();
  }

  /// Waits until the outer terminal shows a text.
  void shows(String text) {
    shows(PATIENCE, text);
  }

  /// The same with another limit.
  void shows(Duration patience, String text) {
    await(
        patience,
        () -> screen().contains(text),
        () -> "wanted: " + text + "\ngot:\n" + screen() + log());
  }

  /// Waits until something holds.
  void await(BooleanSupplier holds, Supplier<String> otherwise) {
    await(PATIENCE, holds, otherwise);
  }

  private static void await(Duration patience, BooleanSupplier holds, Supplier<String> otherwise) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail(otherwise.get());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted");
      }
    }
  }

  /// The processes of this test whose command line holds a text.
  List<ProcessHandle> processes(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          String line = commandLine(process.pid());
          boolean ours = line.contains(name) || line.contains(directory.toString());
          return ours && line.contains(text) && !line.contains("tmux");
        })
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /// The server's process. A program that it is just starting has its command line for a moment
  /// (until the exec), and so one waits until there is one.
  ProcessHandle server() {
    AtomicReference<List<ProcessHandle>> found = new AtomicReference<>(List.of());
    await(
        () -> {
          found.set(servers());
          return found.get().size() == 1;
        },
        () -> "not one server but " + found);
    return found.get().getFirst();
  }

  private List<ProcessHandle> servers() {
    return processes(" serve").stream()
        .filter(process -> commandLine(process.pid()).contains("agenttui.cli.Main"))
        .toList();
  }

  /// Sends a signal to a process.
  void signal(String name, ProcessHandle process) {
    Exit exit = Program.of("kill", "-" + name, Long.toString(process.pid())).run();
    if (!exit.ok()) {
      fail("kill: " + exit.complaint());
    }
  }

  /// Ends a process as `kill -9` does, and waits until it is gone.
  void kill9(ProcessHandle process) {
    process.destroyForcibly();
    await(() -> !process.isAlive(), () -> "process " + process.pid() + " does not die");
  }

  /// What is known of the server when something did not come.
  private String log() {
    List<String> told = new ArrayList<>();
    processes("").forEach(it -> told.add(it.pid() + ": " + commandLine(it.pid())));
    Path output = Endpoint.of(Directories.of(variables()), name).output();
    for (Path log : List.of(output, directory.resolve("s/agent-tui/log/server.log"))) {
      try {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of("not there");
        told.add(log.getFileName() + ":");
        told.addAll(lines.subList(Math.max(0, lines.size() - 30), lines.size()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return String.join("\n", told);
  }

  @Override
  public void close() {
    says("kill-server");
    tmux("kill-server");
    processes("").forEach(ProcessHandle::destroyForcibly);
  }
}
