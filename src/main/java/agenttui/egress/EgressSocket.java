package agenttui.egress;

import agenttui.approval.Asker;
import agenttui.http.HttpSocket;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// One sandbox's way out: whoever connects to its path *is* that sandbox, so the path lies in a
/// directory of mode 0700. Any thread.
public final class EgressSocket implements AutoCloseable {
  /// Lookups of one sandbox at a time.
  private static final int LOOKUPS = 8;

  /// Refused hosts that are remembered.
  private static final int DRAFTS = 100;

  private final Semaphore lookups = new Semaphore(LOOKUPS);
  private final Set<String> panes = ConcurrentHashMap.newKeySet();
  private final List<Policy.Rule> own = new ArrayList<>();
  private final Map<String, Integer> drafts = new LinkedHashMap<>();
  private final Map<HostRule, Long> uploads = new HashMap<>();
  private final Asker asker;
  private final HttpSocket http;
  private final Allowances allowances;
  private final Journal journal;
  private final long alarm;
  private volatile Policy policy;

  /// @param alarm bytes to one host at which the upload alarm is raised first
  EgressSocket(
      Asker asker,
      Policy policy,
      HttpSocket http,
      Allowances allowances,
      Journal journal,
      long alarm) {
    this.asker = asker;
    this.panes.add(asker.pane());
    this.policy = policy;
    this.http = http;
    this.allowances = allowances;
    this.journal = journal;
    this.alarm = alarm;
  }

  /// For how long something that a person allows counts.
  public enum Scope {
    /// The next request.
    ONCE("once"),
    /// This sandbox, as long as this server runs.
    PANE("this pane"),
    /// All panes of this project.
    PROJECT("this project"),
    /// All panes.
    ALWAYS("always");

    private final String word;

    Scope(String word) {
      this.word = word;
    }

    /// For people.
    public String word() {
      return word;
    }
  }

  /// A host that was refused because no rule allows it: a rule that a person may want.
  ///
  /// @param host `host`, or `host:port` where the port is not the default one; a rule as written
  /// @param times how often
  public record Refused(String host, int times) {}

  /// The Unix socket; `sandbox` connects to it once for each `egress` channel.
  public Path path() {
    return http.path();
  }

  /// Another pane runs in this sandbox.
  public void serves(String another) {
    panes.add(another);
  }

  /// The panes that run in this sandbox.
  public Set<String> serves() {
    return Set.copyOf(panes);
  }

  /// Who asks for what comes through it.
  Asker asker() {
    return asker;
  }

  /// The pane that requests are bound to: the first. Panes of one sandbox cannot be told apart.
  String pane() {
    return asker.pane();
  }

  Semaphore lookups() {
    return lookups;
  }

  /// What its maker gave it, without what people allowed since.
  public Policy policy() {
    return policy;
  }

  /// Swaps the policy: effective for the next request at once. Open ones go on.
  public void policy(Policy next) {
    policy = next;
  }

  /// All that counts now, what people said included.
  public Policy effective() {
    Policy now = policy;
    List<Policy.Rule> allowed;
    synchronized (own) {
      allowed = new ArrayList<>(own);
    }
    allowed.removeIf(rule -> rule.origin() == Policy.Origin.ONCE);
    allowed.addAll(allowances.rules(now.project(), true));
    return now.with(allowed, allowances.rules(now.project(), false));
  }

  /// Hosts that are allowed for one request more.
  public List<HostRule> once() {
    synchronized (own) {
      return own.stream()
          .filter(rule -> rule.origin() == Policy.Origin.ONCE)
          .map(Policy.Rule::host)
          .toList();
    }
  }

  /// Whether a request may be carried out; one that a person allowed once is used up by it.
  Policy.Decision decide(Target target) {
    Policy.Decision decision = effective().decide(target);
    if (decision instanceof Policy.Decision.Denied denied && denied.draft()) {
      Optional<Policy.Rule> once = takeOnce(target);
      if (once.isPresent()) {
        return new Policy.Decision.Allowed(once.get(), Optional.empty());
      }
    }
    return decision;
  }

  private Optional<Policy.Rule> takeOnce(Target target) {
    synchronized (own) {
      Optional<Policy.Rule> once =
          own.stream()
              .filter(rule -> rule.origin() == Policy.Origin.ONCE && rule.host().matches(target))
              .findFirst();
      once.ifPresent(own::remove);
      return once;
    }
  }

