package agenttui.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.config.Settings;
import agenttui.docker.ImageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Making the base image is cut in the middle, as `kill-server` does it.
@Tag("engine")
class CutBaseIT {
  /// What mmdebstrap unpacks into.
  private static Set<Path> unpacked() throws IOException {
    Set<Path> found = new HashSet<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (var names = Files.newDirectoryStream(temporary, "{mmdebstrap.,agent-tui-base}*")) {
      names.forEach(found::add);
    }
    return found;
  }

  @Test
  void nothingIsLeftOfABaseImageThatWasNotFinished() throws Exception {
    Set<Path> before = unpacked();
    CompletableFuture<Void> unpacking = new CompletableFuture<>();
    try (RealEngine real = RealEngine.open()) {
      Settings settings = Settings.load(real.directories().configFile(), System.getenv());
      Bootstrap bootstrap =
          new Bootstrap(real.engine(), new ImageRef("debian:bullseye"), settings.network());
      CompletableFuture<String> end = new CompletableFuture<>();
      Thread maker =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  bootstrap.base(
                      Progress.to(
                          line -> {
                            if (line.contains("extracting archives")) {
                              unpacking.complete(null);
                            }
                          },
                          InstantSource.system()));
                  end.complete("made");
                } catch (ImageException e) {
                  end.complete("ended");
                } finally {
                  unpacking.complete(null);
                }
              });
      unpacking.join();
      maker.interrupt();
      assertEquals("ended", end.join());
      assertEquals(before, unpacked());
      assertEquals(
          0,
          real.chain().images().stream()
              .filter(i -> i.names().stream().anyMatch(n -> n.contains("unchecked")))
              .count());
    }
  }
}
