package agenttui.server.watch;

import java.time.Duration;
import java.util.function.Supplier;

/// A loop of one thread that does everything at once, timers included: for tests of what runs on
/// the server's.
class AtOnce implements Watch.Turns {
  @Override
  public void after(Duration delay, Runnable action) {
    action.run();
  }

  @Override
  public void task(String name, Runnable action) {
    action.run();
  }

  @Override
  public void later(Runnable action) {
    action.run();
  }

  @Override
  public <T> T call(Supplier<T> action) {
    return action.get();
  }
}
