package agenttui.server;

import agenttui.server.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that owns all screen state. A turn: every waiting event (keys first of all), then
/// at most 16 KiB of each pane, then the frames that are due. With nothing to do it sleeps, without
/// waking, until something is posted or a timer is due.
///
/// An exception of one event is told to the fault listener, and the loop goes on.
final class Loop implements Watch.Turns {
  /// What the loop drives: everything below is called on the loop's thread only.
  interface Work {
    /// Does one event.
    void handle(Event event);

    /// Feeds at most one turn's bytes of each pane; true when more wait.
    boolean feed();

    /// Sends the frames that are due at `now` (nanoseconds).
    ///
    /// @return when the next one is due, or [Long#MAX_VALUE]
    long render(long now);

    /// Whether nothing is on its way that will need the loop again, so that [Loop#awaitIdle] may
    /// return.
    boolean idle();

    /// Hears of an exception that nobody expected.
    void fault(Throwable fault);
  }

  private record Timer(long due, long order, Runnable action) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(due, other.due);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final LongSupplier nanos;
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idled = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().name("loop").unstarted(this::turns);
  private volatile Work work = new NoWork();
  private volatile boolean parked;
  private volatile boolean wanted;
  private volatile boolean stopped;
  private final AtomicInteger awaiting = new AtomicInteger();
  private int tasks;
  private boolean quiet;
  private long orders;

  /// A loop that is not started.
  ///
  /// @param nanos the clock, as [System#nanoTime]
  Loop(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Starts turning for `work`.
  void start(Work what) {
    work = what;
    thread.start();
  }

  /// Ends the loop after the current turn and, from another thread, waits for that.
  void stop() {
    stopped = true;
    wake();
    if (!isLoop()) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Whether the caller is the loop's own thread.
  boolean isLoop() {
    return Thread.currentThread().equals(thread);
  }

  /// Any thread: does this event in its order.
  void post(Event event) {
    events.add(event);
    wake();
  }

  /// Any thread: there is something new for [Work#feed] or [Work#render].
  void wake() {
    wanted = true;
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  /// Any thread but a waiting one: does `action` on the loop and gives its result; from the loop
  /// itself, at once.
  @Override
  public <T> T call(Supplier<T> action) {
    if (isLoop()) {
      return action.get();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    post(
        new Event.Call(() -> {
          try {
            result.complete(action.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        }));
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Any thread: does `action` on the loop some time.
  @Override
  public void later(Runnable action) {
    post(new Event.Call(action));
  }

  /// Loop only: does `action` once `delay` has passed.
  @Override
  public void after(Duration delay, Runnable action) {
    timer(delay, action);
  }

  /// Loop only: like [#after].
  ///
  /// @return takes it back, as long as it was not done
  Runnable timer(Duration delay, Runnable action) {
    Timer timer = new Timer(nanos.getAsLong() + delay.toNanos(), orders++, action);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  /// Loop only: how many of these wait. For tests.
  int timers() {
    return timers.size();
  }

  /// Any thread: runs what may wait on a virtual thread of its own, counted: [#awaitIdle] waits for
  /// it.
  @Override
  public void task(String name, Runnable action) {
    count(1);
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            action.run();
          } catch (RuntimeException | Error e) {
            LOG.error("task {} failed", name, e);
            later(() -> work.fault(e));
          } finally {
            count(-1);
          }
        });
  }

  private void count(int change) {
    lock.lock();
    try {
      tasks += change;
      quiet = false;
      if (tasks == 0) {
        idled.signalAll();
      }
    } finally {
      lock.unlock();
    }
    wake();
  }

  /// Whether a task runs.
  boolean works() {
    lock.lock();
    try {
      return tasks > 0;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until no task runs, at most that long. For tests.
  void awaitTasks(Duration most) {
    lock.lock();
    try {
      for (long left = most.toNanos(); tasks > 0 && left > 0; ) {
        left = idled.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until no event waits, no task runs, no pane has unread output, no frame is due, and
  /// `more` holds. Timers that are not due do not count. For tests.
  void awaitIdle(BooleanSupplier more) {
    lock.lock();
    try {
      long left = 0;
      quiet = false;
      awaiting.incrementAndGet();
      wake();
      while (!(quiet && tasks == 0 && events.isEmpty() && !wanted && more.getAsBoolean())) {
        // `more` may come true without a turn of ours: it is looked at again now and then.
        left += idled.awaitNanos(20_000_000);
      }
      LOG.trace("idle, {}", left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for idle", e);
    } finally {
      awaiting.decrementAndGet();
      lock.unlock();
    }
  }

  private void turns() {
    while (!stopped) {
      if (awaiting.get() > 0) {
        sayIdle(false);
      }
      wanted = false;
      boolean more = turn();
      long due = guardedRender();
      Timer next = timers.peek();
      long until = next == null ? due : Math.min(due, next.due());
      if (!more && events.isEmpty()) {
        sleep(until, due == Long.MAX_VALUE);
      }
    }
  }

  private boolean turn() {
    List<Event> now = new ArrayList<>();
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now.add(event);
    }
    for (Event event : now) {
      guarded(() -> work.handle(event));
    }
    while (!timers.isEmpty() && timers.peek().due() <= nanos.getAsLong()) {
      guarded(timers.poll().action());
    }
    try {
      return work.feed();
    } catch (RuntimeException | Error e) {
      told(e);
      return false;
    }
  }

  private long guardedRender() {
    try {
      return work.render(nanos.getAsLong());
    } catch (RuntimeException | Error e) {
      told(e);
      return Long.MAX_VALUE;
    }
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      told(e);
    }
  }

  private void told(Throwable fault) {
    LOG.error("an event failed", fault);
    try {
      work.fault(fault);
    } catch (RuntimeException again) {
      LOG.error("and so did telling it", again);
    }
  }

  private void sleep(long until, boolean framesDone) {
    parked = true;
    try {
      if (wanted || stopped) {
        return;
      }
      if (awaiting.get() > 0 && framesDone && work.idle()) {
        sayIdle(true);
      }
      if (until == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.max(1, until - nanos.getAsLong()));
      }
    } finally {
      parked = false;
    }
  }

  private void sayIdle(boolean idle) {
    lock.lock();
    try {
      quiet = idle;
      if (idle) {
        idled.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Before [#start].
  private static final class NoWork implements Work {
    @Override
    public void handle(Event event) {}

    @Override
    public boolean feed() {
      return false;
    }

    @Override
    public long render(long now) {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean idle() {
      return true;
    }

    @Override
    public void fault(Throwable fault) {}
  }
}