  private void note(String host) {
    synchronized (drafts) {
      Integer before = drafts.remove(host);
      drafts.put(host, before == null ? 1 : before + 1);
      if (drafts.size() > DRAFTS) {
        drafts.remove(drafts.keySet().iterator().next());
      }
    }
  }

  /// Remembers `target` as a rule that a person may want.
  ///
  /// @return how one would allow it, with a blank before it
  String drafted(Target target) {
    String host = HostRule.exactly(target).toString();
    note(host);
    return " (to allow it: agent-tui network allow " + host + " -t " + pane() + ")";
  }

  /// Hosts that no rule allows, the latest last.
  public List<Refused> refused() {
    synchronized (drafts) {
      return drafts.entrySet().stream()
          .map(each -> new Refused(each.getKey(), each.getValue()))
          .toList();
    }
  }

  /// Allows `host`; effective for the next request at once.
  ///
  /// @throws EgressException when the scope is a project and the pane has none
  /// @throws agenttui.store.StoreException when it cannot be kept
  public void allow(HostRule host, Scope scope) {
    switch (scope) {
      case ONCE -> add(new Policy.Rule(host, Policy.Origin.ONCE));
      case PANE -> add(new Policy.Rule(host, Policy.Origin.PANE));
      case PROJECT -> allowances.keep(host, project(), true);
      case ALWAYS -> allowances.keep(host, "", true);
    }
    synchronized (drafts) {
      drafts.remove(host.toString());
    }
    said("allowed", host, scope);
  }

  /// Denies `host` for the project or for good, whatever allows it; effective at once.
  ///
  /// @throws EgressException when the scope is a project and the pane has none
  /// @throws agenttui.store.StoreException when it cannot be kept
  public void deny(HostRule host, Scope scope) {
    forgetOwn(host);
    allowances.keep(host, scope == Scope.PROJECT ? project() : "", false);
    said("denied", host, scope);
  }

  /// Forgets everything that people said of `host` for this pane, its project and for good.
  ///
  /// @return whether anything was
  /// @throws agenttui.store.StoreException when it cannot be kept
  public boolean forget(HostRule host) {
    boolean some = forgetOwn(host);
    some |= allowances.forget(host, policy.project());
    if (some) {
      journal.append(
          Topic.EGRESS, pane(), "forgot " + host, Map.of("step", "rule", "host", host.toString()));
    }
    return some;
  }

  private void add(Policy.Rule rule) {
    synchronized (own) {
      own.remove(rule);
      own.add(rule);
    }
  }

  private boolean forgetOwn(HostRule host) {
    synchronized (own) {
      return own.removeIf(rule -> rule.host().equals(host));
    }
  }

  private String project() {
    String project = policy.project();
    if (project.isEmpty()) {
      throw new EgressException("pane " + pane() + " belongs to no project");
    }
    return project;
  }

  private void said(String what, HostRule host, Scope scope) {
    journal.append(
        Topic.EGRESS,
        pane(),
        what + " " + host + " (" + scope.word() + ")",
        Map.of("step", "rule", "host", host.toString(), "scope", scope.word()));
  }

  /// Counts what goes up by `rule`, and raises the alarm. The agent's own hosts get all that it
  /// reads, every turn anew: there it would say nothing.
  void sent(Policy.Rule rule, long bytes) {
    if (rule.origin() == Policy.Origin.AGENT) {
      return;
    }
    long before;
    long after;
    synchronized (uploads) {
      after = uploads.merge(rule.host(), bytes, Long::sum);
      before = after - bytes;
    }
    if (doublings(after) > doublings(before)) {
      journal.append(
          Topic.EGRESS,
          pane(),
          "→ " + rule.host() + ": " + (after >> 20) + " MiB were sent there",
          Map.of("step", "alarm", "host", rule.host().toString(), "up", Long.toString(after)));
    }
  }

  /// 0 below the alarm, 1 from it on, 2 from twice as much on.
  private int doublings(long bytes) {
    return bytes < alarm ? 0 : 64 - Long.numberOfLeadingZeros(bytes / alarm);
  }

  /// Cuts its requests off, stops listening and removes the socket.
  @Override
  public void close() {
    http.close();
  }
}
