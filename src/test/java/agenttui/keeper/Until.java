package agenttui.keeper;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits, with a bound, for something that another process does.
final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Until() {}

  /// Polls until the condition holds; fails with what was waited for.
  static void holds(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
