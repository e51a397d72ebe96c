package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.command.PaneFacts;
import agenttui.model.ModelServer;
import agenttui.model.Pointed;
import agenttui.model.Received;
import agenttui.model.Script;
import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ground for real agents at work: the packaged program with a repository, and a scripted model
/// that its agents reach as a person's own model is reached: through the egress proxy in mode
/// `allowlist`, by a name that the user's own file maps to an address of this machine. The
/// repository has a Makefile whose `make test` passes. Closing it removes everything.
///
/// Any thread may say command lines and wait.
final class AgentRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final ModelServer model;
  private final Installation installation;
  private Speaker speaker;

  /// Says a command line to the server and gives how it ended.
  private interface Speaker {
    Exit says(Duration patience, String... words);
  }

  private AgentRig(Path directory, ModelServer model, Installation installation) {
    this.directory = directory;
    this.model = model;
    this.installation = installation;
    this.speaker = installation.outer()::says;
  }

  /// As [#in(Path, String, String)] with a key that nobody looks for.
  static AgentRig in(Path directory, String script) throws IOException {
    return in(directory, script, "scripted-key");
  }

  /// @param directory empty, ours; its path should be short (sockets)
  /// @param script the name of what the model plays
  /// @param key what agents show the model: letters, digits and `-`
  static AgentRig in(Path directory, String script, String key) throws IOException {
    ModelServer model = ModelServer.start(Script.resource(script));
    Installation installation = Installation.in(directory, Pointed.at("http://model.test", key));
    Path config = Files.createDirectories(directory.resolve("c/agent-tui"));
    Files.writeString(
        config.resolve("config.toml"),
        """
        [network]
        mode = "allowlist"
        [network.local]
        "model.test" = "127.0.0.1:%d"
        """
            .formatted(model.port()));
    AgentRig rig = new AgentRig(directory, model, installation);
    Path repository = rig.repository();
    Files.writeString(repository.resolve("Makefile"), "test:\n\t@echo all 3 tests passed\n");
    // Where agents commit, git asks for a name.
    Grounds.git(repository, "config", "user.name", "A");
    Grounds.git(repository, "config", "user.email", "a@b.c");
    Grounds.git(repository, "add", "-A");
    Grounds.git(repository, "commit", "-qm", "Add a Makefile");
    return rig;
  }

  /// From now on command lines go straight to the server's socket, which must be there: thousands
  /// of them would else be thousands of JVMs.
  void directly() {
    speaker = outer().direct()::says;
  }

  Path repository() {
    return directory.resolve("repo");
  }

  ModelServer model() {
    return model;
  }

  Installation installation() {
    return installation;
  }

  Outer outer() {
    return installation.outer();
  }

  /// Says a command line; gives how it ended.
  Exit says(String... words) {
    return speaker.says(PATIENCE, words);
  }

  /// Says a command line that must succeed; gives what it printed.
  String done(String... words) {
    return Grounds.done(says(words)).text();
  }

  /// The same for words behind which an agent's own flags stand.
  String done(List<String> words, Actor actor) {
    List<String> line = new ArrayList<>(words);
    line.add("--");
    line.addAll(actor.flags());
    return done(line.toArray(String[]::new));
  }

  /// The facts of all panes.
  List<PaneFacts> panes() {
    return List.of(Json.read(done("list-panes", "-a", "--json"), PaneFacts[].class));
  }

  /// What a pane's program does: `working`, `needs` …, or `gone` where there is no such pane.
  String state(String pane) {
    Optional<PaneFacts> facts = panes().stream().filter(p -> p.id().equals(pane)).findFirst();
    return facts.map(PaneFacts::state).orElse("gone");
  }

  /// Waits until the text shows in a pane.
  void shows(String pane, String text) {
    Exit shown = says("wait-for", "text", text, "-t", pane, "--timeout", "90");
    assertEquals(0, shown.code(), () -> "wanted " + text + ", got\n" + screen(pane));
  }

  /// Waits until a pane's program rests.
  void idle(String pane) {
    Exit rests = says("wait-for", "idle", "-t", pane, "--timeout", "90");
    assertEquals(0, rests.code(), () -> rests.complaint() + "\n" + screen(pane));
  }

  String screen(String pane) {
    return says("capture-pane", "-p", "-t", pane).text();
  }

  /// Types a line and waits until it stands there: agents take a line break that comes with its
  /// text for a pasted one.
  void type(String pane, String text) {
    done("send-keys", "-t", pane, "-l", text);
    shows(pane, text);
    done("send-keys", "-t", pane, "Enter");
  }

  /// The request in which an agent that was given this prompt tells the model so many results of
  /// tools; one that came before counts.
  Received told(String prompt, int results) {
    return model.await(
        r -> !r.helper() && r.person().contains(prompt) && r.results() == results, PATIENCE);
  }

  /// Runs a program in a pane's sandbox; it must succeed.
  String inside(String pane, String... words) {
    return done(
        Stream.concat(Stream.of("exec", "-t", pane, "--"), Stream.of(words))
            .toArray(String[]::new));
  }

  @Override
  public void close() {
    installation.close();
    model.close();
  }
}
