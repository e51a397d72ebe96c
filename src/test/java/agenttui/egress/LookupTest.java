package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// From a name to addresses that may be reached, against a resolver that lies.
class LookupTest {
  private final EgressRig.Table names = new EgressRig.Table();
  private final Semaphore turns = new Semaphore(8);

  private Lookup.Found find(String host, LocalName... local) {
    try (Lookup lookup = new Lookup(names, Duration.ofSeconds(20))) {
      Target target = new Target(Target.Kind.TUNNEL, host, 443);
      return lookup.find(target, List.of(local).stream().findFirst(), turns);
    }
  }

  private static Lookup.Found at(String... addresses) {
    List<InetSocketAddress> places = new ArrayList<>();
    for (String each : addresses) {
      places.add(new InetSocketAddress(InetAddress.ofLiteral(each), 443));
    }
    return new Lookup.Found.At(places);
  }

  @Test
  void aPublicNameIsAskedForOnceAndKept() {
    names.say("good.test", "93.184.215.14");
    assertEquals(at("93.184.215.14"), find("good.test"));
    assertEquals(List.of("good.test"), names.asked);
  }

  @Test
  void aNameThatLeadsInsideIsForbidden() {
    List<String> inside =
        List.of(
            "0.0.0.0",
            "10.0.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "fd00::1",
            "fe80::1",
            "100.100.100.200",
            "224.0.0.1");
    for (String each : inside) {
      String host = "to-" + inside.indexOf(each) + ".test";
      names.say(host, each);
      assertInstanceOf(Lookup.Found.Forbidden.class, find(host), each);
    }
  }

  @Test
  void oneBadAddressSpoilsAName() {
    names.say("mixed.test", "93.184.215.14", "2606:4700::1111", "10.0.0.1");
    assertInstanceOf(Lookup.Found.Forbidden.class, find("mixed.test"));
    names.say("mixed6.test", "93.184.215.14", "::1");
    assertInstanceOf(Lookup.Found.Forbidden.class, find("mixed6.test"));
  }

  @Test
  void theBadOneAmongTwoThousandIsSeenAndOnlyFewAreTried() {
    String[] many = new String[2000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "93.184." + (i / 250) + "." + (1 + i % 250);
    }
    names.say("many.test", many);
    assertEquals(at("93.184.0.1", "93.184.0.2"), find("many.test"));
    many[1999] = "127.0.0.1";
    names.say("trap.test", many);
    assertInstanceOf(Lookup.Found.Forbidden.class, find("trap.test"));
  }

  @Test
  void twoOfEachFamilyAreTried() {
    names.say("dual.test", "2606:4700::1", "2606:4700::2", "2606:4700::3", "93.184.215.14");
    assertEquals(at("2606:4700::1", "2606:4700::2", "93.184.215.14"), find("dual.test"));
  }

  @Test
  void aNameThatTurnsInwardsIsForbiddenAtItsNextRequest() {
    names.say("rebind.test", "93.184.215.14");
    names.say("rebind.test", "127.0.0.1");
    assertEquals(at("93.184.215.14"), find("rebind.test"));
    assertInstanceOf(Lookup.Found.Forbidden.class, find("rebind.test"));
  }

  @Test
  void thisMachinesOwnPublicAddressIsForbidden() {
    names.own = "93.184.215.14";
    names.say("me.test", "93.184.215.14");
    assertEquals(new Lookup.Found.Forbidden("leads to this machine"), find("me.test"));
  }

  @Test
  void anAddressIsLookedAtButNobodyIsAsked() {
    assertEquals(at("93.184.215.14"), find("93.184.215.14"));
    assertInstanceOf(Lookup.Found.Forbidden.class, find("10.0.0.1"));
    assertEquals(List.of(), names.asked);
  }

  @Test
  void theUsersOwnNamesGoWhereTheySayAndNowhereElse() {
    LocalName model = LocalName.parse("model.test", "127.0.0.1:41999");
    assertEquals(
        new Lookup.Found.At(
            List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 41999))),
        find("model.test", model));
    assertEquals(List.of(), names.asked);
    LocalName range = LocalName.parse("*.corp.test", "10.1.0.0/16");
    names.say("in.corp.test", "10.1.2.3");
    assertEquals(at("10.1.2.3"), find("in.corp.test", range));
    for (String outside : List.of("10.2.0.1", "127.0.0.1", "169.254.169.254", "93.184.215.14")) {
      names.say("out-" + outside, "10.1.2.3", outside);
      assertInstanceOf(Lookup.Found.Forbidden.class, find("out-" + outside, range), outside);
    }
  }

  @Test
  void aNameThatNobodyKnowsIsUnknown() {
    assertEquals(new Lookup.Found.Unknown(502, "has no address"), find("nowhere.test"));
  }

  @Test
  void aResolverThatHangsHoldsItsTurnsButNotTheOthers() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Names slow =
        new Names() {
          @Override
          public List<InetAddress> resolve(String host) throws IOException {
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return List.of(InetAddress.ofLiteral("93.184.215.14"));
          }

          @Override
          public boolean own(InetAddress address) {
            return false;
          }
        };
    Semaphore mine = new Semaphore(2);
    try (Lookup lookup = new Lookup(slow, Duration.ofMillis(1))) {
      Target target = new Target(Target.Kind.TUNNEL, "slow.test", 443);
      for (int i = 0; i < 2; i++) {
        Lookup.Found.Unknown late =
            assertInstanceOf(
                Lookup.Found.Unknown.class, lookup.find(target, Optional.empty(), mine));
        assertEquals(504, late.status());
      }
      Lookup.Found.Unknown many =
          assertInstanceOf(Lookup.Found.Unknown.class, lookup.find(target, Optional.empty(), mine));
      assertTrue(many.why().contains("too many"), many.why());
      release.countDown();
      mine.acquire(2);
    }
  }
}
