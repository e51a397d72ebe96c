package agenttui.egress;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.config.ApprovalRules;
import agenttui.config.NetworkMode;
import agenttui.journal.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the egress proxy costs, beside the same without it: a program, not a test.
///
/// A whole proxy, with its journal in a file, at a Unix socket; servers on loopback. What a
/// container's own stream adds is not in it. `docs/benchmarks.md` has the command, and figures.
final class EgressBench {
  private static final int ROUNDS = 5;
  private static final int CONNECTIONS = 1_000;
  private static final int DECISIONS = 20_000;
  private static final int PIECE = 64 << 10;
  private static final long FLOOD = 256L << 20;
  private static final byte[] CONNECT =
      "CONNECT model.test:8080 HTTP/1.1\r\nHost: model.test:8080\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private EgressBench() {}

  /// A connection, ready for its first byte.
  private interface Way {
    SocketChannel open() throws IOException;
  }

  /// Something that is timed as a whole.
  private interface Work {
    void go() throws IOException;
  }

  /// Prints the figures of `latency`, `flow` and `rules`, or of those that are named.
  public static void main(String[] args) throws IOException {
    List<String> parts = args.length > 0 ? List.of(args) : List.of("latency", "flow", "rules");
    Path directory = Files.createTempDirectory("egress-bench");
    try (Echo mirror = Echo.mirror();
        Echo source = new Echo(EgressBench::flood);
        Echo sink = new Echo(EgressBench::drain);
        Journal journal = Journal.open(directory.resolve("journal"), Clock.systemUTC());
        Approvals approvals = approvals(directory, journal);
        EgressProxy proxy = proxy(directory, journal, approvals)) {
      if (parts.contains("latency")) {
        latency(direct(mirror), tunnel(proxy, directory, mirror));
      }
      if (parts.contains("flow")) {
        megabytes("down", EgressBench::down, source, proxy, directory);
        megabytes("up", EgressBench::up, sink, proxy, directory);
      }
      if (parts.contains("rules")) {
        decisions(proxy, directory, approvals);
      }
    } finally {
      removed(directory);
    }
  }

  private static Approvals approvals(Path directory, Journal journal) {
    List<String> asked =
        IntStream.range(0, 30).mapToObj(i -> "host:*.asked" + i + ".test").toList();
    ApprovalRules rules = new ApprovalRules(List.of(), asked, List.of());
    return Approvals.open(rules, directory.resolve("approvals"), journal, Clock.systemUTC());
  }

  private static EgressProxy proxy(Path directory, Journal journal, Approvals approvals) {
    Allowances allowances = Allowances.open(directory.resolve("allowed"));
    Clock clock = Clock.systemUTC();
    return EgressProxy.open(
        journal, allowances, approvals, EgressLimits.DEFAULT, Names.system(), clock);
  }

  /// As many rules as an agent with tools and a person's own has.
  private static Policy policy(Echo server) {
    return Policy.builder(NetworkMode.ALLOWLIST)
        .project("project")
        .allow(
            Policy.Origin.USER,
            IntStream.range(0, 30).mapToObj(i -> "*.listed" + i + ".test").toList())
        .local(Map.of("model.test:8080", server.place()))
        .build();
  }

  private static SocketChannel connected(SocketAddress place) throws IOException {
    SocketChannel channel =
        place instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(place);
    return channel;
  }

  private static Way direct(Echo server) {
    return () -> connected(new InetSocketAddress("127.0.0.1", server.port()));
  }

