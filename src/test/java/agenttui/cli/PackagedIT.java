package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program in a real terminal, with real programs in real ptys (sandbox `none`).
class PackagedIT {
  /// Greets, then answers each line.
  private static final String ANSWERS = "echo ONE; while read l; do echo got:$l; done";

  @TempDir Path directory;
  private Outer outer;

  @BeforeEach
  void start() {
    outer = new Outer(directory);
  }

  @AfterEach
  void stop() {
    outer.close();
  }

  @Test
  void splitDetachAndAttachAsInTmux() {
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh", "-c", ANSWERS);
    outer.shows("ONE");
    outer.keys("C-b", "%");
    outer.shows("2 shell");
    outer.keys("echo TWO", "Enter");
    outer.shows("TWO");
    outer.keys("C-b", "d");
    outer.shows("[detached from m]");
    outer.shows("ended with 0");
    assertEquals("m: 2 panes, " + directory + "\n", outer.says("ls").text());
    outer.terminal("attach", "m");
    outer.shows("ONE");
    outer.shows("TWO");
  }

  @Test
  void aKilledClientLosesNothing() {
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh", "-c", ANSWERS);
    outer.shows("ONE");
    List<ProcessHandle> clients = outer.processes(" new-session");
    outer.kill9(
        clients.stream()
            .filter(p -> p.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow());
    outer.terminal("attach", "m");
    outer.shows("ONE");
    outer.keys("typed", "Enter");
    outer.shows("got:typed");
  }

  @Test
  void aKilledServerLosesNoLineAndRepeatsNone() {
    String count = "i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; echo END; cat";
    Exit started =
        outer.says("new-session", "-d", "-s", "m", "--sandbox", "none", "--", "sh", "-c", count);
    assertEquals(0, started.code(), started.complaint());
    assertEquals(0, outer.says("wait-for", "text", "line ").code());
    outer.kill9(outer.server());
    Exit again = outer.says("wait-for", "text", "END");
    assertEquals(0, again.code(), again.complaint());
    String all = outer.says("capture-pane", "-p", "-S", "-").text();
    String wanted =
        IntStream.range(0, 3000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining())
            + "END\n";
    assertEquals(wanted, all.stripTrailing() + "\n");
    outer.terminal("attach", "m");
    outer.shows("END");
    outer.keys("still typing", "Enter");
    outer.shows("still typing");
  }

  /// One that is being killed under load can be connected to for a moment and never says a word.
  @Test
  void aServerThatEndsBeforeItsFirstWordIsNotTheOneThatIsAsked() throws IOException {
    Path socket = outer.socket();
    Files.createDirectories(socket.getParent());
    try (ServerSocketChannel dying = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dying.bind(UnixDomainSocketAddress.of(socket));
      Thread end =
          Thread.ofVirtual()
              .start(() -> {
                try (SocketChannel _ = dying.accept()) {
                  Files.delete(socket);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      Exit exit = outer.says("new-session", "-d", "-s", "m", "--sandbox", "none", "--", "cat");
      assertEquals(0, exit.code(), exit.complaint());
      assertEquals("m: 1 pane, " + directory + "\n", outer.says("ls").text());
      assertFalse(end.isAlive());
    }
  }

  @Test
  void helpNeedsNoServerAndASessionInTheBackgroundNoTerminal() throws IOException {
    Path config = directory.resolve("c/agent-tui/config.toml");
    Files.writeString(config, "not toml");
    for (String verb : List.of("ls", "kill-server", "new-session", "completion")) {
      Exit help = outer.says(verb, "--help");
      assertEquals(0, help.code(), help.complaint());
    }
    assertEquals(1, outer.says("ls").code());
    Files.writeString(config, "");
    Exit started = outer.says("new-session", "-ds", "m", "--sandbox", "none", "--", "cat");
    assertEquals(0, started.code(), started.complaint());
    assertTrue(outer.says("ls").text().startsWith("m: "));
  }

  @Test
  void killServerLeavesNoProcess() {
    outer.says("new-session", "-d", "-s", "m", "--sandbox", "none", "--", "sleep", "600");
    outer.says("split-window", "--", "sleep", "601");
    assertEquals(0, outer.says("kill-server").code());
    outer.await(
        () -> outer.processes("").isEmpty(), () -> "left: " + outer.processes("").toString());
  }

  @Test
  void exitCodesAreThoseOfTheManual() {
    assertEquals(2, outer.says("atach").code());
    assertTrue(outer.says("atach").complaint().contains("did you mean 'attach'"));
    assertEquals(1, outer.says("attach", "nowhere").code());
    assertEquals(2, outer.says("ls", "--nope").code());
    Exit refused = outer.says("new-session", "-s", "m", "--sandbox", "none");
    assertEquals(1, refused.code());
    assertTrue(refused.complaint().contains("terminal"), refused.complaint());
    assertEquals(0, outer.says("--version").code());
    assertEquals(1, outer.says("-L", "no such/name", "ls").code());
  }

  @Test
  void aSessionEndsWithItsProgramAndTheTerminalIsAsBefore() {
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh", "-c", "read line");
    outer.shows("1 sh");
    outer.keys("Enter");
    outer.shows("[exited]");
    outer.shows("ended with 0");
  }

  @Test
  void nothingOfOursIsOpenToOthers() throws IOException {
    outer.says("new-session", "-d", "-s", "m", "--sandbox", "none", "--", "sleep", "600");
    Path state = directory.resolve("s");
    try (Stream<Path> all = Files.walk(state)) {
      List<String> open =
          all.filter(file -> !file.equals(state))
              .filter(PackagedIT::isOpen)
              .map(Path::toString)
              .toList();
      assertEquals(List.of(), open);
    }
  }

  private static boolean isOpen(Path file) {
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      return !mode.endsWith("------");
    } catch (IOException e) {
      return false;
    }
  }
}
