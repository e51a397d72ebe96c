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
import java.util.ArrayList;
import java.util.Collections;
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
  private static final int BLOCK = 64 << 20;
  private static final int BLOCKS = 64;

  /// Longer than the five seconds of silence after which either end calls a stream lost.
  private static final Duration REST = Duration.ofSeconds(10);

  /// The most that may be on the way: 256 KiB grow to this where a ping takes long, as on a machine
  /// that is busy.
  private static final int WINDOW = 4 << 20;

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
    // The same random block again and again: making and hashing four gigabytes there would take
    // longer than carrying them.
    String script =
        "head -c %d /dev/urandom > /tmp/block; sha256sum /tmp/block | cut -c1-64 >&2;"
            + " for i in $(seq %d); do cat /tmp/block; done";
    List<String> line = List.of("bash", "-c", script.formatted(BLOCK, BLOCKS));
    try (Run run = sandbox.run(line, "/", Map.of())) {
      run.stdin().close();
      CompletableFuture<String> theirs = text(run.stderr());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> ours = new ArrayList<>();
      byte[] buffer = new byte[64 << 10];
      long started = System.nanoTime();
      int left = BLOCK;
      long resting = 0;
      for (int n = read(run, buffer, left); n > 0; n = read(run, buffer, left)) {
        digest.update(buffer, 0, n);
        left -= n;
        if (left == 0) {
          ours.add(HexFormat.of().formatHex(digest.digest()));
          left = BLOCK;
        }
        if (resting == 0 && ours.size() == BLOCKS / 2) {
          resting = rested(sandbox, run);
        }
      }
      long seconds = Duration.ofNanos(System.nanoTime() - started).minus(REST).toSeconds();
      long after = heap();
      assertEquals(Collections.nCopies(BLOCKS, theirs.join().strip()), ours);
      assertEquals(BLOCK, left);
      assertEquals(0, run.exit().join().shellCode());
      String figures =
          "%d MB/s, heap %d KiB before, %d KiB at rest, %d KiB after"
              .formatted(
                  ((long) BLOCK * BLOCKS >> 20) / Math.max(1, seconds),
                  before >> 10,
                  resting >> 10,
                  after >> 10);
      System.out.println("keeper stream: " + figures);
      assertTrue(resting - before < FLAT && after - before < FLAT, figures);
    }
  }

  private static int read(Run run, byte[] buffer, int left) throws IOException {
    return run.stdout().read(buffer, 0, Math.min(buffer.length, left));
  }

  /// Stands still for a while: the credit is used up and no more comes, while other channels of the
  /// stream are answered. Gives the heap.
  private static long rested(Sandbox sandbox, Run run) throws IOException, InterruptedException {
    Thread.sleep(REST.dividedBy(2));
    int waiting = run.stdout().available();
    assertTrue(waiting > 0 && waiting <= WINDOW, waiting + " bytes wait here");
    assertEquals("still here\nexit 0", SandboxRig.shell(sandbox, "echo still here"));
    Thread.sleep(REST.dividedBy(2));
    assertEquals(waiting, run.stdout().available());
    return heap();
  }
}
