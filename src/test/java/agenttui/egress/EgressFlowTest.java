package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.journal.Entry;
import agenttui.journal.Topic;
import agenttui.wire.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests through the whole proxy, to real servers on loopback that the user's file maps or that
/// stand for a company's proxy.
class EgressFlowTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @TempDir Path directory;

  private EgressRig rig(String name, Echo server, String... hosts) {
    return new EgressRig(directory, EgressRig.policy(List.of(hosts), name, server.place()));
  }

  private static String get(String address, String host, String... fields) {
    String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return "GET " + address + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
  }

  private static String connect(String place) {
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n";
  }

  private static int status(String answer) {
    return RawClient.status(answer).orElseThrow(() -> new AssertionError(answer));
  }

  @Test
  void aPlainRequestReachesAMappedName() throws IOException {
    try (Echo model = Echo.answering(OK);
        EgressRig rig = rig("model.test:8080", model)) {
      String answer =
          rig.answer(get("http://model.test:8080/v1/a%2Fb?x=1%20&y={z}", "model.test:8080"));
      assertEquals(200, status(answer), answer);
      assertTrue(answer.endsWith("\r\n\r\nhello"), answer);
      String head = model.heads.getFirst();
      assertTrue(head.startsWith("GET /v1/a%2Fb?x=1%20&y={z} HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nHost: model.test:8080\r\n"), head);
    }
  }

  @Test
  void aBodyGoesUpInEitherFraming() throws IOException {
    Echo model =
        new Echo((in, out) -> {
          String head = Echo.head(in);
          boolean chunked = head.contains("\r\nTransfer-Encoding: chunked\r\n");
          int length = chunked ? "5\r\nhello\r\n0\r\n\r\n".length() : "hello".length();
          byte[] body = in.readNBytes(length);
          String text = new String(body, StandardCharsets.US_ASCII);
          assertFalse(chunked && head.contains("Content-Length"), head);
          String said = (chunked ? "chunked " : "plain ") + text.contains("hello");
          out.write(
              ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + Integer.toHexString(said.length())
                      + "\r\n"
                      + said
                      + "\r\n0\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
        });
    try (model;
        EgressRig rig = rig("model.test", model)) {
      String head = "POST http://model.test/ HTTP/1.1\r\nHost: model.test\r\n";
      assertTrue(
          rig.answer(head + "Content-Length: 5\r\n\r\nhello").contains("plain true"), "length");
      assertTrue(
          rig.answer(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
              .contains("chunked true"),
          "chunks");
    }
  }

  @Test
  void anAnswerStreamsBeforeItIsWhole() throws Exception {
    java.util.concurrent.CountDownLatch seen = new java.util.concurrent.CountDownLatch(1);
    Echo model =
        new Echo((in, out) -> {
          Echo.head(in);
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"
                  .getBytes(StandardCharsets.US_ASCII));
          try {
            seen.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          out.write("data: 2\n\n".getBytes(StandardCharsets.US_ASCII));
        });
    try (model;
        EgressRig rig = rig("model.test", model);
        RawClient client = rig.client()) {
      client.send(get("http://model.test/stream", "model.test"));
      client.await("data: 1");
      assertFalse(client.received().contains("data: 2"));
      seen.countDown();
      assertTrue(client.answer().contains("data: 2"));
    }
  }

  @Test
  void whatIsBetweenTwoHopsGoesNoFurther() throws IOException {
    try (Echo model =
            Echo.answering(
                "HTTP/1.1 200 OK\r\nProxy-Authenticate: Basic\r\nConnection: X-Own\r\n"
                    + "X-Own: 1\r\nX-Kept: 1\r\nContent-Length: 0\r\n\r\n");
        EgressRig rig = rig("model.test", model)) {
      String answer =
          rig.answer(
              get(
                  "http://model.test/",
                  "model.test",
                  "Proxy-Authorization: Basic c2VjcmV0",
                  "Proxy-Connection: keep-alive",
                  "Connection: X-Mine, Upgrade",
                  "X-Mine: 1",
                  "Keep-Alive: 5",
                  "TE: trailers",
                  "Upgrade: websocket",
                  "X-Kept: 1",
                  "Authorization: Bearer x"));
      assertEquals(200, status(answer), answer);
      String head = model.heads.getFirst();
      for (String gone : List.of("Proxy-", "X-Mine", "Keep-Alive", "TE:", "Upgrade", "c2VjcmV0")) {
        assertFalse(head.contains(gone), gone + " in " + head);
      }
      assertTrue(head.contains("X-Kept: 1") && head.contains("Authorization: Bearer x"), head);
      assertFalse(answer.contains("Proxy-Authenticate") || answer.contains("X-Own"), answer);
      assertTrue(answer.contains("X-Kept: 1"), answer);
    }
  }

  @Test
  void aRedirectIsTheAgentsToFollowAndANewRequest() throws IOException {
    try (Echo model =
            Echo.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n");
        EgressRig rig = rig("model.test", model)) {
      assertEquals(302, status(rig.answer(get("http://model.test/", "model.test"))));
      assertEquals(403, status(rig.answer(get("http://10.0.0.1/", "10.0.0.1"))));
      assertEquals(1, model.connections.get());
    }
  }

  @Test
  void aTunnelToAMappedNameCarriesAnyBytesBothWays() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig("model.test:8080", mirror);
        RawClient client = rig.client()) {
      client.send(connect("model.test:8080") + "early");
      client.send(" and late");
      client.finish();
      String answer = client.answer();
      assertEquals(200, status(answer), answer);
      assertTrue(answer.endsWith("\r\n\r\nearly and late"), answer);
    }
  }

  @Test
  void aHostThatNobodyListedIsRefusedWithTheRemedy() throws IOException {
    try (EgressRig rig = new EgressRig(directory, EgressRig.policy(List.of("example.com")))) {
      String answer = rig.answer(connect("evil.test:443"));
      assertEquals(403, status(answer));
      assertTrue(
          answer.contains("agent-tui: evil.test:443 is not on the allowlist of this pane"), answer);
      assertTrue(answer.contains("agent-tui network allow evil.test -t %3"), answer);
      assertEquals(List.of(new EgressSocket.Refused("evil.test", 1)), rig.socket.refused());
      assertFalse(rig.names.asked.contains("evil.test"), "nobody asks a resolver for it");
    }
  }

  @Test
  void aListedNameThatLeadsInsideIsNotConnectedTo() throws IOException {
    try (Echo inside = Echo.mirror();
        EgressRig rig =
            new EgressRig(
                directory,
                EgressRig.policy(List.of("rebind.test", "127.0.0.1:" + inside.port())))) {
      rig.names.say("rebind.test", "127.0.0.1");
      assertEquals(403, status(rig.answer(connect("rebind.test:443"))));
      assertEquals(403, status(rig.answer(connect("127.0.0.1:" + inside.port()))));
      assertEquals(0, inside.connections.get());
    }
  }

  @Test
  void requestsThatMeanTwoThingsAreRefused() throws IOException {
    try (Echo model = Echo.answering(OK);
        EgressRig rig = rig("model.test", model)) {
      Map<String, String> bad =
          Map.of(
              "other host", get("http://model.test/", "other.test"),
              "other port", get("http://model.test/", "model.test:81"),
              "user", get("http://u:p@model.test/", "model.test"),
              "ftp", get("ftp://model.test/", "model.test"),
              "https", get("https://model.test/", "model.test"),
              "percent", get("http://model%2etest/", "model%2etest"),
              "two hosts", get("http://model.test/", "model.test", "Host: other.test"),
              "gzip", get("http://model.test/", "model.test", "Transfer-Encoding: gzip, chunked"),
              "old", "GET http://model.test/ HTTP/1.0\r\nHost: model.test\r\n\r\n");
      for (Map.Entry<String, String> each : bad.entrySet()) {
        String answer = rig.answer(each.getValue());
        assertTrue(status(answer) >= 400, each.getKey() + ": " + answer);
      }
      String body = "CONNECT model.test:80 HTTP/1.1\r\nHost: model.test:80\r\n";
      assertEquals(400, status(rig.answer(body + "Content-Length: 3\r\n\r\nabc")));
      String other = "CONNECT model.test:80 HTTP/1.1\r\nHost: other.test:80\r\n\r\n";
      assertEquals(400, status(rig.answer(other)));
      assertEquals(0, model.connections.get());
    }
  }

  @Test
  void anOldClientMayAskForATunnelWithoutAHostField() throws IOException {
    try (Echo mirror = Echo.mirror();
        EgressRig rig = rig("model.test:8080", mirror);
        RawClient client = rig.client()) {
      client.send("CONNECT model.test:8080 HTTP/1.0\r\n\r\nhello");
      client.await("hello");
      client.finish();
      assertEquals(200, status(client.answer()));
    }
  }

  @Test
  void noPathQueryNameOrPasswordEntersTheJournal() throws IOException {
    String canary = "c4n4ry";
    try (Echo model = Echo.answering(OK);
        EgressRig rig = rig("model.test", model)) {
      rig.answer(get("http://model.test/" + canary + "?k=" + canary, "model.test"));
      rig.answer(get("http://" + canary + ":" + canary + "@model.test/", "model.test"));
      rig.answer(get("http://evil.test/" + canary, "evil.test", "Cookie: " + canary));
      rig.answer(get("http://evil.test/", "evil.test", "Proxy-Authorization: " + canary));
      rig.answer(canary + " http://model.test/ HTTP/1.1\r\nHost: model.test\r\n\r\n");
      assertTrue(rig.entries.size() >= 4, "entries: " + rig.entries.size());
      String all = rig.entries + Files.readString(directory.resolve("journal"));
      assertFalse(all.contains(canary), all);
      assertFalse(rig.proxy.requests().recent().toString().contains(canary));
    }
  }

  @Test
  void eachRequestIsARowAndTwoEntries() throws IOException {
    try (Echo model = Echo.answering(OK);
        EgressRig rig = rig("model.test", model)) {
      rig.answer(get("http://model.test/", "model.test"));
      rig.answer(get("http://evil.test/", "evil.test"));
      List<String> steps =
          rig.entries.stream()
              .filter(each -> each.topic() == Topic.EGRESS)
              .map(each -> each.pane() + " " + each.fields().get("step") + " " + each.text())
              .toList();
      assertEquals(
          List.of(
              "%3 opened → model.test:80",
              "%3 done → model.test:80",
              "%3 refused → evil.test:80: refused, is not on the allowlist of this pane"),
          steps);
      Entry done = rig.entries.get(1);
      assertEquals("5", done.fields().get("down"));
      assertEquals("user", done.fields().get("by"));
      List<EgressRequest> rows = rig.proxy.requests().recent();
      assertEquals(new Verdict.Done("user"), rows.getFirst().verdict());
      assertTrue(rows.getLast().verdict() instanceof Verdict.Refused);
    }
  }

  @Test
  void aHostThatIsDownIsSaidToBe() throws IOException {
    String place;
    try (Echo gone = Echo.mirror()) {
      place = gone.place();
    }
    try (EgressRig rig =
        new EgressRig(directory, EgressRig.policy(List.of("nowhere.test"), "down.test", place))) {
      String down = rig.answer(get("http://down.test/", "down.test"));
      assertEquals(502, status(down));
      assertTrue(down.contains("cannot be reached: connection refused"), down);
      String unknown = rig.answer(connect("nowhere.test:443"));
      assertEquals(502, status(unknown));
      assertTrue(unknown.contains("has no address"), unknown);
    }
  }

  @Test
  void anAnswerThatIsCutOffIsNotPassedOffAsWhole() throws IOException {
    try (Echo model = Echo.answering("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf");
        EgressRig rig = rig("model.test", model)) {
      String answer = rig.answer(get("http://model.test/", "model.test"));
      assertTrue(answer.contains("Content-Length: 50"), answer);
      assertTrue(rig.proxy.requests().recent().getLast().verdict() instanceof Verdict.Failed);
    }
    try (Echo mute = new Echo((in, _) -> Echo.head(in));
        EgressRig rig = rig("model.test", mute)) {
      assertEquals(502, status(rig.answer(get("http://model.test/", "model.test"))));
    }
  }

  @Test
  void aPaneWithoutNetworkReachesNothing() throws IOException {
    Policy none =
        Policy.builder(NetworkMode.NONE)
            .allow(Policy.Origin.AGENT, List.of("example.com"))
            .local(Map.of("model.test", "127.0.0.1:1"))
            .build();
    try (EgressRig rig = new EgressRig(directory, none)) {
      assertEquals(403, status(rig.answer(connect("example.com:443"))));
      assertEquals(403, status(rig.answer(get("http://model.test/", "model.test"))));
    }
  }
}
