package agenttui.image;

import agenttui.store.Directories;
import agenttui.store.KernelLock;
import java.time.Duration;
import java.util.Optional;

/// One builder at a time for one user, across processes: the second waits, then finds what the
/// first made. The wait can be interrupted. Close from the thread that took it.
final class Turn implements AutoCloseable {
  private final KernelLock lock;

  private Turn(KernelLock lock) {
    this.lock = lock;
  }

  static Turn take(Directories directories, Progress progress) {
    while (true) {
      Optional<KernelLock> lock =
          KernelLock.tryAcquire(directories.state("locks").resolve("image.lock"));
      if (lock.isPresent()) {
        return new Turn(lock.get());
      }
      progress.says("waiting for another build");
      pause();
    }
  }

  /// A moment's wait.
  ///
  /// @throws ImageException when interrupted
  static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("cancelled", e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
