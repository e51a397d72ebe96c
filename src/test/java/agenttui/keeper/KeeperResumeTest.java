package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Coming back to a real keeper after a loss, and leaving it.
@Timeout(60)
class KeeperResumeTest {
  @Test
  void aFloodThatLosesItsStreamAgainAndAgainIsWhole() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      StringBuilder all = new StringBuilder();
      terminal.open(keeper, HostKeeper.shell("a", "seq 1 1000000"));
      for (int kill = 1; kill <= 10; kill++) {
        Terminal now = terminal;
        long goal = now.next() + 300_000;
        Until.holds("more came", () -> now.next() > goal || now.ended());
        keeper.close();
        now.lost();
        all.append(now.text());
        keeper = host.attach();
        terminal = Terminal.consumingFrom(now.next());
        terminal.attach(keeper, "a");
      }
      assertEquals(0, terminal.exit());
      assertEquals(List.of(), terminal.gaps());
      assertEquals(KeeperPtyTest.lines(1_000_000), all + terminal.text());
    }
  }

  @Test
  void withoutGraceWhatWasOverwrittenIsNamed() throws Exception {
    try (HostKeeper host = HostKeeper.start("--ring", "131072", "--grace", "0")) {
      Keeper keeper = host.attach();
      Terminal stuck = Terminal.stuck();
      stuck.open(keeper, HostKeeper.shell("a", "seq 1 100000; cat"));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      keeper.close();
      int whole = KeeperPtyTest.lines(100_000).length();
      Until.holds("the flood went by", () -> peek(host).next() == whole);
      Terminal later = Terminal.consumingFrom(stuck.next());
      later.attach(host.attach(), "a");
      later.shows("100000\r\n");
      assertEquals(List.of(65536 + "-" + (whole - 131072)), later.gaps());
    }
  }

  @Test
  void duringTheGraceTheProgramWaitsInsteadOfLosing() throws Exception {
    try (HostKeeper host = HostKeeper.start("--ring", "131072", "--grace", "3600")) {
      Keeper keeper = host.attach();
      Terminal stuck = Terminal.stuck();
      stuck.open(keeper, HostKeeper.shell("a", "seq 1 100000"));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      keeper.close();
      Until.holds("half the ring is held", () -> peek(host).next() == 65536);
      Terminal later = Terminal.consumingFrom(stuck.next());
      later.attach(host.attach(), "a");
      assertEquals(0, later.exit());
      assertEquals(List.of(), later.gaps());
      assertEquals(KeeperPtyTest.lines(100_000), stuck.text() + later.text());
    }
  }

  @Test
  void afterACleanLeaveTheProgramNeverWaits() throws Exception {
    try (HostKeeper host = HostKeeper.start("--ring", "131072", "--grace", "3600")) {
      Keeper keeper = host.attach();
      Terminal stuck = Terminal.stuck();
      stuck.open(keeper, HostKeeper.shell("a", "seq 1 100000; cat"));
      Until.holds("the window is full", () -> stuck.next() == 64 << 10);
      keeper.bye();
      int whole = KeeperPtyTest.lines(100_000).length();
      Until.holds("the flood went by", () -> peekCleanly(host).next() == whole);
    }
  }

  @Test
  void aNameIsFreeAgainWhoseEndWasToldBeforeTheStreamWasLost() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      terminal.open(keeper, HostKeeper.shell("a", "exit 5"));
      assertEquals(5, terminal.exit());
      keeper.close();
      Keeper second = host.attach();
      for (int code = 6; code < 9; code++) {
        Terminal next = Terminal.consuming();
        KeptPty pty = next.open(second, HostKeeper.shell("a", "exit " + code));
        assertEquals(code, next.exit());
        pty.close();
      }
    }
  }

  @Test
  void anExitIsKeptUntilItIsCollected() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      terminal.open(keeper, HostKeeper.shell("a", "echo done; exit 5"));
      assertEquals(5, terminal.exit());
      keeper.bye();
      Keeper second = host.attach();
      HeldPty held = second.hello().pty(new PtyId("a")).orElseThrow();
      assertEquals(Optional.of(new ExitStatus.Exited(5)), held.exit());
      Terminal again = Terminal.consuming();
      KeptPty pty = again.attach(second, "a");
      assertEquals(5, again.exit());
      assertEquals("done\r\n", again.text());
      pty.close();
      second.bye();
      assertEquals(List.of(), host.attach().hello().ptys());
    }
  }

  @Test
  void helloCountsTheInputThatWasTaken() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      KeptPty pty = terminal.open(keeper, HostKeeper.shell("a", "cat"));
      pty.write("12345\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      terminal.shows("12345\r\n12345");
      keeper.close();
      assertEquals(6, peek(host).inputTaken());
    }
  }

  @Test
  void aNewAttachmentReplacesTheOld() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      CompletableFuture<String> lost = new CompletableFuture<>();
      Keeper first =
          host.attach(
              new KeeperListener() {
                @Override
                public void opened(Channel channel) {}

                @Override
                public void lost(String why) {
                  lost.complete(why);
                }
              });
      Terminal terminal = Terminal.consuming();
      terminal.open(first, HostKeeper.shell("a", "cat"));
      Run run = first.run(HostKeeper.script("exec sleep 1000"));
      int pid = run.processes().all().getFirst().pid();
      Keeper second = host.attach();
      Until.holds("what the first ran is gone", () -> ProcessHandle.of(pid).isEmpty());
      assertFalse(lost.get(10, TimeUnit.SECONDS).isEmpty());
      assertFalse(terminal.lost().isEmpty());
      assertFalse(first.alive());
      assertTrue(second.alive());
    }
  }

  @Test
  void endingLeavesNoProcessAndNoSocket() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      terminal.open(
          keeper, HostKeeper.shell("a", "trap '' HUP TERM; echo $$ up; while :; do sleep 1; done"));
      terminal.shows("up");
      Run run = keeper.run(HostKeeper.script("trap '' TERM; while :; do sleep 1; done"));
      long pid = Long.parseLong(terminal.text().split(" ")[0]);
      int runPid = run.processes().all().getFirst().pid();
      keeper.end();
      assertTrue(host.process().waitFor(10, TimeUnit.SECONDS));
      assertTrue(ProcessHandle.of(pid).isEmpty());
      assertTrue(ProcessHandle.of(runPid).isEmpty());
      assertTrue(Files.notExists(host.socket()));
    }
  }

  private static HeldPty peek(HostKeeper host) {
    Keeper keeper = host.attach();
    HeldPty held = keeper.hello().ptys().getFirst();
    keeper.close();
    return held;
  }

  private static HeldPty peekCleanly(HostKeeper host) {
    Keeper keeper = host.attach();
    HeldPty held = keeper.hello().ptys().getFirst();
    keeper.bye();
    return held;
  }
}
