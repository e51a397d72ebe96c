package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start-up cache of the packaged program: made after the first frame, used by the next client
/// and server, a broken one passed over.
class StartCacheIT {
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
  void itIsMadeAfterTheFirstFrameAndUsedByTheNextServer() throws IOException {
    Path archive = directory.resolve("cache/start-1-2.jsa");
    Path older = Files.createDirectories(archive.getParent()).resolve("start-1-1.jsa");
    Path others = archive.resolveSibling("start-7-1.jsa");
    Files.createFile(older);
    Files.createFile(others);
    outer.flags("-Dagenttui.archive=" + archive);
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh");
    outer.shows("1 sh");
    outer.await(() -> Files.exists(archive), () -> "no cache: " + outer.screen());
    assertTrue(Files.size(archive) > 1 << 20, "only " + Files.size(archive) + " bytes");
    outer.await(() -> !Files.exists(older), () -> "the older one is still there");
    assertTrue(Files.exists(others), "another checkout's is thrown away");
    assertEquals(List.of(), left());
    outer.says("kill-server");
    outer.flags("-Dagenttui.archive=" + archive, "-XX:SharedArchiveFile=" + archive);
    assertEquals(0, outer.says("ls").code());
    assertTrue(maps(outer.server()).contains(archive.toString()), "the server does not use it");
  }

  @Test
  void whatAKilledRehearsalLeavesIsRemovedByTheNextServer() throws IOException {
    Path note = directory.resolve("cache/start.ground");
    outer.flags("-Dagenttui.archive=" + directory.resolve("cache/start-1-2.jsa"));
    outer.terminal("new-session", "-s", "m", "--sandbox", "none", "--", "sh");
    outer.shows("1 sh");
    outer.await(() -> Files.exists(note), () -> "no rehearsal: " + outer.screen());
    Path ground = Path.of(Files.readString(note));
    outer.await(() -> lines(ground).stream().anyMatch(l -> l.contains("keeper")), () -> "no pane");
    outer.kill9(outer.server());
    outer.processes(" rehearse").forEach(outer::kill9);
    assertTrue(Files.exists(ground));
    outer.terminal("attach", "m");
    outer.await(
        () -> !Files.exists(ground) && lines(ground).isEmpty(),
        () -> "left: " + lines(ground) + outer.screen());
  }

  /// The command lines that name a directory.
  private static List<String> lines(Path named) {
    return ProcessHandle.allProcesses()
        .map(each -> each.info().commandLine().orElse(""))
        .filter(line -> line.contains(named.toString()))
        .toList();
  }

  @Test
  void aBrokenArchiveIsRefusedInSilence() throws IOException {
    Path archive = directory.resolve("start-1-2.jsa");
    Files.write(archive, new byte[4096]);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    outer.flags(
        "-Dagenttui.archive=" + archive, "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
    assertEquals("agent-tui", outer.says("--version").text().split(" ", -1)[0]);
    assertEquals(0, outer.says("ls").code());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> name.contains(".part"))
          .toList();
    }
  }

  private static String maps(ProcessHandle process) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
  }
}
