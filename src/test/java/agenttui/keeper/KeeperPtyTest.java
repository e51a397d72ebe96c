package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ptys of a real keeper on this machine.
@Timeout(60)
class KeeperPtyTest {
  private static byte[] keys(String keys) {
    return keys.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aKeyComesBackAsItsEcho() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      KeptPty pty = terminal.open(host.attach(), HostKeeper.shell("a", "cat"));
      pty.write(keys("grüße\n"));
      terminal.shows("grüße\r\ngrüße\r\n");
      pty.write(new byte[] {4});
      assertEquals(0, terminal.exit());
    }
  }

  @Test
  void theExitComesAfterAllOutput() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      for (int i = 0; i < 20; i++) {
        Terminal terminal = Terminal.consuming();
        terminal.open(keeper, HostKeeper.shell("p" + i, "seq 1 5000; exit 7"));
        assertEquals(7, terminal.exit());
        assertEquals(lines(5000), terminal.text());
      }
    }
  }

  @Test
  void theExitWaitsForOutputThatNobodyHasConsumed() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal stuck = Terminal.stuck();
      KeptPty pty =
          stuck.open(host.attach(), HostKeeper.shell("a", "echo $$; seq 1 11158; exit 7"));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      Path stat = Path.of("/proc", stuck.text().split("\r", 2)[0], "stat");
      Until.holds("the program is dead", () -> read(stat).contains(") Z "));
      assertFalse(stuck.ended());
      pty.consumed(64 << 10);
      assertEquals(7, stuck.exit());
      assertTrue(stuck.text().endsWith("\r\n11157\r\n11158\r\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSignalThatEndsAProgramIsToldAsShellsDo() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      terminal.open(host.attach(), HostKeeper.shell("a", "kill -9 $$"));
      assertEquals(137, terminal.exit());
    }
  }

  @Test
  void aBackgroundJobThatHoldsTheTerminalDoesNotHideTheExit() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      terminal.open(host.attach(), HostKeeper.shell("a", "(trap '' HUP; exec yes) & exit 3"));
      assertEquals(3, terminal.exit());
    }
  }

  @Test
  void aProgramThatCanNotStartIsRefusedWithTheReason() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      PtySpec missing =
          new PtySpec(
              new PtyId("a"), List.of("no-such-program"), "/", Map.of(), new Size(80, 24), false);
      KeeperException refused =
          assertThrows(KeeperException.class, () -> keeper.openPty(missing, Terminal.consuming()));
      assertEquals("no-such-program: No such file or directory", refused.getMessage());
      Terminal.consuming().open(keeper, HostKeeper.shell("a", "cat"));
      assertThrows(
          KeeperException.class,
          () -> keeper.openPty(HostKeeper.shell("a", "cat"), Terminal.consuming()));
    }
  }

  @Test
  void aProgramSeesItsSizeAndEachChange() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      String script = "trap 'stty size; exit 0' WINCH; stty size; while :; do read x; done";
      KeptPty pty = terminal.open(host.attach(), HostKeeper.shell("a", script));
      terminal.shows("24 80\r\n");
      pty.resize(new Size(101, 33));
      terminal.shows("33 101\r\n");
      assertEquals(0, terminal.exit());
    }
  }

  @Test
  void aSignalReachesTheForegroundGroupAndNotTheShell() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      String script = "set -m; trap 'echo shell' TERM; sh -c 'echo up; exec sleep 100'; echo $?";
      KeptPty pty = terminal.open(host.attach(), HostKeeper.shell("a", script));
      terminal.shows("up");
      Until.holds(
          "sleep is in the foreground",
          () -> pty.processes().foreground().orElse("").equals("sleep 100"));
      pty.signal(15);
      terminal.shows("143");
      assertEquals(0, terminal.exit());
      assertTrue(!terminal.text().contains("shell"), terminal.text());
    }
  }

  @Test
  void interruptEndsAFloodThatNobodyConsumes() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal stuck = Terminal.stuck();
      KeptPty pty = stuck.open(keeper, HostKeeper.shell("a", "yes"));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      pty.write(new byte[] {3});
      pty.consumed(64 << 10);
      Until.holds(
          "yes has ended",
          () -> {
            pty.consumed(1 << 20);
            return stuck.ended();
          });
      assertEquals(130, stuck.exit());
      assertTrue(stuck.next() < 512 << 10, "came until the end: " + stuck.next());
    }
  }

  @Test
  void aProgramBlocksWhenItsWindowIsUsedUp() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Path mark = host.directory().resolve("mark");
      Terminal stuck = Terminal.stuck();
      KeptPty pty =
          stuck.open(keeper, HostKeeper.shell("a", "head -c 300000 /dev/zero; touch " + mark));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      Terminal other = Terminal.consuming();
      other.open(keeper, HostKeeper.shell("b", "seq 1 100000"));
      assertEquals(0, other.exit());
      assertEquals(64 << 10, stuck.next());
      assertTrue(Files.notExists(mark));
      pty.consumed(20 << 10);
      Until.holds("the credit is used up", () -> stuck.next() == 84 << 10);
    }
  }

  @Test
  void processesTellDirectoryAndChildren() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Terminal terminal = Terminal.consuming();
      KeptPty pty =
          terminal.open(host.attach(), HostKeeper.shell("a", "cd /usr; sleep 50 & echo up; cat"));
      terminal.shows("up");
      Until.holds(
          "cat and sleep are told",
          () -> {
            Processes now = pty.processes();
            String all =
                now.all().stream().map(Processes.One::command).collect(Collectors.joining("|"));
            return now.directory().orElse("").equals("/usr")
                && all.contains("sleep 50")
                && all.contains("cat");
          });
    }
  }

  @Test
  void closingHangsUpAndLeavesNoProcess() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      String script =
          "trap '' HUP TERM; sleep 1000 & echo pids $$ $! end; while :; do sleep 1; done";
      KeptPty pty = terminal.open(keeper, HostKeeper.shell("a", script));
      terminal.shows("end");
      String[] pids = terminal.text().replaceAll("(?s).*pids (.*) end.*", "$1").split(" ");
      pty.close();
      for (String pid : pids) {
        Until.holds("process " + pid + " is gone", () -> !Files.exists(Path.of("/proc", pid)));
      }
      assertThrows(
          KeeperException.class, () -> keeper.attachPty(new PtyId("a"), 0, Terminal.consuming()));
    }
  }

  @Test
  void secretsComeFromAFileAndOnlyWhenAsked() throws Exception {
    try (HostKeeper host = HostKeeper.start("--secrets", "@/env")) {
      Keeper keeper = host.attach();
      Files.writeString(host.directory().resolve("env"), "KEY=a b\nTERM=secret\n");
      Terminal with = Terminal.consuming();
      PtySpec plain = HostKeeper.shell("a", "echo \"[$KEY:$TERM]\"");
      with.open(
          keeper,
          new PtySpec(plain.id(), plain.arguments(), "/", plain.environment(), plain.size(), true));
      with.shows("[a b:secret]");
      Terminal without = Terminal.consuming();
      without.open(keeper, HostKeeper.shell("b", "echo \"[$KEY:$TERM]\""));
      without.shows("[:dumb]");
    }
  }

  static String lines(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> i + "\r\n").collect(Collectors.joining());
  }
}
