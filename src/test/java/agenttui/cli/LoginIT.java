package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.docker.Engine;
import agenttui.docker.Labels;
import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One sign-in for all panes and forks of an agent, with the packaged program, the engine and the
/// real agents: by a key that is typed or piped, kept in the agent's volume and nowhere else, and
/// whole in every pane however it is replaced.
@Tag("engine")
@Tag("slow")
class LoginIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> PLACE =
      List.of("new-session", "-d", "--sandbox", "docker", "--network", "none", "--agent");

  /// Must be found in the login volume and nowhere else.
  private final String key = "canary-" + UUID.randomUUID();

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void afterAKeyWasTypedOnceANewPaneAndAForkOfCodexStartWithoutASignIn() throws IOException {
    assertTrue(done("login").contains("codex      not signed in"), done("login"));
    outer.terminal("login", "codex", "--key");
    outer.shows("Key for Codex CLI");
    outer.keys("-l", key);
    outer.keys("Enter");
    outer.shows(PATIENCE, "codex is signed in by a key");
    outer.shows("ended with 0");
    assertFalse(outer.screen().contains(key), outer.screen());
    assertTrue(done("login").contains("codex      signed in, just now"), done("login"));

    opened("codex");
    done(PATIENCE, "fork");
    for (String pane : List.of("%1", "%2")) {
      shows(pane, "Ask Codex to do anything");
      String held = done("exec", "-t", pane, "--", "grep", "-rlsF", key, "/home", "/tmp", "/run");
      assertEquals("/home/coder/.login/auth.json\n", held);
    }
    String tools = done(PATIENCE, "exec", "-t", "%1", "--", "make", "--version");
    assertTrue(tools.contains("GNU Make"), tools);
    assertTheKeyIsNowhereOutside();
    assertOnlyItsAgentHasTheVolume();

    assertEquals(1, outer.says("logout", "codex").code(), "it asks first");
    done(PATIENCE, "logout", "codex", "--yes");
    assertEquals(
        1, outer.says("exec", "-t", "%1", "--", "cat", "/home/coder/.codex/auth.json").code());
    assertTrue(done("login").contains("codex      not signed in"), done("login"));
  }

  @Test
  void keysThatOpenCodeAskedForItselfAndThatWerePipedAreBothKnownToIt() throws IOException {
    outer.terminal("login", "opencode");
    outer.shows(PATIENCE, "Select provider");
    outer.keys("-l", "anthropic");
    outer.shows("Search: anthropic");
    outer.keys("Enter");
    outer.shows("Enter your API key");
    outer.keys("-l", key);
    outer.keys("Enter");
    outer.shows("ended with 0");
    outer.await(() -> !done("ps").contains("login-opencode"), () -> done("ps"));
    Path file = Files.writeString(directory.resolve("pipe"), key + "-openai\n");
    List<String> words = List.of("login", "opencode", "--key", "--provider", "openai");
    outer.shell(List.of("sh", "-c", Outer.quoted(outer.program(words)) + "< " + file));
    outer.shows(PATIENCE, "it may still be refused the host of openai");
    outer.shows("ended with 0");
    Files.delete(file);
    opened("opencode");
    String pane = "%2"; // The first was the sign-in.
    shows(pane, "Ask anything");
    String known =
        done("exec", "-t", pane, "--", "/tools/opencode/bin/opencode", "auth", "list")
            .toLowerCase(java.util.Locale.ROOT);
    assertTrue(known.contains("anthropic") && known.contains("openai"), known);
    assertTheKeyIsNowhereOutside();
  }

  @Test
  void twoPanesThatReplaceTheFileAtOnceAlwaysReadAWholeOneAndTheNewestWins() {
    opened("codex");
    done(PATIENCE, "fork");
    List<CompletableFuture<String>> both =
        Stream.of("%1", "%2")
            .map(pane ->
                CompletableFuture.supplyAsync(() ->
                    done(PATIENCE, "exec", "-t", pane, "--", "sh", "-c", REPLACING, "sh", pane)))
            .toList();
    both.forEach(each -> assertEquals("300 whole\n", each.join()));
    for (String pane : List.of("%1", "%2")) {
      String last = done("exec", "-t", pane, "--", "sh", "-c", SETTLED);
      assertTrue(last.contains("\"n\": 300,"), last);
    }
    String newest = "printf '{\"n\": \"newest\"}' > new && mv new ~/.codex/auth.json; ";
    done("exec", "-t", "%2", "--", "sh", "-c", newest + SETTLED);
    assertEquals(
        "{\"n\": \"newest\"}",
        done("exec", "-t", "%1", "--", "cat", "/home/coder/.codex/auth.json"));
  }

  /// Stands for an agent: replaces its file by rename, and reads it after each time.
  private static final String REPLACING =
      """
      cd ~/.codex && i=0
      while [ $i -lt 300 ]; do
        i=$((i + 1))
        printf '{"who": "%s", "n": %d, "fill": "%01000d", "end": 1}' "$1" $i 0 > new
        mv new auth.json
        case $(cat auth.json) in
          '{"who"'*'"end": 1}') ;;
          *) echo "torn after $i: $(cat auth.json)"; exit 1 ;;
        esac
      done
      echo "$i whole"
      """;

  /// Waits until the link is back, which it is within milliseconds, and prints what it leads to.
  private static final String SETTLED =
      "timeout 20 sh -c 'until test -L ~/.codex/auth.json; do sleep 0.05; done'"
          + " && cat ~/.codex/auth.json";

  private void opened(String agent) {
    List<String> line = new ArrayList<>(PLACE);
    line.add(agent);
    done(PATIENCE, line.toArray(String[]::new));
  }

  private void shows(String pane, String text) {
    Exit shown = outer.says(PATIENCE, "wait-for", "text", text, "-t", pane, "--timeout", "90");
    assertEquals(0, shown.code(), () -> outer.says("capture-pane", "-t", pane).text());
  }

  private String done(String... words) {
    return Grounds.done(outer.says(words)).text();
  }

  private String done(Duration patience, String... words) {
    return Grounds.done(outer.says(patience, words)).text();
  }

  /// Neither the tools' container nor that of another agent.
  private void assertOnlyItsAgentHasTheVolume() {
    done(PATIENCE, "new-session", "-d", "--sandbox", "docker", "--network", "none", "--", "cat");
    try (Engine engine = installation.engine()) {
      List<String> with =
          engine.containers().list(Map.of()).stream()
              .filter(each -> each.mounts().stream().anyMatch(m -> m.target().contains("login")))
              .map(each -> each.labels().getOrDefault(Labels.KIND, ""))
              .toList();
      assertEquals(List.of("agent", "agent"), with);
      assertTrue(engine.containers().list(Map.of()).size() >= 4);
    }
  }

  private void assertTheKeyIsNowhereOutside() throws IOException {
    try (Engine engine = installation.engine()) {
      var all = engine.containers().list(Map.of());
      assertFalse(all.isEmpty());
      for (var container : all) {
        String place = "http://engine/containers/" + container.id().value() + "/json";
        Exit inspected =
            Program.of("curl", "-s", "--unix-socket", "/var/run/docker.sock", place).run();
        assertTrue(inspected.text().contains("\"HostConfig\""), inspected.text());
        assertFalse(inspected.text().contains(key), "inspect tells the key");
      }
    }
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      for (String file : List.of("cmdline", "environ")) {
        assertFalse(told(process.pid(), file).contains(key), () -> file + " of " + process.info());
      }
    }
    Exit files = Program.of("grep", "-rlF", key, directory.toString()).run();
    assertEquals("", files.text(), "files of this machine hold the key");
  }

  /// Empty for a process that has ended.
  private static String told(long pid, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(pid), file);
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