  private static Way tunnel(EgressProxy proxy, Path directory, Echo server) {
    Path path = directory.resolve("s" + server.port());
    proxy.listen(Asker.pane("%1"), policy(server), path);
    return () -> {
      SocketChannel channel = connected(UnixDomainSocketAddress.of(path));
      send(channel, CONNECT);
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        ByteBuffer some = ByteBuffer.allocate(1024);
        if (channel.read(some) < 0) {
          throw new IOException("no tunnel: " + head);
        }
        head += new String(some.array(), 0, some.position(), StandardCharsets.US_ASCII);
      }
      return channel;
    };
  }

  private static void send(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.go();
    return (System.nanoTime() - start) / 1e9;
  }

  /// The value below which a share of the sorted samples lies.
  private static double at(double share, double[] sorted) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static double median(List<Double> values) {
    return at(0.5, values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  /// From nothing to the first byte back, in turns; the first round warms up.
  private static void latency(Way direct, Way tunnel) throws IOException {
    for (int round = 0; round <= ROUNDS; round++) {
      double[][] samples = new double[2][CONNECTIONS];
      for (int i = 0; i < CONNECTIONS; i++) {
        samples[0][i] = 1e3 * seconds(() -> firstByte(direct));
        samples[1][i] = 1e3 * seconds(() -> firstByte(tunnel));
      }
      for (int i = 0; round > 0 && i < 2; i++) {
        Arrays.sort(samples[i]);
        print(
            "%-22s median %.3f ms, p99 %.3f ms",
            i == 0 ? "first byte, direct" : "first byte, proxy",
            at(0.5, samples[i]),
            at(0.99, samples[i]));
      }
    }
  }

  private static void firstByte(Way way) throws IOException {
    try (SocketChannel channel = way.open()) {
      send(channel, new byte[] {1});
      if (channel.read(ByteBuffer.allocate(1)) != 1) {
        throw new IOException("no byte came back");
      }
    }
  }

  private static void megabytes(
      String name, Flow flow, Echo server, EgressProxy proxy, Path directory) throws IOException {
    Way tunnel = tunnel(proxy, directory, server);
    List<List<Double>> rates = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 0; i < 2; i++) {
        Way way = i == 0 ? direct(server) : tunnel;
        try (SocketChannel channel = way.open()) {
          double rate = FLOOD / 1e6 / seconds(() -> flow.go(channel));
          if (round > 0) {
            rates.get(i).add(rate);
          }
        }
      }
    }
    print(
        "%-22s direct %.0f MB/s, tunnel %.0f MB/s",
        name, median(rates.get(0)), median(rates.get(1)));
  }

  /// All bytes of a flood, one way.
  private interface Flow {
    void go(SocketChannel channel) throws IOException;
  }

  /// Begins when it is asked to, so that nothing comes before the tunnel stands.
  private static void flood(InputStream in, OutputStream out) throws IOException {
    in.read();
    byte[] piece = new byte[PIECE];
    for (long left = FLOOD; left > 0; left -= PIECE) {
      out.write(piece);
    }
  }

  private static void down(SocketChannel channel) throws IOException {
    send(channel, new byte[1]);
    ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
    for (long left = FLOOD; left > 0; left -= buffer.position()) {
      if (channel.read(buffer.clear()) < 0) {
        throw new IOException(left + " bytes are missing");
      }
    }
  }

  private static void drain(InputStream in, OutputStream out) throws IOException {
    in.skipNBytes(FLOOD);
    out.write(1);
  }

  private static void up(SocketChannel channel) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    for (long left = FLOOD; left > 0; left -= PIECE) {
      piece.clear();
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }
    channel.read(ByteBuffer.allocate(1));
  }

  /// A host that no rule is about: every rule is looked at.
  private static void decisions(EgressProxy proxy, Path directory, Approvals approvals)
      throws IOException {
    Target target = new Target(Target.Kind.TUNNEL, "unknown.test", 443);
    Policy policy = Policy.builder(NetworkMode.ALLOWLIST).project("project").build();
    try (Echo nobody = Echo.mirror()) {
      Policy rules = policy(nobody);
      timed("Policy, 30 rules", () -> used(rules.decide(target)));
      EgressSocket socket = proxy.listen(Asker.pane("%2"), policy, directory.resolve("d"));
      socket.policy(rules);
      for (int i = 0; i < 20; i++) {
        socket.allow(HostRule.parse("allowed" + i + ".test"), EgressSocket.Scope.ALWAYS);
      }
      timed("the same, 20 by hand", () -> used(socket.decide(target)));
    }
    Request request = new Request(Asker.pane("%2"), new Subject.Host("unknown.test", 443, ""));
    timed("Rulebook, 30 rules", () -> used(approvals.ruled(request)));
  }

  private static volatile Object last = Optional.empty();

  /// Keeps the compiler from leaving out what nobody reads.
  private static void used(Object result) {
    last = result;
  }

  private static void timed(String name, Work work) throws IOException {
    double[] samples = new double[DECISIONS];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < DECISIONS; i++) {
        samples[i] = 1e6 * seconds(work);
      }
    }
    Arrays.sort(samples);
    print("%-22s median %.1f µs, p99 %.1f µs", name, at(0.5, samples), at(0.99, samples));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void removed(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
