package agenttui.sandbox;

import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one stream to a sandbox's keeper: made when first needed, made anew after a loss.
final class Attachment {
  private final Supplier<Keeper> connecting;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Keeper keeper;

  Attachment(Supplier<Keeper> connecting) {
    this.connecting = connecting;
  }

  /// The keeper, attached. Waits (about 60 ms through an engine).
  ///
  /// @throws KeeperException and what `connecting` throws when it cannot be
  Keeper keeper() {
    lock.lock();
    try {
      Keeper known = keeper;
      if (known != null && known.alive()) {
        return known;
      }
      Keeper fresh = connecting.get();
      keeper = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /// Whether it is attached now.
  boolean alive() {
    lock.lock();
    try {
      return keeper != null && keeper.alive();
    } finally {
      lock.unlock();
    }
  }

  /// Leaves cleanly if attached.
  void leave() {
    lock.lock();
    try {
      if (keeper != null && keeper.alive()) {
        keeper.bye();
      }
      keeper = null;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the keeper with everything that it started, if it can be reached.
  void end() {
    try {
      keeper().end();
    } catch (RuntimeException e) {
      // Nobody there to end: what remains is removed by its label or its directory.
    }
    lock.lock();
    try {
      keeper = null;
    } finally {
      lock.unlock();
    }
  }
}
