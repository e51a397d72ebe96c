package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Answer;
import agenttui.approval.Approvals;
import agenttui.approval.Scope;
import agenttui.approval.Waiting;
import agenttui.config.ApprovalRules;
import agenttui.config.NetworkMode;
import agenttui.wire.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts that rules of `[approval]` are about: held until a person answers, and until then neither
/// looked up nor connected. A company's proxy on loopback stands for the internet.
class HeldHostTest {
  private static final String PLAIN =
      "GET http://asked.test/a HTTP/1.1\r\nHost: asked.test\r\n\r\n";
  private static final String TUNNEL =
      "CONNECT asked.test:443 HTTP/1.1\r\nHost: asked.test:443\r\n\r\n";
  private static final ApprovalRules ASK =
      new ApprovalRules(List.of(), List.of("host:asked.test", "host:listed.test"), List.of());

  @TempDir Path directory;

  private EgressRig rig(Echo parent, EgressLimits limits, ApprovalRules rules) {
    Policy policy =
        Policy.builder(NetworkMode.ALLOWLIST)
            .allow(Policy.Origin.USER, List.of("listed.test"))
            .parent(
                ParentProxy.of("http://" + parent.place(), "http://" + parent.place(), List.of()))
            .build();
    return new EgressRig(directory, limits, policy, rules);
  }

  private EgressRig rig(Echo parent, ApprovalRules rules) {
    return rig(parent, EgressLimits.DEFAULT, rules);
  }

  private static Echo answering() throws IOException {
    return Echo.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
  }

  /// Takes a tunnel and sends back what it gets.
  private static Echo mirror() throws IOException {
    return new Echo((in, out) -> {
      Echo.head(in);
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      in.transferTo(out);
    });
  }

  private static Waiting waiting(EgressRig rig) {
    EgressRig.until(() -> !rig.approvals.waiting().isEmpty());
    return rig.approvals.waiting().getFirst();
  }

  private static void allow(EgressRig rig, Scope scope) {
    Approvals.Taken taken =
        rig.approvals.answer(waiting(rig).id(), new Answer.Allow(scope, Optional.empty()), "test");
    assertInstanceOf(Approvals.Taken.Done.class, taken);
  }

  @Test
  void nothingIsConnectedBeforeAPersonAllowsIt() throws Exception {
    try (Echo parent = answering();
        EgressRig rig = rig(parent, ASK);
        RawClient client = rig.client()) {
      client.send(PLAIN);
      assertEquals("asked.test:80", waiting(rig).line());
      assertEquals(EgressRig.PANE, waiting(rig).pane());
      assertEquals(0, parent.connections.get());
      assertEquals(List.of(), rig.names.asked);
      allow(rig, Scope.ONCE);
      assertTrue(client.answer().endsWith("hi"), client.answer());
      assertEquals(1, parent.connections.get());
    }
  }

  @Test
  void aTunnelThatWasHeldCarriesBytesBothWays() throws Exception {
    try (Echo parent = mirror();
        EgressRig rig = rig(parent, ASK);
        RawClient client = rig.client()) {
      client.send(TUNNEL);
      waiting(rig);
      assertEquals(0, parent.connections.get());
      allow(rig, Scope.ONCE);
      client.await("200 OK");
      byte[] hello = Hellos.of("asked.test");
      client.send(hello);
      client.await(new String(hello, StandardCharsets.ISO_8859_1));
      client.send("more");
      client.await("more");
      client.finish();
      assertTrue(client.answer().endsWith("more"));
    }
  }

  @Test
  void aDenialsReasonReachesTheCaller() throws Exception {
    try (Echo parent = answering();
        EgressRig rig = rig(parent, ASK);
        RawClient client = rig.client()) {
      client.send(TUNNEL);
      rig.approvals.answer(
          waiting(rig).id(), new Answer.Deny("not today", Scope.ONCE, Optional.empty()), "test");
      assertEquals(403, RawClient.status(client.answer()).orElse(0));
      assertTrue(client.answer().contains("asked.test:443 is denied by a person: not today"));
      assertEquals(0, parent.connections.get());
    }
  }

