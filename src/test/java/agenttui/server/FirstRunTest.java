package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dialog of the first run: once, for a person, and whatever comes of it a file is there.
class FirstRunTest {
  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(directory, false);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private FakeTerminal attached() throws InterruptedException {
    rig.says("new-session", "-d", "-s", "main", "--sandbox", "none", "--", "one");
    FakeTerminal terminal = rig.client("attach", "main");
    rig.idle();
    return terminal;
  }

  private String file() throws IOException {
    return Files.readString(directory.resolve("config/config.toml"));
  }

  @Test
  void theAnswersAreSetInACommentedFileAndHold() throws Exception {
    FakeTerminal terminal = attached();
    rig.shows(terminal, "Welcome");
    rig.later();
    terminal.type("\033[C\t\033[C\033[C\r");
    rig.idle();
    rig.hides(terminal, "Welcome");
    assertTrue(file().contains("\nprefix = \"C-a\"\n"), file());
    assertTrue(file().contains("\ntheme = \"light\"\n"), file());
    assertTrue(file().contains("\n#glyphs = \"auto\"\n"), file());
    terminal.type("\001c");
    rig.idle();
    rig.shows(terminal, "2:");
    FakeTerminal second = rig.client("attach", "main");
    rig.idle();
    rig.hides(second, "Welcome");
    assertEquals(0, rig.says("config", "check").exit().code());
  }

  @Test
  void leftAloneItWritesTheDefaultsAsCommentsAndThePaneRunsOn() throws Exception {
    FakeTerminal terminal = attached();
    rig.program(0).print("still here\r\n");
    rig.idle();
    rig.shows(terminal, "still here");
    rig.later();
    terminal.type("\033[27u");
    rig.later();
    rig.idle();
    terminal.type("x");
    rig.idle();
    assertEquals("x", rig.program(0).typed());
    assertTrue(file().contains("\n#prefix = \"C-b\"\n"), file());
    assertEquals(0, rig.says("config", "check").exit().code());
  }

  @Test
  void aTerminalThatIsLostBeforeTheAnswerIsNotAskedAgain() throws Exception {
    FakeTerminal terminal = attached();
    rig.shows(terminal, "Welcome");
    terminal.close();
    rig.kill();
    rig.start();
    FakeTerminal second = rig.client("attach", "main");
    rig.idle();
    rig.hides(second, "Welcome");
  }

  @Test
  void whoOnlyLooksOrGivesACommandIsNotAsked() throws Exception {
    rig.says("new-session", "-d", "-s", "main", "--sandbox", "none", "--", "one");
    assertFalse(Files.exists(directory.resolve("config/config.toml")));
    FakeTerminal looks = rig.client("attach", "--read-only", "main");
    rig.idle();
    rig.hides(looks, "Welcome");
    FakeTerminal own = rig.client("new-session", "-s", "own", "--sandbox", "none", "--", "two");
    rig.idle();
    rig.hides(own, "Welcome");
    assertFalse(Files.exists(directory.resolve("config/config.toml")));
  }

  @Test
  void whereNoFileCanBeWrittenItSaysSoOnceAndTheDefaultsHold() throws Exception {
    Files.writeString(directory.resolve("config"), "in the way");
    FakeTerminal terminal = attached();
    rig.hides(terminal, "Welcome");
    rig.shows(terminal, "cannot write");
  }
}
