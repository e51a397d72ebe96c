package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program in a pane fills the disk that our own state is on. Needs root, for a small disk of its
/// own.
class DiskFullIT {
  private static final String FILL = "cat /dev/zero > $XDG_STATE_HOME/fill; echo fi''lled";

  @TempDir Path directory;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    Path state = Files.createDirectory(directory.resolve("s"));
    run("mount", "-t", "tmpfs", "-o", "size=6m,mode=0700", "tmpfs", state.toString());
    outer = new Outer(directory);
  }

  @AfterEach
  void stop() {
    outer.close();
    run("umount", "-l", directory.resolve("s").toString());
  }

  private static void run(String... line) {
    Exit exit = Program.of(line).run();
    assertTrue(exit.ok(), exit.complaint());
  }

  @Test
  void theServerGoesOnSaysSoAndKeepsAllWhenThereIsRoomAgain() {
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh");
    outer.shows("1 sh");
    outer.keys(FILL, "Enter");
    outer.shows("filled");
    outer.keys("C-b", "%");
    outer.shows("No space left on device");
    outer.shows("2 shell");
    outer.keys("echo t''wo", "Enter");
    outer.shows("two");
    outer.keys("rm $XDG_STATE_HOME/fill; echo ro''om", "Enter");
    outer.shows("room");
    Path sessions = directory.resolve("s/agent-tui/servers");
    outer.await(() -> text(sessions).contains("\"shell\""), () -> text(sessions));
    outer.kill9(outer.server());
    assertEquals("m: 2 panes, " + directory + "\n", outer.says("ls").text());
    outer.await(() -> captured(1).contains("filled"), () -> captured(1));
    outer.await(() -> captured(2).contains("two"), () -> captured(2));
  }

  private String captured(int pane) {
    return outer.says("capture-pane", "-p", "-t", "m:" + pane).text();
  }

  private static String text(Path servers) {
    return Program.of("sh", "-c", "cat " + servers + "/*/sessions.json").run().text();
  }

  @Test
  void aDiskThatIsFullAtTheStartIsNamed() {
    run("sh", "-c", "cat /dev/zero > " + directory + "/s/fill 2> /dev/null || true");
    Exit refused = outer.says("new-session", "-d", "--sandbox", "none");
    assertEquals(1, refused.code(), refused.complaint());
    assertTrue(refused.complaint().contains("No space left"), refused.complaint());
    assertEquals(1, refused.complaint().strip().lines().count(), refused.complaint());
  }
}
