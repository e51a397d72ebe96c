package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.wire.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that take more than their share: connections, time.
class EgressCapsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path directory;

  private static EgressLimits limits(int perSocket, Duration head, Duration idle) {
    return new EgressLimits(
        perSocket, 1024, head, Duration.ofSeconds(5), Duration.ofSeconds(10), idle, 10 << 20);
  }

  private EgressRig rig(EgressLimits limits, Echo server) {
    return new EgressRig(
        directory, limits, EgressRig.policy(List.of(), "model.test:8080", server.place()));
  }

  private static String tunnel() {
    return "CONNECT model.test:8080 HTTP/1.1\r\nHost: model.test:8080\r\n\r\n";
  }

  @Test
  void sixtyFourThatNeverSpeakDenyNobody() throws IOException {
    List<RawClient> mute = new ArrayList<>();
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig(EgressLimits.DEFAULT, mirror);
        RawClient speaks = rig.client()) {
      for (int i = 0; i < 64; i++) {
        mute.add(rig.client());
      }
      speaks.send(tunnel() + "hello");
      speaks.await("hello");
    } finally {
      for (RawClient each : mute) {
        each.close();
      }
    }
  }

  @Test
  void oneConnectionTooManyIsToldSo() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig(limits(2, LONG, LONG), mirror);
        RawClient first = rig.client();
        RawClient second = rig.client()) {
      first.send(tunnel() + "one");
      first.await("one");
      second.send(tunnel() + "two");
      second.await("two");
      try (RawClient third = rig.client()) {
        assertTrue(third.answer().contains("503"), third.received());
      }
      first.finish();
      first.answer();
      letIn(rig);
    }
  }

  /// A place is free a moment after its holder was hung up on.
  private static void letIn(EgressRig rig) throws IOException {
    String answer = "503";
    for (int i = 0; i < 500 && answer.contains("503"); i++) {
      try (RawClient next = rig.client()) {
        next.send(tunnel() + "three");
        next.finish();
        answer = next.answer();
      }
    }
    assertTrue(answer.endsWith("three"), answer);
  }

  @Test
  void whoNeverFinishesAHeadIsCutOff() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig(limits(8, SHORT, LONG), mirror);
        RawClient mute = rig.client();
        RawClient half = rig.client()) {
      half.send("CONNECT model.test:8080 HTT");
      assertEquals("", mute.answer());
      assertTrue(half.answer().isEmpty() || half.answer().contains(" 4"), half.received());
    }
  }

  @Test
  void whoOpensATunnelAndSaysNoTlsIsCutOff() throws IOException {
    Echo parent =
        new Echo((in, out) -> {
          Echo.head(in);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          in.transferTo(java.io.OutputStream.nullOutputStream());
        });
    Policy policy =
        Policy.builder(agenttui.config.NetworkMode.OPEN)
            .allow(Policy.Origin.USER, List.of("good.test"))
            .parent(ParentProxy.of("", "http://" + parent.place(), List.of()))
            .build();
    try (parent;
        EgressRig rig = new EgressRig(directory, limits(8, SHORT, LONG), policy);
        RawClient client = rig.client()) {
      client.send("CONNECT good.test:443 HTTP/1.1\r\nHost: good.test:443\r\n\r\n");
      assertTrue(client.answer().startsWith("HTTP/1.1 200"), client.received());
    }
  }

  @Test
  void aTunnelWithoutAByteEndsAfterTheIdleTime() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig(limits(8, LONG, SHORT), mirror);
        RawClient client = rig.client()) {
      client.send(tunnel() + "x");
      client.answer();
      assertTrue(
          rig.proxy.requests().recent().getLast().verdict() instanceof Verdict.Failed(String why)
              && why.contains("idle"));
    }
  }

  @Test
  void aClosedSocketCutsItsTunnels() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig(EgressLimits.DEFAULT, mirror);
        RawClient client = rig.client()) {
      client.send(tunnel() + "x");
      client.await("x");
      rig.socket.close();
      client.answer();
      assertEquals(List.of(), rig.proxy.find(EgressRig.PANE).stream().toList());
    }
  }
}
