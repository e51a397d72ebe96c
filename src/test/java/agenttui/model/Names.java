package agenttui.model;

import java.util.concurrent.atomic.AtomicLong;

/// Ids of messages and calls: different in each run, so that conversations that are taken up again
/// do not mix.
final class Names {
  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis() * 1_000);

  private Names() {}

  /// A new one.
  static String fresh(String kind) {
    return kind + "_" + Long.toString(NEXT.getAndIncrement(), 36);
  }
}
