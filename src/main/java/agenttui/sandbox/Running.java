package agenttui.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The sandboxes that were attached last, and their sidecars. Any thread; only the start of a
/// sidecar waits, and only for another start of the same one.
final class Running {
  private final Map<String, Sandbox> known = new ConcurrentHashMap<>();

  /// One for each sidecar ever started. Not the map's own lock: that would hold up others, for as
  /// long as an image takes.
  private final Map<String, ReentrantLock> starts = new ConcurrentHashMap<>();

  /// The sandbox of that id, while it is attached.
  Optional<Sandbox> find(String id) {
    return Optional.ofNullable(known.get(id)).filter(there -> there.attachment().alive());
  }

  /// It runs.
  void put(String id, Sandbox sandbox) {
    known.put(id, sandbox);
  }

  /// A sandbox's sidecar of a kind, started by `start` unless it is attached.
  Sandbox sidecar(String owner, String kind, Supplier<Sandbox> start) {
    String id = owner + "/" + kind;
    ReentrantLock lock = starts.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      Optional<Sandbox> there = find(id);
      if (there.isPresent()) {
        return there.get();
      }
      Sandbox fresh = start.get();
      known.put(id, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /// It does not run; its sidecars may.
  void forget(String id) {
    known.remove(id);
  }

  /// Neither it nor its sidecars run.
  void forgetAll(String id) {
    known.keySet().removeIf(key -> key.equals(id) || key.startsWith(id + "/"));
  }

  /// Leaves all of them running without us.
  void leave() {
    known.values().forEach(Sandbox::leave);
    known.clear();
  }
}
