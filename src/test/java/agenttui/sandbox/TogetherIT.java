package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import agenttui.config.NetworkMode;
import agenttui.process.Program;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several things at once in one installation: the fork key pressed twice, panes that come back
/// together. A keeper serves one attachment, so whoever makes a second cuts the first.
@Tag("engine")
class TogetherIT {
  private SandboxRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new SandboxRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Sandbox start(String id) {
    return rig.sandboxes()
        .start(
            new Launch(
                id,
                SandboxKind.DOCKER,
                "shell",
                NetworkMode.NONE,
                "project",
                rig.home().resolve("hub"),
                Set.of("c-cpp")),
            _ -> {});
  }

  @Test
  void theFirstSandboxesOfAServerMayStartTogether() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started =
          List.of("test-1", "test-2", "test-3").stream()
              .map(id -> threads.submit(() -> SandboxRig.shell(start(id), "echo up")))
              .toList();
      for (var each : started) {
        assertEquals("up\nexit 0", each.get(2, TimeUnit.MINUTES));
      }
    }
  }

  @Test
  void aHubIsCopiedWhileAnotherForkAsksForItsCopy() throws Exception {
    byte[] pack =
        Program.of("git", "-C", rig.home().resolve("hub").toString(), "pack-objects", "--stdout")
            .stdin(new byte[0])
            .run()
            .out();
    HubMirror first = rig.sandboxes().mirror("project", rig.home().resolve("hub"), "sha1");
    PipedInputStream in = new PipedInputStream();
    CompletableFuture<Void> copying;
    try (PipedOutputStream out = new PipedOutputStream(in)) {
      copying = CompletableFuture.runAsync(() -> first.receive(in, Map.of()));
      out.write(pack, 0, 8);
      out.flush();
      HubMirror second = rig.sandboxes().mirror("project", rig.home().resolve("hub"), "sha1");
      assertEquals(List.of(), second.tips());
      out.write(pack, 8, pack.length - 8);
    }
    copying.get(1, TimeUnit.MINUTES);
  }

  @Test
  void panesThatComeBackTogetherShareOneStream() {
    start("test-1");
    Sandboxes again = rig.restarted();
    assertSame(
        again.find("test-1").orElseThrow().attachment(),
        again.find("test-1").orElseThrow().attachment());
  }
}
