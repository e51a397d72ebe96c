package agenttui.cli;

import static agenttui.cli.Grounds.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program in a container reaches, tried from inside by `walls/inside.mjs`, which writes its
/// own verdicts: each page below is what is tried and what must come of it, word for word.
///
/// Not to be shown here: the engine's own resolver asks the machine's, which a test can't replace;
/// that a container without a network has no way to either is what is shown. And where the engine
/// gives no container IPv6, mode `open` is no counter-proof for it.
@Tag("engine")
@Tag("slow")
class NetworkWallsIT {
  @TempDir static Path directory;
  private static NetworkRig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = new NetworkRig(directory);
    rig.start();
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
  }

  private static void holds(String session, String page) {
    rig.holds(session, page);
  }

  /// Without a network of its own.
  private static void closed(String page) {
    holds("none", page);
    holds("allowlist", page);
  }

  /// A line for each of this machine's addresses, which it names as `{host}`.
  private static String each(String line) {
    return rig.around().stream()
        .map(address -> line.replace("{host}", address) + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void nothingOfThisMachineIsReachedWithoutANetwork() {
    closed(
        "addresses -> none\ngateway -> none\ntcp 169.254.169.254 80 -> no route\n"
            + "tcp 127.0.0.1 {any} -> refused\n"
            + each("tcp {host} {any} -> no route")
            + each("tcp {host} {lan} -> no route"));
    holds("none", "tcp 127.0.0.1 3128 -> refused\n");
  }

  @Test
  void anOpenNetworkReachesThisMachineAndItsTitleSaysSo() {
    holds(
        "open",
        "tcp 127.0.0.1 {any} -> refused\ntcp {address} {lan} -> reached\n"
            + each("tcp {host} {any} -> reached").replaceAll("(:.*) reached", "$1 no route"));
    for (String mode : List.of("open", "separate")) {
      rig.outer.terminal("attach", mode);
      rig.outer.shows(mode + " net");
    }
  }

  @Test
  void noNameOfAContainerIsAskedForBeforeARuleAllowsIt() {
    rig.names.say("asked.dns.test", "127.0.0.1");
    closed("name name.leak.test -> no address\n" + each("udp {host} udp.leak.test -> no route"));
    holds(
        "allowlist",
        """
        ask http://proxy.leak.test/  -> 403 is not on the allowlist of this pane
        tunnel proxy.leak.test:443   -> 403 is not on the allowlist of this pane
        tunnel asked.dns.test:443    -> 403 is not on the allowlist of this pane
        tunnel asked.dns.test:{any}  -> 403 leads to a private or special address
        """);
    assertEquals(
        List.of("asked.dns.test A", "asked.dns.test AAAA"), asked("leak.test", "asked.dns.test"));

    // The same questions do arrive where there is a way.
    holds("open", "udp {address} open.leak.test -> sent\n");
    rig.outer.await(
        () -> rig.names.asked().contains("open.leak.test A"), () -> "only " + rig.names.asked());
  }

  /// What the name server was asked of names that end so, each question once.
  private static List<String> asked(String... ends) {
    return rig.names.asked().stream()
        .filter(each -> Stream.of(ends).anyMatch(end -> each.split(" ")[0].endsWith(end)))
        .filter(each -> !each.startsWith("open."))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void theListIsReadByItsGrammar() {
    holds(
        "allowlist",
        """
        ask http://good.test/                 -> 200 internet
        ask http://GOOD.Test./                -> 200 internet
        tls good.test:443 good.test           -> arrived
        tls good.test.:443 GOOD.test          -> arrived
        tls a.wild.test:443 a.wild.test       -> arrived
        tls b.a.wild.test:443 b.a.wild.test   -> arrived
        tls odd.test:8443 odd.test            -> arrived
        tunnel wild.test:443                  -> 403 is not on the allowlist of this pane
        tunnel awild.test:443                 -> 403 is not on the allowlist of this pane
        tunnel evilgood.test:443              -> 403 is not on the allowlist of this pane
        tunnel good.test.evil.test:443        -> 403 is not on the allowlist of this pane
        tunnel sub.good.test:443              -> 403 is not on the allowlist of this pane
        tunnel xn--god-sna.test:443           -> 403 is not on the allowlist of this pane
        tunnel odd.test:443                   -> 403 is not on the allowlist of this pane
        tunnel good.test:22                   -> 403 is not on the allowlist of this pane
        tunnel good.test:25                   -> 403 is not on the allowlist of this pane
        tunnel good.test:80                   -> 403 is not on the allowlist of this pane
        ask http://good.test:443/             -> 403 is not on the allowlist of this pane
        ask http://good.test:25/              -> 403 is not on the allowlist of this pane
        tunnel good.test                      -> 400 a tunnel needs a port
        tunnel good%2etest:443                -> 400 malformed host
        tunnel good..test:443                 -> 400 malformed host
        ask ftp://good.test/                  -> 400 only http:// is asked for like this; the rest by CONNECT
        ask http://evil.test@good.test/       -> 400 a name and password have no place in an address
        ask http://good.test@evil.test/       -> 400 a name and password have no place in an address
        ask http://good.test/ evil.test       -> 400 not a request to a proxy
        relay http://good.test/               -> 200 internet
        relay http://evil.test/               -> 403 is not on the allowlist of this pane
        """);
  }

  @Test
  void noSpellingOfAnAddressIsTakenForAnother() {
    StringBuilder page = new StringBuilder("ask http://8.8.8.8/ -> 200 internet\n");
    page.append(
        spelled(
            "400 an IP address must be written as four decimal numbers",
            "127.1 127.0.1 2130706433 017700000001 0x7f000001 0x7f.1 0x7f.0x0.0x0.0x1 0177.0.0.1"
                + " 127.0.0.01 127.0.0.256 10.1 8.8.2056"));
    page.append(
        spelled(
            "400 an IPv4 address must be written as four decimal numbers",
            "[::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1]"));
    page.append(
        spelled(
            "403 is not on the allowlist of this pane",
            "127.0.0.1 127.0.0.1. 127.0.0.2 0.0.0.0 10.0.0.1 192.168.1.1 169.254.169.254"
                + " 100.100.100.200 {address} [::1] [0:0:0:0:0:0:0:1] [::] [fe80::1] [fd00::1]"
                + " [64:ff9b::7f00:1] [2002:7f00:1::] localhost"));
    // Listed, and yet no address of the internet.
    page.append("tunnel 127.0.0.1:{any} -> 403 leads to a private or special address\n");
    page.append("ask http://127.0.0.1:{any}/ -> 403 leads to a private or special address\n");
    holds("allowlist", page.toString());
  }

  /// Asks for each of these hosts in both forms.
  private static String spelled(String verdict, String hosts) {
    return Stream.of(hosts.split(" "))
        .flatMap(host -> Stream.of("tunnel " + host + ":443", "ask http://" + host + "/"))
        .map(line -> line + " -> " + verdict + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void aNameThatLeadsInsideIsNotConnectedTo() {
    String some = "93.184.215.14";
    rig.names.say("loop.dns.test", "127.0.0.1");
    rig.names.say("zero.dns.test", "0.0.0.0");
    rig.names.say("metadata.dns.test", "169.254.169.254");
    rig.names.say("private.dns.test", "10.0.0.1");
    rig.names.say("lan.dns.test", rig.address());
    rig.names.say("six.dns.test", "::1");
    rig.names.say("local6.dns.test", "fd00::2");
    rig.names.say("nat64.dns.test", "64:ff9b::7f00:1");
    rig.names.say("mixed.dns.test", some, "127.0.0.1");
    rig.names.say("both.dns.test", some, "::1");
    rig.names.say("many.dns.test", twoThousand());
    rig.names.say("metadata.internal", "169.254.169.254");
    rig.names.alias("alias.dns.test", "metadata.internal");
    rig.names.alias("inner.dns.test", "private.dns.test");
    String hosts = "loop zero metadata private lan six local6 nat64 mixed both many alias inner";
    holds(
        "allowlist",
        Stream.of(hosts.split(" "))
            .map(host -> "ask http://" + host + ".dns.test:{any}/")
            .map(line -> line + " -> 403 leads to a private or special address\n")
            .collect(
                Collectors.joining(
                    "", "", "ask http://nobody.dns.test:{any}/ -> 502 has no address\n")));
    assertTrue(rig.names.asked().contains("many.dns.test A"), "nobody asked");
  }

  /// Public addresses, but for the last.
  private static String[] twoThousand() {
    String[] many = new String[2000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "93.184." + i / 250 + "." + (1 + i % 250);
    }
    many[many.length - 1] = "127.0.0.1";
    return many;
  }

  @Test
  void aNameThatMovesIsConnectedToWhereItWasCheckedAndNoMoreAfterwards() {
    rig.names.say("moves.range.test", rig.address());
    rig.names.say("moves.range.test", "127.0.0.1");
    int before = rig.loopback.connections.get();
    holds(
        "allowlist",
        """
        ask http://moves.range.test:{lan}/  -> 200 lan
        ask http://moves.range.test:{lan}/  -> 403 is outside of its range in [network.local]
        """);
    assertEquals(before, rig.loopback.connections.get());
  }

  @Test
  void aTunnelIsForTheHostThatItsTlsNames() {
    holds(
        "allowlist",
        """
        tls good.test:443 good.test     -> arrived
        tls good.test:443 evil.test     -> TLS alert 112
        tls good.test:443 a.wild.test   -> TLS alert 112
        tls good.test:443 -             -> TLS alert 112
        tls 8.8.8.8:443 -               -> arrived
        tls 8.8.8.8:443 evil.test       -> TLS alert 112
        say good.test:443 SSH-2.0-x     -> hung up on
        say good.test:443 GET / HTTP/1.1 -> hung up on
        """);
  }

  @Test
  void twentyMegabytesToOneHostRaiseTheAlarmTwiceAndNoAddressIsKept() {
    String secret = "c4n4ry-" + UUID.randomUUID();
    holds(
        "allowlist",
        """
        upload http://up.wild.test/{secret}?k={secret} 20    -> 200 internet
        ask http://{secret}:x@up.wild.test/                  -> 400 a name and password have no place in an address
        """
            .replace("{secret}", secret));
    rig.outer.await(
        () -> rig.alarms("*.wild.test").equals(List.of("10", "20")),
        () -> "alarms at " + rig.alarms("*.wild.test"));
    Canary.assertNowhere(secret, directory, rig.installation, "allowlist:");
  }

  @Test
  void sixtyFourConnectionsThatNeverSpeakDenyNobody() {
    holds(
        "allowlist",
        "mute 64 -> open\nask http://good.test/ -> 200 internet\n"
            + "tls good.test:443 good.test -> arrived\n");
  }

  @Test
  void whatIsDeniedStaysDeniedWhileOtherRulesChangeFiftyTimes() {
    rig.change("deny", "denied.wild.test");
    String tries = "traffic http://evil.test/ http://denied.wild.test/ http://go.test/";
    CompletableFuture<Exit> traffic =
        CompletableFuture.supplyAsync(() -> rig.inside("allowlist", List.of(tries)));
    for (int i = 0; i < 50; i++) {
      int before = rig.going.connections.get();
      switch (i % 4) {
        case 0 -> rig.change("allow", "other" + i + ".test", "--always");
        case 1 -> rig.change("deny", "other" + i + ".wild.test", "--project");
        case 2 -> rig.change("allow", "*.other" + i + ".test", "--pane");
        default -> rig.change("forget", "other" + (i - 3) + ".test");
      }
      rig.outer.await(
          () -> rig.going.connections.get() > before || traffic.isDone(), () -> "no more traffic");
    }
    rig.go = "stop";
    String answers = "403 is not on the allowlist of this pane, 403 is denied by always, 200 stop";
    assertEquals(tries + " -> " + answers + "\n", traffic.join().text());

    rig.change("allow", "late.test", "--pane");
    holds("allowlist", "ask http://late.test/ -> 200 internet\n");
  }

  @Test
  void noContainerReachesAnother() {
    String listen = NetworkRig.NODE + " inside.mjs 'listen 7777'";
    for (String mode : List.of("none", "separate")) {
      String pane = mode + ":";
      done(rig.outer.says("send-keys", "-t", pane, listen, "Enter"));
      done(rig.outer.says("wait-for", "text", "listening", "-t", pane, "--timeout", "30"));
      holds(mode, "tcp 127.0.0.1 7777 -> reached\n");
    }
    String other = rig.inside("separate", List.of("addresses")).text().split(" -> ")[1].strip();
    holds("separate", "tcp " + other + " 7777 -> reached\n");
    holds("open", "tcp " + other + " 7777 -> silence\n");
    holds(
        "allowlist",
        "tcp 127.0.0.1 7777 -> refused\ntcp "
            + other
            + " 7777 -> no route\n"
            + "tunnel 127.0.0.1:7777 -> 403 is not on the allowlist of this pane\n");
  }
}
