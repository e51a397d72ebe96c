package agenttui.keeper;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waits for what a keeper answers.
final class Waiting {
  private Waiting() {}

  /// The answer; a failure is thrown as it was told, with this stack.
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new KeeperException(why == null ? "failed" : why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeeperException("interrupted while waiting for the keeper", e);
    }
  }
}
