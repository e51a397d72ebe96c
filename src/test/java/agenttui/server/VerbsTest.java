package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.PaneFacts;
import agenttui.command.Registry;
import agenttui.store.Json;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Command lines from a shell: what they print and their exit codes.
class VerbsTest extends Scenario {
  private void fails(int code, String word, String... line) throws InterruptedException {
    Message.Exit exit = rig.says(line).exit();
    assertEquals(code, exit.code(), exit.line());
    assertTrue(exit.line().contains(word), exit.line());
    assertEquals(1, exit.line().lines().count());
  }

  @Test
  void everyVerbHasAModelAndHelp() {
    Registry registry = Verbs.registry();
    for (String name : registry.names()) {
      assertTrue(registry.spec(name).isPresent(), name);
      Registry.Parsed parsed = registry.parse(List.of(name, "--help"));
      assertTrue(parsed instanceof Registry.Parsed.Help, name + ": " + parsed);
    }
  }

  @Test
  void whatIsLoadedAheadIsALineThatCouldBeRun() {
    assertTrue(Verbs.preload() instanceof Registry.Parsed.Runs);
  }

  @Test
  void exitCodesSayWhatHappened() throws InterruptedException {
    fails(2, "did you mean 'attach'", "atach");
    fails(2, "did you mean 'kill-pane'", "kil-pane");
    assertFalse(rig.says("pipe-pane", "-t", "%0").exit().line().contains("kill"));
    fails(2, "--nope", "ls", "--nope");
    fails(1, "no session", "attach", "nowhere");
    rig.session();
    fails(1, "already", "new-session", "-d", "-s", "main", "--sandbox", "none");
    fails(1, "no pane %9", "select-pane", "-t", "%9");
    fails(1, "':'", "new-session", "-d", "-s", "a:b", "--sandbox", "none");
    fails(124, "within", "wait-for", "text", "never", "--timeout", "0.05");
  }

  @Test
  void waitForReturnsWhenTheTextIsThere() throws InterruptedException {
    rig.session();
    FakeTerminal waiting = rig.client("wait-for", "text", "ready");
    rig.program(0).print("it is ready now");
    assertEquals(0, waiting.exit().code());
  }

  @Test
  void aBlankAtTheEndOfAWrappedRowIsFoundAndCaptured() throws InterruptedException {
    rig.session();
    int columns = rig.program(0).sizes().getLast().columns();
    rig.program(0).print("0".repeat(columns - 2) + "X YZ-end\r\n");
    rig.program(0).print("\033[1m" + "1".repeat(columns - 2) + "V WU-end\033[m\r\n");
    rig.idle();
    assertEquals(0, rig.says("wait-for", "text", "X YZ-end", "--timeout", "1").exit().code());
    String joined = rig.says("capture-pane", "-J").out();
    assertTrue(joined.contains("0X YZ-end\n"), joined);
    String styled = rig.says("capture-pane", "-J", "-e").out().replaceAll("\033\\[[0-9;]*m", "");
    assertTrue(styled.contains("1V WU-end\n"), styled);
    assertTrue(rig.says("capture-pane").out().contains("0X\nYZ-end\n"));
  }

  @Test
  void sendKeysTypesTheKeypadAndCharactersByTheirNumber() throws InterruptedException {
    rig.session();
    rig.says("send-keys", "KP7", "KP+", "kp.", "KPEnter", "0x41", "0x20ac", "0X42");
    assertEquals("7+.\rA€0X42", rig.program(0).typed());
    rig.says("send-keys", "KP", "KP10", "KP7 x", "0x", "0xzz", "0x110000", "0xd800", "0x41 ");
    assertEquals("KPKP10KP7 x0x0xzz0x1100000xd8000x41 ", rig.program(0).typed());
    rig.says("send-keys", "-l", "KP7", "0x41");
    assertEquals("KP70x41", rig.program(0).typed());
    rig.program(0).print("\033=");
    rig.idle();
    rig.says("send-keys", "KP7", "KP*", "KPEnter");
    assertEquals("\033Ow\033Oj\033OM", rig.program(0).typed());
  }