  @Test
  void aCallerThatHangsUpTakesItsQuestionBack() throws Exception {
    try (Echo parent = answering();
        EgressRig rig = rig(parent, ASK)) {
      try (RawClient client = rig.client()) {
        client.send(TUNNEL);
        waiting(rig);
      }
      EgressRig.until(() -> rig.approvals.waiting().isEmpty());
      EgressRig.until(
          () -> rig.entries.stream().anyMatch(e -> e.text().contains("its caller is gone")));
      assertEquals(0, parent.connections.get());
    }
  }

  @Test
  void whoSpeaksBeforeTheAnswerIsNotConnected() throws Exception {
    try (Echo parent = mirror();
        EgressRig rig = rig(parent, ASK);
        RawClient client = rig.client()) {
      client.send(TUNNEL);
      waiting(rig);
      client.send(Hellos.of("asked.test"));
      assertEquals(503, RawClient.status(client.answer()).orElse(0));
      EgressRig.until(() -> rig.approvals.waiting().isEmpty());
      assertEquals(0, parent.connections.get());
    }
  }

  @Test
  void aQuestionThatNobodyAnswersEndsByItself() throws Exception {
    EgressLimits much = EgressLimits.DEFAULT;
    EgressLimits brief =
        new EgressLimits(
            much.perSocket(),
            much.inAll(),
            much.head(),
            much.lookup(),
            much.connect(),
            Duration.ofMillis(200),
            much.upload());
    try (Echo parent = answering();
        EgressRig rig = rig(parent, brief, ASK);
        RawClient client = rig.client()) {
      client.send(
          "POST http://asked.test/ HTTP/1.1\r\nHost: asked.test\r\nContent-Length: 9\r\n\r\n");
      assertEquals(503, RawClient.status(client.answer()).orElse(0));
      EgressRig.until(() -> rig.approvals.waiting().isEmpty());
      assertEquals(List.of(), rig.approvals.waiting());
    }
  }

  @Test
  void anAnswerForThePaneCountsForTheNextRequest() throws Exception {
    try (Echo parent = answering();
        EgressRig rig = rig(parent, ASK);
        RawClient client = rig.client()) {
      client.send(PLAIN);
      waiting(rig);
      allow(rig, Scope.PANE);
      assertTrue(client.answer().endsWith("hi"));
      assertTrue(rig.answer(PLAIN).endsWith("hi"));
      assertEquals(List.of(), rig.approvals.waiting());
    }
  }

  @Test
  void aListedHostIsNotAskedAbout() throws Exception {
    try (Echo parent = answering();
        EgressRig rig = rig(parent, ASK)) {
      String listed = "GET http://listed.test/ HTTP/1.1\r\nHost: listed.test\r\n\r\n";
      assertTrue(rig.answer(listed).endsWith("hi"));
    }
  }

  @Test
  void aRuleDeniesEvenWhatIsListed() throws Exception {
    ApprovalRules deny = new ApprovalRules(List.of(), List.of(), List.of("host:listed.test"));
    try (Echo parent = answering();
        EgressRig rig = rig(parent, deny)) {
      String answer = rig.answer("GET http://listed.test/ HTTP/1.1\r\nHost: listed.test\r\n\r\n");
      assertEquals(403, RawClient.status(answer).orElse(0));
      assertTrue(answer.contains("is denied by rule: deny host:listed.test"), answer);
      assertEquals(0, parent.connections.get());
    }
  }

  @Test
  void aRuleAllowsWhatIsNotListed() throws Exception {
    ApprovalRules allow = new ApprovalRules(List.of("host:asked.test"), List.of(), List.of());
    try (Echo parent = answering();
        EgressRig rig = rig(parent, allow)) {
      assertTrue(rig.answer(PLAIN).endsWith("hi"));
    }
  }

  @Test
  void anAllowedAddressOfThisMachineIsStillRefused() throws Exception {
    ApprovalRules allow = new ApprovalRules(List.of("host:asked.test"), List.of(), List.of());
    Policy policy = Policy.builder(NetworkMode.ALLOWLIST).build();
    try (EgressRig rig = new EgressRig(directory, EgressLimits.DEFAULT, policy, allow)) {
      rig.names.say("asked.test", "127.0.0.1");
      assertEquals(403, RawClient.status(rig.answer(PLAIN)).orElse(0));
    }
  }
}
