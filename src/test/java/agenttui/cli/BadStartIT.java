package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.store.Directories;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a bad condition says at the start: one clear line, the exit code of `docs/commands.md`, and
/// nothing half-made left. Packaged program, sandbox `local` unless an engine is what is bad.
class BadStartIT {
  @TempDir Path directory;
  private final List<Outer> open = new java.util.ArrayList<>();

  @AfterEach
  void stop() {
    open.forEach(Outer::close);
  }

  private Outer in(Path where, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("AGENT_TUI_SANDBOX", "local"));
    all.putAll(more);
    Outer outer = new Outer(directory, where, all);
    open.add(outer);
    return outer;
  }

  private Outer in(Path where) {
    return in(where, Map.of());
  }

  /// It ends with that code and one line that holds the words; no session, fork or sandbox is left.
  private void refuses(int code, String words, Outer outer, String... line) throws IOException {
    Exit exit = outer.says(line);
    String last = exit.complaint().lines().reduce((_, next) -> next).orElse("");
    assertEquals(code, exit.code(), exit.complaint());
    assertTrue(last.startsWith("agent-tui: ") && last.contains(words), exit.complaint());
    assertFalse(exit.complaint().contains("\tat "), exit.complaint());
    assertEquals(List.of(), below("sandboxes"));
    assertEquals(List.of(), below("workspaces"));
  }

  private List<String> below(String name) throws IOException {
    Path place = directory.resolve("s/agent-tui").resolve(name);
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(place)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aPlaceThatCannotBeForkedSaysWhy() throws IOException {
    Path plain = Files.createDirectory(directory.resolve("plain"));
    refuses(1, "not in a git repository", in(plain), "new-session", "-d");
    Path empty = Grounds.empty(directory.resolve("empty"));
    refuses(1, "no commit yet", in(empty), "new-session", "-d");
  }

  @Test
  void wrongWordsSayWhichAreRight() throws IOException {
    Outer outer = in(Grounds.repository(directory.resolve("r")));
    refuses(1, "did you mean claude", outer, "new-session", "-d", "--agent", "claud");
    refuses(2, "docker, local or none", outer, "new-session", "-d", "--sandbox", "dokcer");
    refuses(2, "separate or open", outer, "new-session", "-d", "--network", "sesame");
    refuses(1, "1.2.3.4/8", outer, "new-session", "-d", "--allow", "1.2.3.4/8");
    refuses(2, "did you mean 'new-session'", outer, "new-sesion", "-d");
    assertTrue(outer.says("ls").text().isEmpty());
  }

  @Test
  void anEngineThatIsDownOrForbiddenEndsWith127() throws IOException {
    Path where = Grounds.repository(directory.resolve("r"));
    String dead = "unix://" + directory.resolve("dead.sock");
    Outer down = in(where, Map.of("DOCKER_HOST", dead, "AGENT_TUI_SANDBOX", "auto"));
    refuses(127, "does not answer", down, "new-session", "-d");
    refuses(127, "does not answer", down, "setup", "--yes");
    refuses(127, "does not answer", down, "images");
  }

  @Test
  @Tag("engine")
  void aBaseImageThatCannotBeHadLeavesNothing() throws IOException {
    Map<String, String> none =
        Map.of("AGENT_TUI_IMAGE_BASE", "agent-tui.test/none:1", "AGENT_TUI_SANDBOX", "docker");
    Outer outer = in(Grounds.repository(directory.resolve("r")), none);
    refuses(1, "base image agent-tui.test/none:1 cannot be had", outer, "new-session", "-d");
  }

  @Test
  void aWrongConfigurationNamesFileLineAndTheNearestKey() throws IOException {
    Path file = Files.createDirectories(directory.resolve("c/agent-tui")).resolve("config.toml");
    Files.writeString(file, "prefix = \"C-b\"\nagnet = \"claude\"\n");
    Outer outer = in(Grounds.repository(directory.resolve("r")));
    refuses(1, "config.toml:2", outer, "ls");
    refuses(1, "the nearest is agent", outer, "new-session", "-d");
  }

  @Test
  void aProjectsFileTightensAndWhateverElseItSaysMakesNoFork() throws IOException {
    Path where = Grounds.repository(directory.resolve("r"));
    Path file = Files.createDirectories(where.resolve(".agent-tui")).resolve("config.toml");
    Outer outer = in(where);
    Files.writeString(file, "[network]\nallow = [\"evil.example\"]\n");
    refuses(1, "config.toml:2: network.allow is for your own file", outer, "new-session", "-d");
    Files.writeString(file, "approval.deny = [\"in:\"]\n");
    refuses(1, "approval.deny: ", outer, "new-session", "-d");
    Files.writeString(file, "[network]\nmode = \"none\"\n");
    String host = "a.example";
    refuses(2, "network mode allowlist alone", outer, "new-session", "-d", "--allow", host);
    assertEquals(0, outer.says("new-session", "-d").code());
    assertTrue(outer.says("fork", "show", "1").text().contains("network none"));
  }

  @Test
  void aServerOfAnotherVersionIsNamedAndCanBeEnded() throws Exception {
    Outer outer = in(Grounds.repository(directory.resolve("r")));
    assertEquals(0, outer.says("ls").code());
    Path socket = outer.socket();
    outer.kill9(outer.server());
    Files.delete(socket);
    try (ServerSocketChannel old = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      old.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> greet(old));
      Exit exit = outer.says("ls");
      assertEquals(1, exit.code(), exit.complaint());
      assertTrue(exit.complaint().contains("9.9 (protocol 99)"), exit.complaint());
      assertTrue(exit.complaint().contains("agent-tui kill-server"), exit.complaint());
      assertEquals(0, outer.says("kill-server").code());
    }
  }

  /// Greets each client as another version would; ends the conversation when told to stop.
  private static void greet(ServerSocketChannel old) {
    try {
      while (true) {
        SocketChannel channel = old.accept();
        Connection connection = Connection.over(channel);
        connection.send(new Message.Hello(99, "9.9", 1));
        Thread.ofVirtual()
            .start(() -> {
              boolean on = true;
              while (on) {
                on = connection.receive().filter(m -> !(m instanceof Message.Stop)).isPresent();
              }
              connection.close();
            });
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void aDetachedHeadAndAPathWithQuotesAreNoHindrance() throws IOException {
    Path where = Grounds.repository(directory.resolve("it's \"a\" $repo; `x`"));
    Files.writeString(where.resolve("f 'x\".txt"), "hi\n");
    Grounds.git(where, "add", "-A");
    Grounds.git(where, "commit", "-q", "-m", "second");
    Grounds.git(where, "checkout", "-q", "--detach");
    Outer outer = in(where);
    Exit made = outer.says("new-session", "-d", "-s", "q");
    assertEquals(0, made.code(), made.complaint());
    assertEquals("q: 1 pane, " + where + "\n", outer.says("ls").text());
    assertEquals("hi\n", outer.says("exec", "--", "cat", "f 'x\".txt").text());
    assertTrue(outer.says("fork", "list").text().contains("fork/detached/"));
  }

  @Test
  void withoutHomeAndXdgItUsesTheAccountsHome() throws IOException {
    Path where = Grounds.repository(directory.resolve("r"));
    Map<String, String> bare = Map.of("XDG_CONFIG_HOME", "", "XDG_CACHE_HOME", "");
    Outer outer = in(where, bare);
    assertEquals(0, outer.says("new-session", "-d", "-s", "m", "--sandbox", "none").code());
    assertTrue(Files.isDirectory(directory.resolve(".cache/agent-tui")));
    Outer homeless = in(where, Map.of("HOME", ""));
    assertEquals(0, homeless.says("new-session", "-d", "-s", "h", "--sandbox", "none").code());
  }

  @Test
  void aPathTooLongForSocketsIsNoHindranceAndLeavesNothingElsewhere() throws IOException {
    Path where = Grounds.repository(directory.resolve("r"));
    Path state = directory.resolve("long".repeat(25));
    Outer outer = in(where, Map.of("XDG_STATE_HOME", state.toString()));
    Path wanted = state.resolve("agent-tui/run");
    Path elsewhere = Path.of("/tmp/agent-tui-" + Directories.shortHash(wanted.toString()));
    assertEquals(0, outer.says("new-session", "-d", "-s", "l").code());
    assertTrue(Files.isDirectory(elsewhere));
    assertEquals(0, outer.says("kill-server").code());
    outer.await(() -> !Files.exists(elsewhere), () -> elsewhere + " is still there");
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path where = Grounds.repository(directory.resolve("r"));
    Path file = Files.createFile(directory.resolve("file"));
    Exit exit = in(where, Map.of("XDG_STATE_HOME", file + "/below")).says("ls");
    assertEquals(1, exit.code());
    assertTrue(exit.complaint().contains(file.toString()), exit.complaint());
  }

  @Test
  void aSmallTerminalSaysSoAndComesBack() throws IOException {
    Outer outer = in(Grounds.repository(directory.resolve("r")));
    outer.terminal(
        "new-session", "-s", "m", "--sandbox", "none", "--", "sh", "-c", "echo ONE; cat");
    outer.shows("ONE");
    outer.resize(30, 6);
    outer.shows("40x10 at least; now 30x6");
    outer.resize(100, 30);
    outer.shows("ONE");
  }

  @Test
  void binaryOutputAndProgramsThatEndAtOnceLeaveTheSessionUsable() throws IOException {
    Outer outer = in(Grounds.repository(directory.resolve("r")));
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh");
    outer.shows("1 sh");
    outer.keys("head -c 300000 /dev/urandom; cat /bin/ls; printf '\\033c'; echo still$((40+2))");
    outer.keys("Enter");
    outer.shows("still42");
    assertEquals(0, outer.says("split-window", "--", "false").code());
    outer.shows("exit 1");
    assertEquals(0, outer.says("split-window", "--", "/no/such/program").code());
    outer.shows("/no/such/program");
    assertEquals(0, outer.says("split-window", "--", "true").code());
    assertEquals(0, outer.says("kill-session", "-t", "m").code());
    outer.shows("ended with 0");
  }
}
