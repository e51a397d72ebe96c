package agenttui.term.cells;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes that the histories of many terminals may take together. Beyond them the one that takes
/// the most gives up its oldest lines, a block at a time: those of programs that write much end up
/// equally large, and short ones stay whole. One thread.
public final class Histories {
  private final long limit;
  private final List<History> all = new ArrayList<>();
  private long bytes;

  /// A block that was given up: the next that is needed. A flood allocates nothing.
  private byte @Nullable [] spare;

  /// @param limit bytes
  public Histories(long limit) {
    this.limit = limit;
  }

  /// Where a history is alone, with no limit but its own.
  public static Histories alone() {
    return new Histories(Long.MAX_VALUE);
  }

  /// What they take now.
  public long bytes() {
    return bytes;
  }

  void join(History history, int taken) {
    all.add(history);
    changed(taken);
  }

  void leave(History history, int taken) {
    all.remove(history);
    changed(-taken);
  }

  /// A history has taken or given so much. All of them are looked at only where one takes a block
  /// too many, once in some hundred lines.
  void changed(int by) {
    bytes += by;
    while (by > 0 && bytes > limit) {
      History most = null;
      for (History each : all) {
        if (most == null || each.bytes() > most.bytes()) {
          most = each;
        }
      }
      if (most == null || !most.give()) {
        return;
      }
    }
  }

  byte[] block() {
    byte[] block = spare == null ? new byte[History.BLOCK] : spare;
    spare = null;
    return block;
  }

  void spare(byte[] block) {
    spare = block;
  }
}
