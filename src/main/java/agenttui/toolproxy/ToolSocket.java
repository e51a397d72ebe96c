package agenttui.toolproxy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/// One container's way into the proxy: who calls there, and which of its calls run. Whoever
/// connects to its path *is* that container, so the path lies in a directory of mode 0700. Any
/// thread.
public final class ToolSocket implements AutoCloseable {
  private final String pane;
  private final Set<String> panes = ConcurrentHashMap.newKeySet();
  private final ToolToken token;
  private final ToolRunner runner;
  private final UnixDomainServerConnector connector;
  private final Consumer<Object> forget;
  private final Map<String, Exec> execs = new HashMap<>();
  private boolean closed;

  /// @param forget told the connector at the end
  ToolSocket(
      String pane,
      ToolToken token,
      ToolRunner runner,
      UnixDomainServerConnector connector,
      Consumer<Object> forget) {
    this.pane = pane;
    this.panes.add(pane);
    this.token = token;
    this.runner = runner;
    this.connector = connector;
    this.forget = forget;
  }

  /// A call by the id that its shim gave it, from before its process exists until after its end.
  /// Signals that come before the process are kept for it.
  static final class Exec {
    private final List<ToolSignal> early = new ArrayList<>();
    private Optional<Running> running = Optional.empty();
    private boolean left;

    private record Running(LiveCall call, Exchange exchange) {}

    synchronized void started(LiveCall call, Exchange exchange) {
      running = Optional.of(new Running(call, exchange));
      early.forEach(signal -> call.signal(signal, "shim"));
      if (left) {
        exchange.leave();
      }
    }

    synchronized void signal(ToolSignal signal) {
      running.ifPresentOrElse(now -> now.call().signal(signal, "shim"), () -> early.add(signal));
    }

    synchronized void leave() {
      left = true;
      running.ifPresent(now -> now.exchange().leave());
    }
  }

  /// The Unix socket; `sandbox` connects to it once for each `tool` channel.
  public Path path() {
    return connector.getUnixDomainPath();
  }

  /// Another pane runs in this container: calls that say so are its own.
  public void serves(String another) {
    panes.add(another);
  }

  /// The pane of a call that says it is of pane `said`: all panes of a container could say that of
  /// each other, but of no other container's.
  String pane(String said) {
    return panes.contains(said) ? said : pane;
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
    forget.accept(connector);
    try {
      connector.getServer().removeConnector(connector);
      connector.stop();
    } catch (Exception e) {
      throw new ToolProxyException("cannot close " + path(), e);
    }
  }
}
