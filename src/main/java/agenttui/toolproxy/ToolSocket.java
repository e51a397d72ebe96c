package agenttui.toolproxy;

import agenttui.approval.Asker;
import agenttui.approval.Asking;
import agenttui.approval.Decision;
import agenttui.http.HttpSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One container's way into the proxy: who calls there, and which of its calls run. Whoever
/// connects to its path *is* that container, so the path lies in a directory of mode 0700. Any
/// thread.
public final class ToolSocket implements AutoCloseable {
  private static final String GONE = "its caller is gone";

  /// How often the caller of a held call is tried where its connection says nothing by itself.
  private static final Duration TRY = Duration.ofSeconds(1);

  private final Asker asker;
  private final Set<String> panes = ConcurrentHashMap.newKeySet();
  private final ToolToken token;
  private final ToolRunner runner;
  private final HttpSocket http;
  private final Map<String, Exec> execs = new HashMap<>();
  private boolean closed;

  ToolSocket(Asker asker, ToolToken token, ToolRunner runner, HttpSocket http) {
    this.asker = asker;
    this.panes.add(asker.pane());
    this.token = token;
    this.runner = runner;
    this.http = http;
  }

  /// A call by the id that its shim gave it, from before its process exists until after its end.
  /// Signals that come before the process are kept for it.
  static final class Exec {
    private final List<ToolSignal> early = new ArrayList<>();
    private Optional<Running> running = Optional.empty();
    private Optional<Asking> held = Optional.empty();
    private Optional<ToolSignal> cancelled = Optional.empty();
    private final CountDownLatch clientLeft = new CountDownLatch(1);
    private boolean left;

    private record Running(LiveCall call, Exchange exchange) {}

    synchronized void started(LiveCall call, Exchange exchange) {
      running = Optional.of(new Running(call, exchange));
      early.forEach(signal -> call.signal(signal, "shim"));
      if (left) {
        exchange.leave();
      }
    }

    /// Something that fails when the caller is gone.
    interface Probe {
      /// Tries it.
      void run() throws IOException;
    }

    /// Waits for a person's answer about a framed call; no process of it exists yet. A signal takes
    /// the question back, and so does the end of its caller: the request's body ends early then.
    Decision await(Asking asking, Frames input) {
      held(asking);
      Thread.startVirtualThread(() -> {
        try {
          input.awaitMore();
        } catch (IOException e) {
          leave();
        } finally {
          clientLeft.countDown();
        }
      });
      return answer(asking, () -> {});
    }

    /// Waits for an answer about a call whose body was read to its end: only a write tells that its
    /// caller is gone.
    Decision await(Asking asking, Probe probe) {
      held(asking);
      clientLeft.countDown();
      return answer(asking, probe);
    }

    private synchronized void held(Asking asking) {
      held = Optional.of(asking);
      early.forEach(this::cancel);
      if (left) {
        asking.withdraw(GONE);
      }
    }

    private Decision answer(Asking asking, Probe probe) {
      try {
        Optional<Decision> decision = Optional.empty();
        while (decision.isEmpty()) {
          decision = asking.await(TRY);
          tried(probe);
        }
        boolean allowed = decision.get() instanceof Decision.Allowed;
        return answered() || !allowed
            ? decision.get()
            : new Decision.Withdrawn("taken back while it was answered");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        asking.withdraw("the server is stopping");
        return new Decision.Withdrawn("the server is stopping");
      }
    }

    private void tried(Probe probe) {
      try {
        probe.run();
      } catch (IOException e) {
        leave();
      }
    }

    /// Whether it may still be started: nobody has taken it back while it was answered.
    private synchronized boolean answered() {
      held = Optional.empty();
      return !left && cancelled.isEmpty();
    }

    /// What the caller of a question that was taken back is told.
    synchronized Refusal withdrawn(String why) {
      return cancelled
          .map(signal -> new Refusal(409, "withdrawn: " + why, 128 + signal.number()))
          .orElseGet(() -> new Refusal(503, "not run: " + why));
    }

    /// Waits until the caller of a call that was held has closed its connection or said more, at
    /// most `most`.
    void awaitClient(Duration most) {
      try {
        boolean _ = clientLeft.await(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void cancel(ToolSignal signal) {
      if (held.isPresent() && signal != ToolSignal.WINCH) {
        cancelled = cancelled.or(() -> Optional.of(signal));
        held.get().withdraw(signal + " by its caller");
      }
    }

    synchronized void signal(ToolSignal signal) {
      if (running.isPresent()) {
        running.get().call().signal(signal, "shim");
      } else {
        early.add(signal);
        cancel(signal);
      }
    }

    synchronized void leave() {
      left = true;
      held.ifPresent(asking -> asking.withdraw(GONE));
      running.ifPresent(now -> now.exchange().leave());
    }
  }

  /// The Unix socket; `sandbox` connects to it once for each `tool` channel.
  public Path path() {
    return http.path();
  }

  /// Another pane runs in this container: calls that say so are its own.
  public void serves(String another) {
    panes.add(another);
  }

  /// Who asks in a call that says it is of pane `said`: all panes of a container could say that of
  /// each other, but of no other container's.
  Asker asker(String said) {
    return panes.contains(said) ? asker.in(said) : asker;
  }

  /// The pane of such a call.
  String pane(String said) {
    return asker(said).pane();
  }

  ToolToken token() {
    return token;
  }

  ToolRunner runner() {
    return runner;
  }

  /// Takes `id` for a new call; empty when it is taken.
  Optional<Exec> register(String id) {
    Exec exec = new Exec();
    synchronized (execs) {
      if (closed || execs.putIfAbsent(id, exec) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(exec);
  }

  /// `exec` is over; its id is unknown from now on.
  void unregister(String id, Exec exec) {
    synchronized (execs) {
      execs.remove(id, exec);
    }
  }

  /// Sends `signal` to the call of this socket named `id`; false when there is none.
  boolean signal(String id, ToolSignal signal) {
    Optional<Exec> exec;
    synchronized (execs) {
      exec = Optional.ofNullable(execs.get(id));
    }
    exec.ifPresent(each -> each.signal(signal));
    return exec.isPresent();
  }

  /// Ends its calls (TERM, grace, KILL), stops listening and removes the socket.
  @Override
  public void close() {
    List<Exec> open;
    synchronized (execs) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(execs.values());
    }
    open.forEach(Exec::leave);
    http.close();
  }
}
