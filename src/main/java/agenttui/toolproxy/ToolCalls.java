package agenttui.toolproxy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The tool calls of all panes: those that run, and the latest that ended. Any thread.
public final class ToolCalls {
  private static final int KEPT = 1000;

  private final List<Consumer<ToolCall>> listeners = new CopyOnWriteArrayList<>();
  private final Map<ToolCall.Id, LiveCall> calls = new LinkedHashMap<>();

  ToolCalls() {}

  /// Calls that run now, oldest first.
  public List<ToolCall> running() {
    return recent().stream().filter(ToolCall::running).toList();
  }

  /// The latest calls, running or ended, oldest first, at most 1,000.
  public List<ToolCall> recent() {
    return live().stream().map(LiveCall::now).toList();
  }

  /// The call named `id`, if it is among [#recent()].
  public Optional<ToolCall> find(ToolCall.Id id) {
    return one(id).map(LiveCall::now);
  }

  /// Sends `signal` to the whole process group of a running call.
  ///
  /// @return false when no such call runs
  public boolean signal(ToolCall.Id id, ToolSignal signal) {
    Optional<LiveCall> call = one(id).filter(each -> each.now().running());
    call.ifPresent(each -> each.signal(signal, "you"));
    return call.isPresent();
  }

  /// Hears each call when it starts, when it ends, and when its bytes grow (at most every 100 ms);
  /// on a thread of the call: copy and leave.
  public void listen(Consumer<ToolCall> listener) {
    listeners.add(listener);
  }

  /// Takes a new call in.
  void add(LiveCall call) {
    synchronized (calls) {
      calls.put(call.id(), call);
      Iterator<LiveCall> oldest = calls.values().iterator();
      for (int surplus = calls.size() - KEPT; surplus > 0 && oldest.hasNext(); surplus--) {
        if (!oldest.next().now().running()) {
          oldest.remove();
        }
      }
    }
  }

  /// Tells the listeners.
  void tell(ToolCall call) {
    listeners.forEach(each -> each.accept(call));
  }

  private List<LiveCall> live() {
    synchronized (calls) {
      return new ArrayList<>(calls.values());
    }
  }

  private Optional<LiveCall> one(ToolCall.Id id) {
    synchronized (calls) {
      return Optional.ofNullable(calls.get(id));
    }
  }
}
