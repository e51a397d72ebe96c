package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.wire.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tunnels to names of the internet, whose first bytes are looked at. A company's proxy on loopback
/// stands for the internet: what comes out of it is what a host would get.
class TunnelTest {
  @TempDir Path directory;

  private final CompletableFuture<byte[]> got = new CompletableFuture<>();
  private final List<String> heads = new java.util.concurrent.CopyOnWriteArrayList<>();

  /// Takes a tunnel, says `greeting` at once, and keeps what comes.
  private Echo parent(String greeting) throws IOException {
    return new Echo((in, out) -> {
      heads.add(Echo.head(in));
      out.write(("HTTP/1.1 200 OK\r\n\r\n" + greeting).getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        in.transferTo(all);
      } finally {
        got.complete(all.toByteArray());
      }
    });
  }

  private EgressRig rig(Echo parent) {
    return new EgressRig(
        directory,
        Policy.builder(NetworkMode.OPEN)
            .allow(Policy.Origin.USER, List.of("good.test", "8.8.8.8"))
            .parent(
                ParentProxy.of(
                    "http://me:secret@" + parent.place(),
                    "http://me:secret@" + parent.place(),
                    List.of()))
            .build());
  }

  private static String connect(String place) {
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n";
  }

  /// Asks for a tunnel to `place`, sends `first`, and waits for the end.
  private String tunnel(String place, byte[] first) throws Exception {
    try (Echo parent = parent("");
        EgressRig rig = rig(parent);
        RawClient client = rig.client()) {
      client.send(connect(place));
      client.await("200 OK");
      client.send(first);
      client.finish();
      String answer = client.answer();
      got.get();
      rig.settle();
      if (!(rig.proxy.requests().recent().getLast().verdict() instanceof Verdict.Done)) {
        return "refused " + rig.proxy.requests().recent().getLast().verdict();
      }
      return answer;
    }
  }

  @Test
  void tlsForTheHostPassesByteForByte() throws Exception {
    byte[] hello = Hellos.joined(Hellos.of("good.test"), "more".getBytes(StandardCharsets.UTF_8));
    tunnel("good.test:443", hello);
    assertArrayEquals(hello, got.get());
    assertTrue(heads.getFirst().startsWith("CONNECT good.test:443 HTTP/1.1\r\n"));
    assertTrue(heads.getFirst().contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n"));
  }

  @Test
  void tlsForAnotherHostNeverLeaves() throws Exception {
    String answer = tunnel("good.test:443", Hellos.of("evil.test"));
    assertEquals(0, got.get().length);
    assertTrue(answer.contains("is not the host that TLS names"), answer);
  }

  @Test
  void tlsThatNamesNoHostNeverLeaves() throws Exception {
    tunnel("good.test:443", Hellos.of(""));
    assertEquals(0, got.get().length);
  }

  @Test
  void anAddressIsNamedByNoTls() throws Exception {
    byte[] bare = Hellos.of("");
    tunnel("8.8.8.8:443", bare);
    assertArrayEquals(bare, got.get());
  }

  @Test
  void aNameBehindAListedAddressNeverLeaves() throws Exception {
    tunnel("8.8.8.8:443", Hellos.of("evil.test"));
    assertEquals(0, got.get().length);
  }

  @Test
  void whatIsNotTlsNeverLeaves() throws Exception {
    String answer = tunnel("good.test:443", "SSH-2.0-x\r\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(0, got.get().length);
    assertTrue(answer.contains("sent something else than TLS"), answer);
  }

  @Test
  void aTunnelThatEndsBeforeItSpokeIsRefused() throws Exception {
    byte[] hello = Hellos.of("good.test");
    String answer = tunnel("good.test:443", java.util.Arrays.copyOf(hello, hello.length - 1));
    assertEquals(0, got.get().length);
    assertTrue(answer.contains("sent no TLS"), answer);
  }

  @Test
  void aHostThatSpeaksFirstIsNotHeardBeforeTheAgentNamedIt() throws Exception {
    try (Echo parent = parent("220 mail.test ESMTP");
        EgressRig rig = rig(parent);
        RawClient client = rig.client()) {
      client.send(connect("good.test:443"));
      client.await("\r\n\r\n");
      client.send("EHLO x\r\n");
      assertFalse(client.answer().contains("ESMTP"), client.received());
    }
  }

  @Test
  void aParentThatRefusesIsNamed() throws Exception {
    try (Echo parent = Echo.answering("HTTP/1.1 407 Auth\r\nContent-Length: 0\r\n\r\n");
        EgressRig rig = rig(parent)) {
      String answer = rig.answer(connect("good.test:443"));
      assertTrue(answer.contains("is refused by the parent proxy (407)"), answer);
      assertEquals(502, RawClient.status(answer).orElseThrow());
    }
  }

  @Test
  void aParentGetsPlainRequestsWhole() throws Exception {
    try (Echo parent = Echo.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        EgressRig rig = rig(parent)) {
      rig.answer("GET http://good.test/a?b HTTP/1.1\r\nHost: good.test\r\n\r\n");
      String head = parent.heads.getFirst();
      assertTrue(head.startsWith("GET http://good.test/a?b HTTP/1.1\r\n"), head);
      assertTrue(head.contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n"), head);
      assertEquals(List.of(), rig.names.asked, "names are the parent's to look up");
      String all = rig.entries.toString();
      assertFalse(all.contains("secret") || all.contains("bWU6"), all);
    }
  }
}
