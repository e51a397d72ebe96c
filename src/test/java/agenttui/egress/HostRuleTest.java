package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The grammar of hosts and the matcher, by a table of rows that a person can check.
class HostRuleTest {
  private static List<String> lines() throws IOException {
    try (InputStream in = HostRuleTest.class.getResourceAsStream("/egress/hosts.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static String answer(String rules, String kind, String authority) {
    List<String> hosts = rules.equals("-") ? List.of() : List.of(rules.split(" "));
    Policy policy = Policy.builder(NetworkMode.OPEN).allow(Policy.Origin.USER, hosts).build();
    try {
      Target.Kind form = Target.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
      Target target = HostGrammar.target(form, authority.equals("''") ? "" : authority);
      return policy.decide(target) instanceof Policy.Decision.Allowed ? "allow" : "deny";
    } catch (EgressException e) {
      return "bad";
    }
  }

  @Test
  void everyRowOfTheTableHolds() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      String[] cells = line.split("\t");
      String answer = answer(cells[0], cells[1], cells[2]);
      if (!answer.equals(cells[3])) {
        wrong.add(line + " -> " + answer);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(lines.size() >= 200, "rows: " + lines.size());
  }

  @Test
  void whatIsNotInTheGrammarIsRefusedWithTheRuleNamed() {
    List<String> bad =
        List.of(
            "*",
            "**.example.com",
            "*example.com",
            "a.*.com",
            "example.com/path",
            "",
            "*.",
            ".",
            "https://example.com",
            "example.com:0",
            "example.com:70000",
            "example.com:abc",
            "user@example.com",
            "*.8.8.8.8",
            "*.[::1]",
            "127.1",
            "0x7f.1",
            "[::ffff:1.2.3.4]",
            "x.invalid",
            "*.invalid",
            "exa mple.com",
            "exam%70le.com",
            "2001:db8::1");
    for (String each : bad) {
      EgressException e =
          assertThrows(EgressException.class, () -> HostRule.parse(each), "took " + each);
      assertTrue(String.valueOf(e.getMessage()).startsWith("'" + each + "'"), e.getMessage());
    }
  }

  @Test
  void aRuleIsWrittenAsItIsRead() {
    List<String> texts =
        List.of("example.com", "*.example.com", "example.com:8443", "8.8.8.8", "8.8.8.8:53");
    for (String text : texts) {
      assertEquals(text, HostRule.parse(text).toString());
    }
    HostRule six = HostRule.parse("[2001:db8::1]:8443");
    assertEquals(six, HostRule.parse(six.toString()));
  }

  @Test
  void theHostOfARegistrysAddressIsARule() {
    assertEquals(
        "registry.corp.example:4873",
        HostRule.ofAddress("http://user:secret@registry.corp.example:4873/npm/").toString());
    assertEquals("registry.test", HostRule.ofAddress("https://Registry.Test/").toString());
    for (String bad : List.of("registry.test", "ftp://x.test/", "http:///x", "https://a b/")) {
      assertThrows(EgressException.class, () -> HostRule.ofAddress(bad), bad);
    }
  }

  @Test
  void anAddressWithAPasswordNeverShowsInAMessage() {
    for (String bad : List.of("ftp://u:hunter22@x.test/", "http://u:hunter22@ x")) {
      EgressException e = assertThrows(EgressException.class, () -> HostRule.ofAddress(bad));
      assertTrue(!String.valueOf(e.getMessage()).contains("hunter22"), e.getMessage());
      EgressException parent =
          assertThrows(EgressException.class, () -> ParentProxy.of(bad, "", List.of()));
      assertTrue(!String.valueOf(parent.getMessage()).contains("hunter22"), parent.getMessage());
    }
  }

  @Test
  void theUsersOwnNamesLeadWhereTheySay() {
    LocalName model = LocalName.parse("model.test:8080", "127.0.0.1:41999");
    assertEquals("127.0.0.1:41999", model.place());
    assertTrue(model.matches(new Target(Target.Kind.TUNNEL, "model.test", 8080)));
    assertTrue(!model.matches(new Target(Target.Kind.PLAIN, "model.test", 80)));
    LocalName mirror = LocalName.parse("*.corp.example", "10.0.0.0/8");
    assertEquals("10.0.0.0/8", mirror.place());
    for (int port : List.of(80, 443)) {
      for (Target.Kind kind : Target.Kind.values()) {
        assertTrue(mirror.matches(new Target(kind, "npm.corp.example", port)));
      }
    }
    assertTrue(!mirror.matches(new Target(Target.Kind.PLAIN, "npm.corp.example", 22)));
    for (String bad : List.of("localhost", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "1.2.3.4:x")) {
      assertThrows(EgressException.class, () -> LocalName.parse("a.test", bad), bad);
    }
  }

  @Test
  void aParentProxyHidesItsPasswordAndKnowsWhoGoesWithoutIt() {
    ParentProxy parent =
        ParentProxy.of(
            "http://me:p%40ss+1@proxy.corp:3128", "proxy.corp:3129", List.of(".corp", "a.test:81"));
    ParentProxy.Hop hop = parent.plain().orElseThrow();
    assertEquals("proxy.corp:3128", hop.toString());
    assertEquals("Basic bWU6cEBzcysx", hop.credentials());
    assertEquals(Optional.of(hop), parent.hop(new Target(Target.Kind.PLAIN, "b.test", 80)));
    assertEquals(3129, parent.tunnel().orElseThrow().port());
    assertEquals(Optional.empty(), parent.hop(new Target(Target.Kind.PLAIN, "x.corp", 80)));
    assertEquals(Optional.empty(), parent.hop(new Target(Target.Kind.PLAIN, "a.test", 81)));
  }
}
