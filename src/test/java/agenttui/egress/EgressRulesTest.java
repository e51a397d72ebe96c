package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Asker;
import agenttui.config.NetworkMode;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people allow and deny while agents run, and the policy as a whole.
class EgressRulesTest {
  private static final Target WANTED = new Target(Target.Kind.TUNNEL, "wanted.test", 443);

  @TempDir Path directory;

  private EgressRig rig(String... hosts) {
    return new EgressRig(directory, EgressRig.policy(List.of(hosts)));
  }

  private static boolean allows(EgressSocket socket) {
    return socket.decide(WANTED) instanceof Policy.Decision.Allowed;
  }

  private static HostRule wanted() {
    return HostRule.parse("wanted.test");
  }

  @Test
  void whatIsAllowedOnceIsAllowedOnce() {
    try (EgressRig rig = rig()) {
      rig.socket.allow(wanted(), EgressSocket.Scope.ONCE);
      assertEquals(List.of(wanted()), rig.socket.once());
      assertTrue(allows(rig.socket));
      assertFalse(allows(rig.socket));
    }
  }

  @Test
  void whatIsAllowedForAPaneHoldsThereOnly() {
    try (EgressRig rig = rig();
        EgressSocket other =
            rig.proxy.listen(Asker.pane("%4"), rig.socket.policy(), directory.resolve("other"))) {
      rig.socket.allow(wanted(), EgressSocket.Scope.PANE);
      assertTrue(allows(rig.socket) && allows(rig.socket));
      assertFalse(allows(other));
      assertTrue(Allowances.open(directory.resolve("network.json")).entries().isEmpty());
    }
  }

