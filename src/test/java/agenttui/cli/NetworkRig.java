package agenttui.cli;

import static agenttui.cli.Grounds.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.egress.Echo;
import agenttui.journal.Entry;
import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One server of the packaged program with a container in each network mode, and what stands around
/// it on this machine: servers on all, one, and loopback addresses; a name server, the only one
/// that the program asks; and a company's proxy, which stands for the internet. So nothing of it
/// leaves the machine.
final class NetworkRig implements AutoCloseable {
  /// The program that all tools in containers share.
  static final String NODE = "/tools/node/bin/node";

  private static final List<String> MODES = List.of("none", "allowlist", "open", "separate");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final Path directory;
  final Installation installation;
  final Outer outer;
  final Nameserver names = new Nameserver();

  /// This machine's addresses, but loopback's and those of networks that the engine makes and
  /// removes; IPv4 first.
  private final List<String> own = addresses();

  /// On the first of them and on loopback alone, both at one port.
  final Echo lan = server(new InetSocketAddress(address(), 0), "lan");

  final Echo loopback = server(new InetSocketAddress("127.0.0.1", lan.port()), "loopback");

  /// Answers what [#go] says.
  final Echo going = new Echo((in, out) -> say(in, out, this.go));

  volatile String go = "go";
  private final Echo anywhere = server(new InetSocketAddress(0), "anywhere");
  private final Echo internet = new Echo(NetworkRig::internet);

  private final List<String> around = new ArrayList<>();

  /// Makes all of it but the containers.
  ///
  /// @param directory empty, ours
  NetworkRig(Path directory) throws IOException {
    this.directory = directory;
    // Names are looked up anew each time, so that one may move within a test.
    installation =
        Installation.in(directory, Map.of("JAVA_TOOL_OPTIONS", "-Dsun.net.inetaddr.ttl=0"));
    configure();
    Path resolver = directory.resolve("resolv.conf");
    Files.writeString(resolver, "nameserver " + Nameserver.ADDRESS + "\n");
    outer = installation.outer();
    outer.resolvingBy(resolver);
  }

  /// Starts the containers.
  void start() throws IOException {
    for (String mode : MODES) {
      List<String> line = new ArrayList<>(List.of("new-session", "-d", "-s", mode));
      line.addAll(List.of("--sandbox", "docker", "--network", mode));
      done(outer.says(PATIENCE, line.toArray(String[]::new)));
    }
    around.add(inside("open", List.of("gateway")).text().split(" -> ")[1].strip());
    around.addAll(own);
    names.listenAlsoAt(around);
  }

  /// Addresses at which containers might find this machine: the gateway of the network that those
  /// in mode `open` share, and its own.
  List<String> around() {
    return around;
  }

  private static Echo server(InetSocketAddress place, String name) throws IOException {
    return new Echo(place, (in, out) -> say(in, out, name));
  }

  private static void say(InputStream in, OutputStream out, String text) throws IOException {
    Echo.head(in);
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + text.length();
    out.write((head + "\r\n\r\n" + text).getBytes(StandardCharsets.US_ASCII));
  }

  /// A company's proxy: answers whatever comes, and reads uploads to their end.
  private static void internet(InputStream in, OutputStream out) throws IOException {
    String head = Echo.head(in);
    if (head.startsWith("CONNECT ")) {
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      if (in.read() >= 0) {
        out.write("arrived".getBytes(StandardCharsets.US_ASCII));
      }
    } else {
      String length = "Content-Length: ";
      in.skipNBytes(
          head.lines()
              .filter(line -> line.startsWith(length))
              .mapToLong(line -> Long.parseLong(line.substring(length.length())))
              .sum());
      say(InputStream.nullInputStream(), out, "internet");
    }
  }

  private void configure() throws IOException {
    Path repository = directory.resolve("repo");
    try (InputStream in = NetworkRig.class.getResourceAsStream("/agenttui/walls/inside.mjs")) {
      Files.copy(Objects.requireNonNull(in), repository.resolve("inside.mjs"));
    }
    Grounds.git(repository, "add", "-A");
    Grounds.git(repository, "commit", "-qm", "Add the program inside");
    Path config = Files.createDirectories(directory.resolve("c/agent-tui"));
    String text =
        """
        [network]
        allow = [
          "good.test", "*.wild.test", "odd.test:8443", "8.8.8.8", "*.dns.test:{any}", "127.0.0.1:{any}"
        ]
        http_proxy = "http://127.0.0.1:{internet}"
        https_proxy = "http://127.0.0.1:{internet}"
        no_proxy = [".dns.test", "127.0.0.1"]
        [network.local]
        "go.test" = "127.0.0.1:{going}"
        "*.range.test:{lan}" = "{address}/32"
        """;
    Files.writeString(config.resolve("config.toml"), filled(text));
  }

  /// A text with the ports and addresses of this run.
  private String filled(String text) {
    return text.replace("{any}", Integer.toString(anywhere.port()))
        .replace("{lan}", Integer.toString(lan.port()))
        .replace("{internet}", Integer.toString(internet.port()))
        .replace("{going}", Integer.toString(going.port()))
        .replace("{address}", address());
  }

  private static List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(each -> !each.getName().matches("(br-|veth).*"))
          .flatMap(NetworkInterface::inetAddresses)
          .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
          .sorted(Comparator.comparing(each -> each.getAddress().length))
          .map(each -> each.getHostAddress().replaceAll("%.*", ""))
          .toList();
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }

  /// One address of this machine that others reach, too.
  String address() {
    return own.getFirst();
  }

  /// Runs `inside.mjs` in a session's container.
  Exit inside(String session, List<String> tries) {
    List<String> line = new ArrayList<>(List.of("exec", "-t", session + ":", "--", NODE));
    line.add("inside.mjs");
    line.addAll(tries);
    return done(outer.says(PATIENCE, line.toArray(String[]::new)));
  }

  /// Tries all lines of a page in a session's container: what comes of each must be what stands
  /// behind its arrow.
  void holds(String session, String page) {
    String wanted = filled(page).replaceAll(" +-> ", " -> ");
    List<String> tries = wanted.lines().map(line -> line.split(" -> ")[0]).toList();
    assertEquals(wanted, inside(session, tries).text(), "from inside of " + session);
  }

  /// Changes what the session in mode `allowlist` reaches: `allow example.com --pane`.
  void change(String... words) {
    List<String> line = new ArrayList<>(List.of("network"));
    line.addAll(List.of(words));
    line.addAll(List.of("-t", "allowlist:"));
    done(outer.direct().says(PATIENCE, line.toArray(String[]::new)));
  }

  /// MiB at which the journal raised alarms for a rule.
  List<String> alarms(String rule) {
    return done(outer.says("audit", "--json"))
        .text()
        .lines()
        .map(line -> Json.read(line, Entry.class).fields())
        .filter(fields -> "alarm".equals(fields.get("step")) && rule.equals(fields.get("host")))
        .map(fields -> Long.toString(Long.parseLong(fields.getOrDefault("up", "")) >> 20))
        .toList();
  }

  @Override
  public void close() throws IOException {
    installation.close();
    names.close();
    for (Echo each : List.of(lan, loopback, going, anywhere, internet)) {
      each.close();
    }
  }
}