  @Test
  @Timeout(30)
  void waitForEndsWithItsPane() throws InterruptedException {
    rig.session();
    assertEquals(0, rig.says("split-window", "-h", "--", "two").exit().code());
    List<FakeTerminal> waiting =
        Stream.of("text never", "idle", "needs-input", "done")
            .map(what -> ("wait-for -t %2 --timeout 3600 " + what).split(" "))
            .map(rig::client)
            .toList();
    FakeTerminal status = rig.client("wait-for", "-t", "%2", "--timeout", "3600", "exit");
    // Time for all of them to begin; one that begins later is refused, and that is as well.
    fails(124, "within", "wait-for", "text", "never", "--timeout", "0.3");
    assertEquals(0, rig.says("kill-pane", "--yes", "-t", "%2").exit().code());
    for (FakeTerminal each : waiting) {
      assertEquals(1, each.exit().code());
      assertTrue(each.exit().line().contains("pane %2"), each.exit().line());
    }
    assertEquals(0, status.exit().code());
  }

  @Test
  void sendKeysTypesNamesAndText() throws InterruptedException {
    rig.session();
    rig.says("send-keys", "-t", "main:", "ls -l", "Enter", "C-c", "Up", "é");
    assertEquals("ls -l\r\003\033[Aé", rig.program(0).typed());
    rig.says("send-keys", "-l", "Enter");
    assertEquals("Enter", rig.program(0).typed());
  }

  @Test
  void capturePrintsTheScreenAndItsHistory() throws InterruptedException {
    rig.session();
    rig.program(0).print("\033[31mred\033[m plain\r\n");
    rig.idle();
    assertTrue(rig.says("capture-pane", "-p").out().startsWith("red plain\n"));
    String styled = rig.says("capture-pane", "-p", "-e").out();
    assertTrue(styled.contains("31m") && styled.contains("red"), styled);
    for (int i = 0; i < 100; i++) {
      rig.program(0).print("line " + i + "\r\n");
    }
    rig.idle();
    String all = rig.says("capture-pane", "-p", "-S", "-").out();
    assertTrue(all.startsWith("red plain\nline 0\nline 1\n"), all);
  }

  @Test
  void panesAreListedWithTheModesOfTheirPrograms() throws InterruptedException {
    rig.session();
    rig.program(0).print("\033[?1049h\033[?2004h\033[?7l\033[4h\033[>5u\033[>4;2m\033[3;7H");
    rig.idle();
    PaneFacts pane =
        Json.read(
            rig.says("list-panes", "--json").out().getBytes(StandardCharsets.UTF_8),
            PaneFacts[].class)[0];
    assertEquals(List.of(6, 2), pane.cursor());
    assertTrue(pane.modes().containsAll(List.of("?1049", "?2004", "4", ">5u", ">4;2m")));
    assertFalse(pane.modes().contains("?7"));
  }

  @Test
  void resizeAndLayoutsMoveTheBorders() throws InterruptedException {
    rig.session();
    rig.says("split-window", "-h");
    rig.idle();
    int before = rig.program(0).sizes().getLast().columns();
    rig.says("resize-pane", "-t", "1", "-R", "5");
    rig.idle();
    assertEquals(before + 5, rig.program(0).sizes().getLast().columns());
    rig.says("select-layout", "even-vertical");
    rig.idle();
    assertTrue(rig.program(0).sizes().getLast().columns() > before + 5);
  }

  @Test
  void signalReachesTheProgramAndThePanel() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.says("signal", "INT");
    rig.idle();
    assertEquals(List.of(2), rig.program(0).signals());
    rig.shows(terminal, "INT");
    terminal.type("\002S");
    rig.idle();
    rig.shows(terminal, "CONT");
    rig.later();
    terminal.type("c");
    rig.idle();
    assertEquals(List.of(2, 18), rig.program(0).signals());
  }

  @Test
  void theHelpSheetListsKeys() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002?zoom");
    rig.idle();
    rig.shows(terminal, "zoom the pane, or back");
  }

  @Test
  void clientAndServerOfDifferentProtocolsSayWhatToDo() {
    Connection other = Connection.to(rig.socket()).orElseThrow();
    other.send(new Message.Hello(Protocol.VERSION + 1, "9.9", 1));
    Optional<Message> hello = other.receive();
    assertTrue(Protocol.mismatch((Message.Hello) hello.orElseThrow()).contains("kill-server"));
    other.send(new Message.Stop());
    assertTrue(other.receive().isEmpty());
  }

  @Test
  void aClientThatTalksNonsenseIsDroppedAlone() {
    FakeTerminal terminal = rig.session();
    Connection bad = Connection.to(rig.socket()).orElseThrow();
    bad.send(Protocol.hello());
    bad.receive();
    bad.send(new Message.Exit(0, "I am no server"));
    assertTrue(bad.receive().isEmpty());
    rig.program(0).print("still there");
    rig.idle();
    rig.shows(terminal, "still there");
  }
}
