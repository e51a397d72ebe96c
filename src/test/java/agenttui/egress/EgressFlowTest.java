package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests through the whole proxy, to real servers on loopback that the user's file maps.
class EgressFlowTest {
  @TempDir Path directory;

  @Test
  void aPlainRequestReachesAMappedName() throws IOException {
    try (Echo model = Echo.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        EgressRig rig =
            new EgressRig(
                directory, EgressRig.policy(List.of(), "model.test:8080", model.place()))) {
      String answer =
          rig.answer("GET http://model.test:8080/v1?x=1 HTTP/1.1\r\nHost: model.test:8080\r\n\r\n");
      assertEquals(200, RawClient.status(answer).orElseThrow(), answer);
      assertTrue(answer.endsWith("\r\n\r\nhello"), answer);
      assertTrue(model.heads.getFirst().startsWith("GET /v1?x=1 HTTP/1.1\r\n"));
    }
  }

  @Test
  void aTunnelToAMappedNameCarriesAnyBytesBothWays() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig =
            new EgressRig(
                directory, EgressRig.policy(List.of(), "model.test:8080", mirror.place()));
        RawClient client = rig.client()) {
      client.send("CONNECT model.test:8080 HTTP/1.1\r\nHost: model.test:8080\r\n\r\nearly");
      client.send(" and late");
      client.finish();
      String answer = client.answer();
      assertEquals(200, RawClient.status(answer).orElseThrow(), answer);
      assertTrue(answer.endsWith("\r\n\r\nearly and late"), answer);
    }
  }

  @Test
  void aHostThatNobodyListedIsRefusedWithTheRemedy() throws IOException {
    try (EgressRig rig = new EgressRig(directory, EgressRig.policy(List.of("example.com")))) {
      String answer = rig.answer("CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n");
      assertEquals(403, RawClient.status(answer).orElseThrow());
      assertTrue(
          answer.contains("agent-tui: evil.test:443 is not on the allowlist of this pane"), answer);
      assertTrue(answer.contains("agent-tui network allow evil.test -t %3"), answer);
      assertEquals(List.of(new EgressSocket.Refused("evil.test", 1)), rig.socket.refused());
      assertFalse(rig.names.asked.contains("evil.test"), "nobody asks a resolver for it");
    }
  }
}
