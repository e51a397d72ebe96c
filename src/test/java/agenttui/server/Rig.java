package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.approval.Approvals;
import agenttui.command.Doors;
import agenttui.config.ApprovalRules;
import agenttui.config.ConfigFile;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.journal.HandClock;
import agenttui.journal.Journal;
import agenttui.server.settings.LiveConfiguration;
import agenttui.server.watch.Watch;
import agenttui.store.Directories;
import agenttui.term.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A real server over a real socket, with fake programs at one end and fake terminals at the other.
/// Nothing sleeps: [#idle] returns when all that was said has been done.
final class Rig implements AutoCloseable {
  /// The server's.
  static final String NAME = "test";

  private final HandClock clock = new HandClock(Instant.parse("2026-01-02T14:02:00Z"));
  private final HandClock steady = new HandClock(Instant.EPOCH);
  private final Path socket;
  private final Directories directories;
  private final FakePtys ptys = new FakePtys();
  private final List<FakeTerminal> terminals = new ArrayList<>();
  private Journal journal;
  private Approvals approvals;
  private Server server;

  Rig(Path directory) {
    this(directory, true);
  }

  /// @param configured whether there is a configuration already, an empty one: else the first
  ///   client is asked
  Rig(Path directory, boolean configured) {
    socket = directory.resolve("s");
    directories =
        new Directories(
            directory.resolve("config"), directory.resolve("state"), directory.resolve("cache"));
    if (configured) {
      new ConfigFile(directories.configFile()).make(Map.of());
    }
    start();
  }

  /// Lets a second pass: a sheet that has just opened takes no letters.
  void later() {
    jump(Duration.ofSeconds(1));
    steady.pass(Duration.ofSeconds(1));
  }

  /// The wall clock is set anew; no time has passed.
  void jump(Duration by) {
    clock.pass(by);
  }

  /// Lets so many seconds pass, one by one, and the server look at what that changes.
  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      later();
      server.turn();
      idle();
    }
  }

  /// The journal itself.
  Journal entries() {
    return journal;
  }

  /// The journal's lines so far.
  List<String> journal() {
    try {
      return Files.readAllLines(directories.state("log").resolve("journal.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts the server (again).
  void start() {
    start(Duration.ofDays(1));
  }

  /// Starts a server that ends when it had neither session nor client for so long.
  void start(Duration rest) {
    journal = Journal.open(directories.state("log").resolve("journal.jsonl"), clock);
    approvals =
        Approvals.open(
            new ApprovalRules(List.of(), List.of("make"), List.of()),
            directories.state().resolve("approvals.json"),
            journal,
            clock);
    server =
        Server.start(
            new Server.Parts(
                NAME,
                socket,
                directories,
                clock,
                steady,
                journal,
                LiveConfiguration.read(directories, Map.of(), Verbs::registry),
                ptys,
                this::doors,
                () -> {},
                Watch.Pace.AT_ONCE,
                rest));
  }

  /// What verbs use besides the screen: an engine that does not answer, no forks, no sandboxes.
  private Doors doors(Doors doors) {
    String nowhere = "unix://" + directories.state("no-engine.sock");
    Engine engine = Engine.connect(Map.of("DOCKER_HOST", nowhere), NAME);
    Settings settings = Settings.load(directories.configFile(), Map.of());
    ImageChain chain = ImageChain.of(engine, settings, directories);
    return doors
        .with(Agents.class, Agents.builtIn())
        .with(Approvals.class, approvals)
        .with(Engine.class, engine)
        .with(Settings.class, settings)
        .with(ImageChain.class, chain)
        .with(ToolsVolumes.class, ToolsVolumes.of(engine, chain, directories));
  }

  /// Ends the server as `kill -9` would: no goodbye, no last write.
  void kill() {
    server.abandon();
    journal.close();
  }

  Approvals approvals() {
    return approvals;
  }

  Path socket() {
    return socket;
  }

  FakePtys.Program program(int index) {
    return ptys.program(index);
  }

  FakePtys ptys() {
    return ptys;
  }

  /// A client of 120×35 that says a command line.
  FakeTerminal client(String... line) {
    return client(new Size(120, 35), line);
  }

  FakeTerminal client(Size size, String... line) {
    return client(size, Map.of("SHELL", "/bin/fakesh"), line);
  }

  FakeTerminal client(Size size, Map<String, String> environment, String... line) {
    FakeTerminal terminal = FakeTerminal.run(socket, size, environment, List.of(line));
    terminals.add(terminal);
    return terminal;
  }

  /// A client whose terminal answers questions in its own way.
  FakeTerminal answering(UnaryOperator<byte[]> answers, String... line) {
    FakeTerminal terminal =
        FakeTerminal.run(socket, new Size(120, 35), Map.of(), answers, List.of(line));
    terminals.add(terminal);
    return terminal;
  }

  /// A client that has shown its first frame of a new session `main`.
  FakeTerminal session() {
    FakeTerminal terminal = client("new-session", "-s", "main", "--sandbox", "none", "--", "one");
    idle();
    shows(terminal, "1 one");
    return terminal;
  }

  /// Says a command line and waits for its end.
  FakeTerminal says(String... line) throws InterruptedException {
    FakeTerminal terminal = client(line);
    terminal.exit();
    return terminal;
  }

  void idle() {
    server.awaitIdle(
        () -> terminals.stream().mapToLong(FakeTerminal::said).sum(),
        () -> terminals.stream().mapToLong(FakeTerminal::heard).sum());
  }

  /// Fails unless the terminal shows a text, with the whole screen in the message.
  void shows(FakeTerminal terminal, String wanted) {
    String text = terminal.text();
    assertTrue(text.contains(wanted), () -> "wanted: " + wanted + "\ngot:\n" + text + log());
  }

  void hides(FakeTerminal terminal, String unwanted) {
    String text = terminal.text();
    assertTrue(!text.contains(unwanted), () -> "not wanted: " + unwanted + "\ngot:\n" + text);
  }

  private String log() {
    List<String> lines = journal();
    return "journal:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  @Override
  public void close() {
    terminals.forEach(FakeTerminal::close);
    server.abandon();
    journal.close();
    assertTrue(journal().stream().noneMatch(line -> line.contains("an internal error")), this::log);
  }
}
