package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.config.NetworkMode;
import agenttui.config.Terms;
import agenttui.keeper.KeeperException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A sidecar may take as long to start as its image: that holds nobody else up.
class RunningTest {
  private static final Sandbox SANDBOX =
      new Sandbox(
          new Saved("s", "local", "shell", "none", "p", Path.of("/h"), Set.of(), "", Terms.NONE),
          new Attachment(() -> {
            throw new KeeperException("nobody is there");
          }),
          Wrapping.none(),
          Map.of(),
          new WaysOut(Path.of("/t"), Path.of("/e"), NetworkMode.NONE),
          List.of());

  /// So many that some would share a place in a table with the one that starts.
  private static final int OTHERS = 200;

  @Test
  void othersComeAndGoWhileOneStarts() throws Exception {
    Running running = new Running();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Sandbox> starting =
        CompletableFuture.supplyAsync(
            () ->
                running.sidecar(
                    "slow",
                    "c-cpp",
                    () -> {
                      begun.countDown();
                      awaited(held);
                      return SANDBOX;
                    }),
            task -> Thread.ofVirtual().start(task));
    begun.await();
    for (int i = 0; i < OTHERS; i++) {
      running.put("other" + i, SANDBOX);
      assertEquals(SANDBOX, running.sidecar("other" + i, "c-cpp", () -> SANDBOX));
    }
    for (int i = 0; i < OTHERS; i++) {
      running.forgetAll("other" + i);
    }
    running.forgetAll("slow");
    held.countDown();
    assertEquals(SANDBOX, starting.get());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
