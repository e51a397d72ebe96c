package agenttui.egress;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The requests of all panes: those that are open, and the latest that are over. Any thread.
public final class EgressRequests {
  private static final int KEPT = 1000;

  private final List<Consumer<EgressRequest>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, EgressRequest> requests = new LinkedHashMap<>();

  EgressRequests() {}

  /// Those that are open, oldest first.
  public List<EgressRequest> open() {
    return recent().stream().filter(EgressRequest::open).toList();
  }

  /// The latest, open or over, oldest first, at most 1,000 beside those that are open.
  public List<EgressRequest> recent() {
    synchronized (requests) {
      return new ArrayList<>(requests.values());
    }
  }

  /// Hears each request when it is refused, when it opens and when it is over; on a thread of the
  /// request: copy and leave.
  public void listen(Consumer<EgressRequest> listener) {
    listeners.add(listener);
  }

  /// Takes in how a request stands now.
  void tell(EgressRequest request) {
    synchronized (requests) {
      requests.put(request.id(), request);
      Iterator<EgressRequest> oldest = requests.values().iterator();
      for (int surplus = requests.size() - KEPT; surplus > 0 && oldest.hasNext(); surplus--) {
        if (!oldest.next().open()) {
          oldest.remove();
        }
      }
    }
    listeners.forEach(each -> each.accept(request));
  }
}
