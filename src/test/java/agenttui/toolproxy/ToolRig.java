package agenttui.toolproxy;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.config.ApprovalRules;
import agenttui.journal.Entry;
import agenttui.journal.Journal;
import agenttui.keeper.HelperBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The real proxy, the real shim, and this machine's `bash` in place of every tool in a sidecar:
/// `make -c "exit 2"` runs `bash -c "exit 2"`.
final class ToolRig implements AutoCloseable {
  static final ToolLimits LIMITS =
      new ToolLimits(
          64, 512, Duration.ofSeconds(5), Duration.ofSeconds(10), 1 << 20, Duration.ofSeconds(2));

  final Path root;
  final Path workspace;
  final List<Entry> entries = new CopyOnWriteArrayList<>();
  final List<HostRun> runs = new CopyOnWriteArrayList<>();
  final List<ToolCommand> commands = Collections.synchronizedList(new ArrayList<>());
  final ToolToken token = new ToolToken("0123456789abcdef".repeat(4));
  final Approvals approvals;
  final ToolProxy proxy;
  final ToolSocket socket;
  private final Path bin;
  private final Journal journal;
  private volatile ToolRunner runner = this::start;

  ToolRig(ToolLimits limits) throws IOException {
    this(limits, ApprovalRules.NONE);
  }

  ToolRig(ToolLimits limits, ApprovalRules rules) throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "tools");
    workspace = Files.createDirectories(root.resolve("workspace"));
    bin = Files.createDirectories(root.resolve("bin"));
    Path helper = HelperBinary.forThisMachine().in(root);
    for (String name : ToolTable.builtIn().shimNames(ToolTable.builtIn().kinds())) {
      Files.createSymbolicLink(bin.resolve(name), helper);
    }
    Files.createSymbolicLink(bin.resolve("hook"), helper);
    Files.writeString(root.resolve("token"), token.value() + "\n");
    journal = Journal.open(root.resolve("journal"), Clock.systemUTC());
    journal.listen(entries::add);
    approvals = Approvals.open(rules, root.resolve("approvals.json"), journal, Clock.systemUTC());
    proxy = ToolProxy.open(journal, ToolTable.builtIn(), limits, approvals, Clock.systemUTC());
    socket = listen("%1", "tool.sock");
  }

  ToolSocket listen(String pane, String name) {
    return proxy.listen(
        Asker.pane(pane),
        token,
        (kind, command) -> runner.start(kind, command),
        root.resolve(name));
  }

  /// Answers the next starts by `other`.
  void runWith(ToolRunner other) {
    runner = other;
  }

  /// Starts as it does by itself.
  ToolRunner.Start start(ToolKind kind, ToolCommand command) {
    commands.add(command);
    List<String> argv = new ArrayList<>(List.of("setsid", "bash"));
    argv.addAll(command.argv().subList(1, command.argv().size()));
    String below = command.directory().substring("/workspace".length());
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(Path.of(workspace + below).toFile());
    builder.environment().putAll(command.environment());
    HostRun run = new HostRun(builder);
    runs.add(run);
    return new ToolRunner.Start.Started(run);
  }

  /// A shim that is about to be called; its streams are pipes.
  ProcessBuilder shim(String... argv) {
    List<String> line = new ArrayList<>(List.of(argv));
    line.set(0, bin.resolve(argv[0]).toString());
    ProcessBuilder builder = new ProcessBuilder(line).directory(workspace.toFile());
    builder.environment().put("AGENT_TUI_TOOL_SOCKET", socket.path().toString());
    builder.environment().put("AGENT_TUI_TOOL_TOKEN", root.resolve("token").toString());
    builder.environment().put("AGENT_TUI_WORKSPACE", workspace.toString());
    builder.environment().merge("PATH", bin.toString(), (old, first) -> first + ":" + old);
    return builder;
  }

  /// A line of this machine's shell in which the shims come first.
  ProcessBuilder shell(String line) {
    ProcessBuilder builder = shim("make");
    return builder.command("bash", "-c", line);
  }

  record Outcome(int code, byte[] outBytes, String err) {
    String out() {
      return new String(outBytes);
    }
  }

  /// Calls a shim with empty input and waits for its end.
  Outcome call(String... argv) {
    return call(shim(argv), new byte[0]);
  }

  static Outcome call(ProcessBuilder builder, byte[] input) {
    try {
      Process process = builder.start();
      Thread.startVirtualThread(() -> {
        try (var stdin = process.getOutputStream()) {
          stdin.write(input);
        } catch (IOException ignored) {
          // It ended without reading.
        }
      });
      List<String> err = new CopyOnWriteArrayList<>();
      Thread reader =
          Thread.startVirtualThread(() -> {
            try {
              err.add(new String(process.getErrorStream().readAllBytes()));
            } catch (IOException e) {
              err.add(e.toString());
            }
          });
      byte[] out = process.getInputStream().readAllBytes();
      reader.join();
      return new Outcome(process.waitFor(), out, String.join("", err));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void signal(Process process, String name) {
    call(new ProcessBuilder("bash", "-c", "kill -" + name + " " + process.pid()), new byte[0]);
  }

  /// Waits for something that another process does; nothing else can tell when.
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 20 s: " + what);
      }
      Thread.onSpinWait();
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Processes of this machine whose command line contains `mark`.
  static long living(String mark) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(each -> each.getFileName().toString().matches("[0-9]+"))
          .filter(each -> read(each.resolve("cmdline")).contains(mark))
          .filter(each -> !read(each.resolve("stat")).contains(") Z "))
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    journal.close();
    runs.forEach(HostRun::close);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
