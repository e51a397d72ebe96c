package agenttui.keeper.frame;

import java.util.function.LongSupplier;

/// One direction's credit: how much the far end may send, and when to let it send more.
///
/// Credit is returned when a quarter has been consumed, at most 32 KiB (half would halve the
/// throughput of a slow line: measured 1.9 of 3.2 MB/s). Where the round trip takes more than 5 ms
/// a window that is used up within two round trips is doubled, up to 4 MiB: 64 KiB give 1.9 MB/s at
/// 20 ms, 2 MiB give 43. Not safe for threads.
public final class Window {
  public static final int REQUEST = 64 << 10;
  public static final int BULK = 256 << 10;
  private static final int MOST = 4 << 20;

  /// A keeper lends at most half its ring, however far the window has grown: credit never waits for
  /// more than this.
  private static final int LONGEST_WAIT = 32 << 10;

  private static final long FAR_NANOS = 5_000_000;

  /// What to tell the far end; both 0 when there is nothing to tell yet.
  public record Credit(int returned, int grown) {
    /// Nothing to tell.
    public static final Credit NONE = new Credit(0, 0);
  }

  private final LongSupplier roundTrip;
  private int size;
  private long outstanding;
  private int unreturned;
  private long turned;
  private int sinceTurn;

  /// @param roundTrip the shortest round trip in nanoseconds
  public Window(int size, LongSupplier roundTrip) {
    this.size = size;
    this.roundTrip = roundTrip;
    turned = System.nanoTime();
  }

  /// Counts bytes that came.
  ///
  /// @throws HostileException when they are more than the far end may send
  public void came(int bytes) {
    outstanding += bytes;
    if (outstanding > size) {
      throw new HostileException("more bytes than the window has");
    }
  }

  /// Counts bytes that were consumed. They leave the window when that is told.
  public Credit consumed(int bytes) {
    unreturned += bytes;
    if (unreturned < Math.min(size / 4, LONGEST_WAIT)) {
      return Credit.NONE;
    }
    int returned = (int) Math.min(unreturned, outstanding);
    outstanding -= returned;
    unreturned = 0;
    int grown = growth(returned);
    size += grown;
    return new Credit(returned, grown);
  }

  private int growth(int returned) {
    sinceTurn += returned;
    if (sinceTurn < size) {
      return 0;
    }
    long now = System.nanoTime();
    long took = now - turned;
    long far = roundTrip.getAsLong();
    turned = now;
    sinceTurn = 0;
    return far > FAR_NANOS && took < 2 * far ? Math.min(size, MOST - size) : 0;
  }
}
