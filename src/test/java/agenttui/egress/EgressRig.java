package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.config.ApprovalRules;
import agenttui.config.NetworkMode;
import agenttui.journal.Entry;
import agenttui.journal.Journal;
import agenttui.wire.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A whole egress proxy over a real Unix socket, with a resolver that knows only what a test tells
/// it.
final class EgressRig implements AutoCloseable {
  /// The pane of the one sandbox.
  static final String PANE = "%3";

  /// A resolver of a table; answers are given in turn, the last for ever.
  static final class Table implements Names {
    private final Map<String, List<List<String>>> answers = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String own = "";

    void say(String host, String... addresses) {
      answers.computeIfAbsent(host, _ -> new CopyOnWriteArrayList<>()).add(List.of(addresses));
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
      asked.add(host);
      List<List<String>> said = answers.get(host);
      if (said == null) {
        throw new UnknownHostException(host);
      }
      List<String> now = said.size() > 1 ? said.removeFirst() : said.getFirst();
      List<InetAddress> addresses = new ArrayList<>();
      for (String each : now) {
        addresses.add(InetAddress.ofLiteral(each));
      }
      return addresses;
    }

    @Override
    public boolean own(InetAddress address) {
      return address.getHostAddress().equals(own);
    }
  }

  final Table names = new Table();
  final List<Entry> entries = new CopyOnWriteArrayList<>();
  final Path directory;
  final Journal journal;
  final Allowances allowances;
  final Approvals approvals;
  final EgressProxy proxy;
  final EgressSocket socket;

  EgressRig(Path directory, EgressLimits limits, Policy policy) {
    this(directory, limits, policy, ApprovalRules.NONE);
  }

  EgressRig(Path directory, EgressLimits limits, Policy policy, ApprovalRules rules) {
    this.directory = directory;
    journal = Journal.open(directory.resolve("journal"), Clock.systemUTC());
    journal.listen(entries::add);
    allowances = Allowances.open(directory.resolve("network.json"));
    Clock clock = Clock.systemUTC();
    approvals = Approvals.open(rules, directory.resolve("approvals.json"), journal, clock);
    proxy = EgressProxy.open(journal, allowances, approvals, limits, names, clock);
    socket = proxy.listen(Asker.pane(PANE), policy, directory.resolve("egress"));
  }

  EgressRig(Path directory, Policy policy) {
    this(directory, EgressLimits.DEFAULT, policy);
  }

  /// A policy of rules, with lines of `[network.local]`: name, target, name, target.
  static Policy policy(List<String> hosts, String... local) {
    Map<String, String> lines = new HashMap<>();
    for (int i = 0; i < local.length; i += 2) {
      lines.put(local[i], local[i + 1]);
    }
    return Policy.builder(NetworkMode.OPEN)
        .project("project")
        .allow(Policy.Origin.USER, hosts)
        .local(lines)
        .build();
  }

  RawClient client() throws IOException {
    return new RawClient(socket.path());
  }

  /// The whole answer to `request`, once the proxy hung up and the journal has all of it.
  String answer(String request) throws IOException {
    try (RawClient client = client()) {
      client.send(request);
      String answer = client.answer();
      settle();
      return answer;
    }
  }

  /// Waits until each request that opened is over, also in the journal: its caller may be hung up
  /// on a moment before.
  void settle() {
    until(() -> opened().equals(ended()));
  }

  /// Waits for what a thread of the proxy does, which nobody can wait for from outside.
  static void until(BooleanSupplier condition) {
    for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertTrue(condition.getAsBoolean());
  }

  private Set<String> opened() {
    return ids(List.of("opened"));
  }

  private Set<String> ended() {
    Set<String> ended = ids(List.of("done", "failed", "refused"));
    ended.retainAll(opened());
    return ended;
  }

  private Set<String> ids(List<String> steps) {
    return entries.stream()
        .filter(entry -> steps.contains(entry.fields().getOrDefault("step", "")))
        .map(entry -> entry.fields().getOrDefault("request", ""))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    approvals.close();
    proxy.close();
    journal.close();
  }
}
