package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The reader of the first TLS bytes: real ones and hostile ones, in all pieces.
class ClientHelloTest {
  private static ClientHello.Seen whole(byte[] bytes) {
    return new ClientHello().next(bytes, 0, bytes.length);
  }

  private static ClientHello.Seen named(String server) {
    return new ClientHello.Seen.Hello(Optional.of(server));
  }

  private static List<byte[]> corpus() throws Exception {
    List<byte[]> all = new ArrayList<>();
    all.add(Hellos.of("api.example.com"));
    all.add(Hellos.of("api.example.com", "TLSv1.2"));
    all.add(Hellos.of("api.example.com", "TLSv1.3"));
    all.add(Hellos.records(Hellos.of("api.example.com"), 1));
    all.add(Hellos.records(Hellos.of("api.example.com"), 7));
    all.add(Hellos.records(Hellos.of("api.example.com"), 100));
    all.add(Hellos.made(Hellos.names("API.Example.com")));
    byte[] grease = {0x0a, 0x0a, 0, 1, 0};
    all.add(Hellos.made(Hellos.joined(grease, Hellos.names("api.example.com"))));
    return all;
  }

  @Test
  void theNameIsFoundInOnePiece() throws Exception {
    for (byte[] each : corpus()) {
      assertEquals(named("api.example.com"), whole(each));
    }
  }

  @Test
  void theNameIsFoundWhereverTheBytesAreCut() throws Exception {
    for (byte[] each : corpus()) {
      for (int cut = 1; cut < each.length; cut++) {
        ClientHello hello = new ClientHello();
        assertInstanceOf(ClientHello.Seen.More.class, hello.next(each, 0, cut), "cut at " + cut);
        assertEquals(named("api.example.com"), hello.next(each, cut, each.length - cut));
        assertEquals(each.length, hello.bytes().length);
      }
    }
  }

  @Test
  void bytesThatFollowTheHelloAreKept() throws Exception {
    byte[] early = Hellos.joined(Hellos.of("a.test"), new byte[] {20, 3, 3, 0, 1, 1});
    ClientHello hello = new ClientHello();
    assertEquals(named("a.test"), hello.next(early, 0, early.length));
    assertEquals(early.length, hello.bytes().length);
  }

  @Test
  void aHelloWithoutANameNamesNone() throws Exception {
    assertEquals(new ClientHello.Seen.Hello(Optional.empty()), whole(Hellos.of("")));
    assertEquals(new ClientHello.Seen.Hello(Optional.empty()), whole(Hellos.made(new byte[0])));
  }

  @Test
  void whatCouldBeReadInTwoWaysIsNoHello() {
    List<byte[]> hostile = new ArrayList<>();
    hostile.add(Hellos.made(Hellos.names("good.test", "evil.test")));
    hostile.add(Hellos.made(Hellos.joined(Hellos.names("good.test"), Hellos.names("evil.test"))));
    byte[] longer = Hellos.names("good.test");
    longer[3]++; // the extension says that it is longer than it is
    hostile.add(Hellos.made(longer));
    byte[] list = Hellos.names("good.test");
    list[5]--; // the list ends within the name
    hostile.add(Hellos.made(list));
    byte[] type = Hellos.names("good.test");
    type[6] = 1; // a name of another type
    hostile.add(Hellos.made(type));
    byte[] empty = {0, 0, 0, 0};
    hostile.add(Hellos.made(empty));
    for (byte[] each : hostile) {
      assertInstanceOf(
          ClientHello.Seen.Other.class, whole(each), "number " + hostile.indexOf(each));
    }
  }

  @Test
  void whatIsNotTlsIsSeenAtOnce() {
    for (String text : List.of("GET / HTTP/1.1\r\n", "SSH-2.0-x\r\n", "\u0016X", "\u0000")) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertInstanceOf(ClientHello.Seen.Other.class, whole(bytes), text);
    }
    byte[] alert = {21, 3, 3, 0, 2, 1, 0};
    assertInstanceOf(ClientHello.Seen.Other.class, whole(alert));
    byte[] serverHello = {22, 3, 3, 0, 4, 2, 0, 0, 0};
    assertInstanceOf(ClientHello.Seen.Other.class, whole(serverHello));
    byte[] emptyRecord = {22, 3, 1, 0, 0};
    assertInstanceOf(ClientHello.Seen.Other.class, whole(emptyRecord));
    byte[] endless = {22, 3, 1, 0, 4, 1, 0, (byte) 0xFF, (byte) 0xFF};
    assertInstanceOf(ClientHello.Seen.Other.class, whole(endless));
  }

  @Test
  void aHelloThatNeverEndsIsGivenUp() {
    byte[] head = {22, 3, 1, 0x40, 0, 1, 0, 0x3F, 0};
    ClientHello hello = new ClientHello();
    ClientHello.Seen seen = hello.next(head, 0, head.length);
    int sent = 0;
    for (byte[] zeros = new byte[1000]; seen instanceof ClientHello.Seen.More; sent++) {
      seen = hello.next(zeros, 0, zeros.length);
    }
    assertInstanceOf(ClientHello.Seen.Other.class, seen);
    assertEquals(true, sent < 20, "gave up after " + sent + " kB");
  }

  @Test
  void noBytesMakeItThrow() throws Exception {
    byte[] good = Hellos.of("api.example.com");
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertNotNull(whole(bytes));
    }
  }
}
