package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first start on a machine whose engine has no image and no agent: an engine of our own, with
/// nothing in it and no network.
@Tag("engine")
class FirstStartIT {
  @TempDir Path directory;
  private Process engine;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    Path socket = directory.resolve("e.sock");
    engine =
        new ProcessBuilder(
                "dockerd",
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("e.pid"),
                "--host=unix://" + socket,
                "--bridge=none",
                "--iptables=false")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("e.log").toFile())
            .start();
    outer =
        new Outer(
            directory,
            Grounds.repository(directory.resolve("r")),
            Map.of("DOCKER_HOST", "unix://" + socket));
    outer.await(() -> Files.exists(socket), () -> "no second engine came up");
  }

  @AfterEach
  void stop() {
    outer.close();
    engine.destroy();
    engine.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    // The engine makes a mount of its data directory and leaves it, for a moment in use.
    Program.of("umount", "--lazy", directory.resolve("data").toString()).run();
  }

  @Test
  void aShellWorksWhileImagesAreMadeAndAgentsAreOfferedOnce() {
    outer.terminal("start");
    outer.shows("Install agents");
    outer.keys("Escape");
    outer.await(() -> !outer.screen().contains("Install agents"), () -> outer.screen());
    outer.keys("echo $((40+2))x; pwd", "Enter");
    outer.shows("42x");
    outer.shows("/workspace");
    outer.shows("making ");
    List<ProcessHandle> all;
    try (Stream<ProcessHandle> below = outer.server().descendants()) {
      all = below.toList();
    }
    assertTrue(outer.says("ps").text().contains("local"), outer.says("ps").text());
    outer.keys("C-b", "d");
    outer.shows("ended with 0");
    outer.says("kill-server");
    outer.await(() -> all.stream().noneMatch(ProcessHandle::isAlive), () -> "still there: " + all);
    outer.terminal("start");
    outer.shows("1 shell");
    outer.shows("making ");
    assertFalse(outer.screen().contains("Install agents"), outer.screen());
  }
}
