package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// Standard input of a client's command: its end and the client's are told apart.
class TypedTest {
  @Test
  void theEndOfTheInputIsNoFailure() throws IOException {
    Link.Typed typed = new Link.Typed(() -> {});
    typed.add(new byte[] {1, 2});
    typed.add(new byte[0]);
    typed.gone();
    assertArrayEquals(new byte[] {1, 2}, typed.readAllBytes());
  }

  @Test
  void aReaderHearsThatTheClientHasGone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Link.Typed typed = new Link.Typed(asked::countDown);
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return typed.read();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            },
            task -> Thread.ofVirtual().start(task));
    asked.await();
    typed.gone();
    assertThrows(ExecutionException.class, read::get);
  }

  @Test
  void askingForInputHoldsUpNobodyWhoBringsIt() throws Exception {
    Link.Typed[] typed = new Link.Typed[1];
    // As a client whose socket is full: only when its input was taken does it read on.
    typed[0] =
        new Link.Typed(() -> {
          Thread bringing = Thread.ofVirtual().start(() -> typed[0].add(new byte[] {7}));
          try {
            bringing.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertEquals(7, typed[0].read());
  }
}
