package agenttui.server;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.config.NetworkMode;
import agenttui.egress.EgressProxy;
import agenttui.egress.EgressSocket;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.mux.Badge;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxException;
import agenttui.sandbox.Sandboxes;
import agenttui.term.Pty;
import agenttui.term.PtyOutput;
import agenttui.toolproxy.Sidecars;
import agenttui.toolproxy.ToolProxy;
import agenttui.toolproxy.ToolSocket;
import agenttui.toolproxy.ToolToken;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Programs of panes in sandboxes, and those of the host. A sandbox that a pane runs in has its
/// tool proxy listening, and its egress proxy where it may reach anything by it; the proxies are
/// made with the first of them, for they cost memory.
final class SandboxPtys implements Ptys {
  private final HostPtys host;
  private final Sandboxes sandboxes;
  private final ToolProxy proxy;
  private final EgressProxy egress;
  private final Approvals approvals;
  private final Wiring.Reach reach;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Listening> listening = new HashMap<>();

  /// A sandbox whose shims are heard, and what it asks of the network.
  private record Listening(Sandbox sandbox, ToolSocket socket, Optional<EgressSocket> network) {
    void serves(String pane) {
      socket.serves(pane);
      network.ifPresent(each -> each.serves(pane));
    }

    void close() {
      socket.close();
      network.ifPresent(EgressSocket::close);
    }
  }

  SandboxPtys(
      HostPtys host,
      Sandboxes sandboxes,
      ToolProxy proxy,
      EgressProxy egress,
      Approvals approvals,
      Wiring.Reach reach) {
    this.host = host;
    this.sandboxes = sandboxes;
    this.proxy = proxy;
    this.egress = egress;
    this.approvals = approvals;
    this.reach = reach;
    sandboxes.whenStopped(this::unheard);
  }

  @Override
  public Surroundings surroundings(String sandbox) {
    if (sandbox.isEmpty()) {
      return host.surroundings(sandbox);
    }
    return sandboxes
        .find(sandbox)
        .map(it ->
            new Surroundings(
                List.of(it.network().word(), it.kind().word()),
                Stream.concat(
                        it.badges().stream().map(SandboxPtys::badge), reach.badges(it).stream())
                    .toList()))
        .orElse(new Surroundings(List.of(), List.of()));
  }

  /// An open network and a caller who is root protect less than the default; the rest only differs.
  private static Badge badge(String text) {
    return text.equals("no net") ? Badge.plain(text) : Badge.danger(text);
  }

  @Override
  public Pty open(String sandbox, PtySpec spec, PtyOutput output) {
    if (sandbox.isEmpty()) {
      return host.open(sandbox, spec, output);
    }
    return heard(sandbox, spec.id()).openPty(spec, output);
  }

  @Override
  public Found resume(String sandbox, PtyId id, long from, PtyOutput output) {
    if (sandbox.isEmpty()) {
      return host.resume(sandbox, id, from, output);
    }
    if (sandboxes.find(sandbox).isEmpty()) {
      return new Gone(sandboxes.fate(sandbox));
    }
    return heard(sandbox, id)
        .attachPty(id, from, output)
        .<Found>map(resumed -> new Resumed(resumed.pty(), resumed.next()))
        .orElseGet(() -> new Gone("its keeper no longer holds it"));
  }

  /// The running sandbox, with somebody listening to its shims.
  private Sandbox heard(String id, PtyId pty) {
    Sandbox sandbox =
        sandboxes.find(id).orElseThrow(() -> new SandboxException(sandboxes.fate(id)));
    lock.lock();
    try {
      String pane = "%" + pty.value().substring(1);
      Listening before = listening.get(id);
      // A sandbox that was stopped and came back has lost its socket's file, or has another token.
      if (before == null
          || !before.sandbox().token().equals(sandbox.token())
          || !Files.exists(before.socket().path())) {
        if (before != null) {
          before.close();
        }
        ToolSocket socket =
            proxy.listen(
                asker(pane, sandbox),
                new ToolToken(sandbox.token()),
                new Sidecars(sandboxes, sandbox),
                sandbox.toolSocket());
        approvals.tighten(sandbox.project(), sandbox.terms());
        before = new Listening(sandbox, socket, network(asker(pane, sandbox), sandbox));
        listening.put(id, before);
      }
      before.serves(pane);
      return sandbox;
    } finally {
      lock.unlock();
    }
  }

  /// From a sandbox that was stopped nothing comes: its sockets would each keep a thread.
  private void unheard(String id) {
    Optional<Listening> before;
    lock.lock();
    try {
      before = Optional.ofNullable(listening.remove(id));
    } finally {
      lock.unlock();
    }
    before.ifPresent(Listening::close);
  }

  private Optional<EgressSocket> network(Asker asker, Sandbox sandbox) {
    return sandbox.network() == NetworkMode.ALLOWLIST
        ? Optional.of(egress.listen(asker, reach.of(sandbox), sandbox.egressSocket()))
        : Optional.empty();
  }

  /// A sandbox is named by its fork: the family's id, `-`, a number.
  private static Asker asker(String pane, Sandbox sandbox) {
    String id = sandbox.id();
    int dash = id.lastIndexOf('-');
    return new Asker(pane, dash > 0 ? id.substring(0, dash) : "", sandbox.project());
  }

  @Override
  public void leave() {
    close();
    sandboxes.leave();
    host.leave();
  }

  @Override
  public int end(Set<String> shown) {
    Set<String> all = new TreeSet<>(shown);
    lock.lock();
    try {
      all.addAll(listening.keySet());
    } finally {
      lock.unlock();
    }
    int left = sandboxes.end(all);
    close();
    sandboxes.leave();
    host.end(shown);
    return left;
  }

  private void close() {
    lock.lock();
    try {
      listening.values().forEach(Listening::close);
      listening.clear();
      proxy.close();
      egress.close();
    } finally {
      lock.unlock();
    }
  }
}
