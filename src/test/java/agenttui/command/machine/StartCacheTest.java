package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the start-up cache is made, and that its failure breaks nothing. That it is made and used
/// is `StartCacheIT`.
class StartCacheTest {
  @TempDir Path directory;

  private static final List<String> LINE =
      List.of("-Xss1m", "-Xlog:disable", "-cp", "x.jar", "agenttui.cli.Main", "-L", "a", "serve");

  @Test
  void itIsWantedOnlyWhereTheStarterNamedOneThatIsNotThere() throws IOException {
    Path there = Files.createFile(directory.resolve("start-1-2.jsa"));
    assertEquals(List.of(), StartCache.wanted("", LINE).stream().toList());
    assertEquals(List.of(), StartCache.wanted(there.toString(), LINE).stream().toList());
    assertEquals(
        List.of("-Xss1m", "-cp", "x.jar"),
        StartCache.wanted(directory.resolve("start-1-3.jsa").toString(), LINE)
            .orElseThrow()
            .line());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNoFault() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    StartCache cache = new StartCache(file.resolve("below/start-1-2.jsa"), List.of());
    assertDoesNotThrow(cache::make);
  }

  @Test
  void aFailedRehearsalLeavesNothing() throws IOException {
    Path wanted = directory.resolve("cache/start-1-2.jsa");
    new StartCache(wanted, List.of("-cp", directory.resolve("no.jar").toString())).make();
    assertFalse(Files.exists(wanted));
    assertFalse(Files.exists(wanted.resolveSibling("start.part")));
  }

  @Test
  void whatARehearsalStartedEndsWithIt() throws Exception {
    Process left = new ProcessBuilder("sh", "-c", "sleep 100; : " + directory + "/keeper").start();
    Process other = new ProcessBuilder("sh", "-c", "sleep 100; : elsewhere").start();
    try {
      StartCache.end(directory);
      assertTrue(left.waitFor(30, TimeUnit.SECONDS));
      assertTrue(other.isAlive());
    } finally {
      left.descendants().forEach(ProcessHandle::destroyForcibly);
      other.descendants().forEach(ProcessHandle::destroyForcibly);
      other.destroyForcibly();
    }
  }
}