  @Test
  void whatIsAllowedForAProjectHoldsInItsPanesAndIsKept() throws IOException {
    Policy elsewhere = Policy.builder(NetworkMode.OPEN).project("another").build();
    try (EgressRig rig = rig();
        EgressSocket same =
            rig.proxy.listen(Asker.pane("%4"), rig.socket.policy(), directory.resolve("same"));
        EgressSocket other =
            rig.proxy.listen(Asker.pane("%5"), elsewhere, directory.resolve("other"))) {
      rig.socket.allow(wanted(), EgressSocket.Scope.PROJECT);
      assertTrue(allows(rig.socket) && allows(same));
      assertFalse(allows(other));
      rig.socket.allow(wanted(), EgressSocket.Scope.ALWAYS);
      assertTrue(allows(other));
    }
    Path file = directory.resolve("network.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        List.of(
            new Allowances.Entry("wanted.test", "project", true),
            new Allowances.Entry("wanted.test", "", true)),
        Allowances.open(file).entries());
    try (EgressRig again = rig()) {
      assertTrue(allows(again.socket));
    }
  }

  @Test
  void whatAnotherServerKeepsHoldsForTheNextRequestAndIsNotTakenBack() {
    try (EgressRig rig = rig()) {
      Allowances other = Allowances.open(directory.resolve("network.json"));
      other.keep(wanted(), "", true);
      assertTrue(allows(rig.socket));
      rig.socket.allow(HostRule.parse("more.test"), EgressSocket.Scope.ALWAYS);
      assertEquals(2, other.entries().size());
      other.forget(wanted(), "");
      assertFalse(allows(rig.socket));
    }
  }

  @Test
  void aFileThatCannotBeReadAnyMoreChangesNothing() throws IOException {
    try (EgressRig rig = rig("wanted.test")) {
      rig.socket.deny(wanted(), EgressSocket.Scope.ALWAYS);
      Path file = directory.resolve("network.json");
      for (String torn : List.of("{", "{\"rules\": [{\"host\": \"no host\"}]}")) {
        Files.writeString(file, torn);
        assertFalse(allows(rig.socket));
        assertThrows(StoreException.class, () -> Allowances.open(file));
      }
    }
  }

  @Test
  void aDenialWinsUntilItIsForgotten() {
    try (EgressRig rig = rig("wanted.test")) {
      assertTrue(allows(rig.socket));
      rig.socket.deny(wanted(), EgressSocket.Scope.ALWAYS);
      rig.socket.allow(wanted(), EgressSocket.Scope.PANE);
      assertEquals(
          new Policy.Decision.Denied("is denied by always", false), rig.socket.decide(WANTED));
      assertTrue(rig.socket.forget(wanted()));
      assertTrue(allows(rig.socket));
      assertFalse(rig.socket.forget(wanted()));
    }
  }

  @Test
  void aPaneWithoutAProjectSaysSo() {
    Policy lone = Policy.builder(NetworkMode.OPEN).build();
    try (EgressRig rig = new EgressRig(directory, lone)) {
      EgressException e =
          assertThrows(
              EgressException.class, () -> rig.socket.allow(wanted(), EgressSocket.Scope.PROJECT));
      assertEquals("pane %3 belongs to no project", e.getMessage());
    }
  }

  @Test
  void refusedHostsAreDraftsUntilTheyAreAllowed() {
    try (EgressRig rig = rig()) {
      rig.socket.drafted(WANTED);
      rig.socket.drafted(new Target(Target.Kind.PLAIN, "other.test", 8080));
      rig.socket.drafted(WANTED);
      assertEquals(
          List.of(
              new EgressSocket.Refused("other.test:8080", 1),
              new EgressSocket.Refused("wanted.test", 2)),
          rig.socket.refused());
      rig.socket.allow(wanted(), EgressSocket.Scope.PANE);
      assertEquals(List.of(new EgressSocket.Refused("other.test:8080", 1)), rig.socket.refused());
      for (int i = 0; i < 1000; i++) {
        rig.socket.drafted(new Target(Target.Kind.TUNNEL, "h" + i + ".test", 443));
      }
      assertEquals(100, rig.socket.refused().size());
    }
  }

  @Test
  void aNewPolicyCountsForTheNextRequest() {
    try (EgressRig rig = rig("wanted.test")) {
      assertTrue(allows(rig.socket));
      rig.socket.policy(EgressRig.policy(List.of("other.test")));
      assertFalse(allows(rig.socket));
    }
  }

  @Test
  void aPolicyThatAnswersWronglyIsFoundOutWhenItIsMade() {
    List<Policy.Rule> rules = List.of(new Policy.Rule(wanted(), Policy.Origin.USER));
    Policy.Decision yes = new Policy.Decision.Allowed(rules.getFirst(), Optional.empty());
    Policy.Decision no = new Policy.Decision.Denied("no", true);
    assertThrows(EgressException.class, () -> Policy.probe(List.of(), List.of(), _ -> yes));
    assertThrows(EgressException.class, () -> Policy.probe(rules, List.of(), _ -> no));
    assertThrows(
        EgressException.class,
        () -> Policy.probe(rules, rules, target -> target.equals(WANTED) ? yes : no));
    Policy.probe(rules, List.of(), target -> target.equals(WANTED) ? yes : no);
  }

  @Test
  void bytesThatGoUpRaiseTheAlarmAndEachDoublingAgain() {
    EgressLimits.DEFAULT.upload();
    Policy.Rule users = new Policy.Rule(wanted(), Policy.Origin.USER);
    Policy.Rule model = new Policy.Rule(HostRule.parse("model.test"), Policy.Origin.AGENT);
    try (EgressRig rig = rig("wanted.test")) {
      for (int i = 0; i < 45; i++) {
        rig.socket.sent(users, 1 << 20);
        rig.socket.sent(model, 1 << 20);
      }
      List<Map<String, String>> alarms =
          rig.entries.stream()
              .map(each -> each.fields())
              .filter(fields -> "alarm".equals(fields.get("step")))
              .toList();
      assertEquals(
          List.of("10", "20", "40"),
          alarms.stream()
              .map(fields -> Long.toString(Long.parseLong(fields.getOrDefault("up", "")) >> 20))
              .toList());
      assertTrue(alarms.stream().allMatch(f -> "wanted.test".equals(f.get("host"))));
    }
  }
}
