package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.keeper.Run;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Four gigabytes through the one stream of a real container, with a reader that rests in the
/// middle.
@Tag("engine")
@Tag("slow")
class KeeperStreamIT {
  private static final long BYTES = 4L << 30;

  /// Longer than the five seconds of silence after which either end calls a stream lost.
  private static final Duration REST = Duration.ofSeconds(10);

  /// What a heap may differ by without a leak: some hundred windows of 256 KiB would be 25 MiB.
  private static final long FLAT = 8L << 20;

  private SandboxRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new SandboxRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /// Bytes in use after a full collection.
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static CompletableFuture<String> text(InputStream from) {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            said.complete(new String(from.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            said.completeExceptionally(e);
          }
        });
    return said;
  }

  @Test
  void fourGigabytesComeWholeAlthoughTheReaderRests()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.NONE);
    SandboxRig.shell(sandbox, "true");
    long before = heap();
    String script = "seq 1 999999999 | head -c " + BYTES + " | tee >(sha256sum | cut -c1-64 >&2)";
    try (Run run = sandbox.run(List.of("bash", "-c", script), "/", Map.of())) {
      run.stdin().close();
      CompletableFuture<String> theirs = text(run.stderr());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 << 10];
      long started = System.nanoTime();
      long read = 0;
      long resting = 0;
      for (int n = run.stdout().read(buffer); n >= 0; n = run.stdout().read(buffer)) {
        digest.update(buffer, 0, n);
        read += n;
        if (resting == 0 && read > BYTES / 2) {
          resting = rested(sandbox, run);
        }
      }
      long seconds = Duration.ofNanos(System.nanoTime() - started).minus(REST).toSeconds();
      long after = heap();
      assertEquals(BYTES, read);
      assertEquals(HexFormat.of().formatHex(digest.digest()), theirs.join().strip());
      assertEquals(0, run.exit().join().shellCode());
      String figures =
          "%d MB/s, heap %d KiB before, %d KiB at rest, %d KiB after"
              .formatted(
                  (BYTES >> 20) / Math.max(1, seconds), before >> 10, resting >> 10, after >> 10);
      System.out.println("keeper stream: " + figures);
      assertTrue(resting - before < FLAT && after - before < FLAT, figures);
    }
  }

  /// Stands still for a while: the credit is used up and no more comes, while other channels of the
  /// stream are answered. Gives the heap.
  private static long rested(Sandbox sandbox, Run run) throws IOException, InterruptedException {
    Thread.sleep(REST.dividedBy(2));
    int waiting = run.stdout().available();
    assertTrue(waiting > 0 && waiting <= 256 << 10, waiting + " bytes wait here");
    assertEquals("still here\nexit 0", SandboxRig.shell(sandbox, "echo still here"));
    Thread.sleep(REST.dividedBy(2));
    assertEquals(waiting, run.stdout().available());
    return heap();
  }
}
