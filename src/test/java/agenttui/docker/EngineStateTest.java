package agenttui.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding an engine, and the lines for those that are of no use.
class EngineStateTest {
  @TempDir Path dir;

  private static Map<String, String> host(Path socket) {
    return Map.of("DOCKER_HOST", "unix://" + socket);
  }

  @Test
  void anEngineThatAnswersIsReadyWithItsVersion() throws IOException {
    Path socket = dir.resolve("s");
    try (FakeEngine _ =
            FakeEngine.at(
                socket,
                (_, c) -> FakeEngine.send(c, "HTTP/1.1 200 OK\r\nApi-Version: 1.52\r\n\r\nOK"));
        Engine engine = Engine.connect(host(socket), "test")) {
      assertEquals(new EngineState.Ready(socket.toString(), "1.52"), engine.state());
    }
  }

  @Test
  void aSocketThatNobodyServesIsDown() throws IOException {
    Path socket = dir.resolve("s");
    FakeEngine.at(socket, (_, _) -> {}).close();
    try (Engine engine = Engine.connect(host(socket), "test")) {
      assertTrue(line(engine.state()).contains("start it"), line(engine.state()));
      EngineException e =
          assertThrows(EngineException.class, () -> engine.containers().list(Map.of()));
      assertEquals(EngineException.Reason.DOWN, e.reason());
      assertEquals(127, e.exitCode());
    }
  }

  @Test
  void somethingElseThanAnEngineIsDown() throws IOException {
    for (String answer :
        new String[] {
          "SSH-2.0-x\r\n\r\n", "HTTP/1.1 404 No\r\n\r\n", "", "HTTP/1.1 200 OK\r\n\r\n"
        }) {
      Path socket = Files.createTempDirectory(dir, "x").resolve("s");
      try (FakeEngine _ = FakeEngine.at(socket, (_, c) -> FakeEngine.send(c, answer));
          Engine engine = Engine.connect(host(socket), "test")) {
        assertInstanceOf(EngineState.Down.class, engine.state(), answer);
      }
    }
  }

  @Test
  void aMachineThatDoesNotAnswerOrHasNoNameIsDown() throws IOException {
    List<Socket> others = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Its queue is full when the next one has to wait: as behind a wall that swallows all.
      boolean full = false;
      while (!full) {
        Socket other = new Socket();
        others.add(other);
        try {
          other.connect(deaf.getLocalSocketAddress(), 500);
        } catch (SocketTimeoutException e) {
          full = true;
        }
      }
      String tcp = "tcp://" + deaf.getInetAddress().getHostAddress() + ":" + deaf.getLocalPort();
      for (String host : List.of(tcp, "tcp://" + "x".repeat(70) + ":1")) {
        try (Engine engine = Engine.connect(Map.of("DOCKER_HOST", host), "test")) {
          assertInstanceOf(EngineState.Down.class, engine.state(), host);
        }
      }
    } finally {
      for (Socket other : others) {
        other.close();
      }
    }
  }

  private static String line(EngineState state) {
    return switch (state) {
      case EngineState.Ready ready -> ready.toString();
      case EngineState.Absent absent -> absent.line();
      case EngineState.Down down -> down.line();
      case EngineState.Forbidden forbidden -> forbidden.line();
    };
  }

  @Test
  void aForbiddenSocketNamesTheGroupAndWhatItMeans() {
    Address address = new Address(java.net.URI.create("unix:///var/run/docker.sock"));
    for (IOException refused :
        new IOException[] {
          new SocketException("Permission denied"),
          new AccessDeniedException("/var/run/docker.sock")
        }) {
      EngineException e = Calls.unreachable(address, refused);
      assertEquals(EngineException.Reason.FORBIDDEN, e.reason());
      assertEquals(127, e.exitCode());
      assertTrue(String.valueOf(e.getMessage()).contains("usermod -aG docker"), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains("as good as root"), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains("rootless"), e.getMessage());
    }
  }

  @Test
  void aDockerHostThatWeCannotSpeakToSaysWhatWorks() {
    for (String said : new String[] {"ssh://me@host", "npipe:////./pipe/x", "https://h:1", "x"}) {
      EngineException e =
          assertThrows(
              EngineException.class, () -> Address.find(Map.of("DOCKER_HOST", said)), said);
      assertTrue(String.valueOf(e.getMessage()).contains("only unix:///path"), said);
    }
  }

  @Test
  void dockerHostWinsAndOnesOwnSocketIsFound() throws IOException {
    assertEquals(
        Optional.of(new Address(java.net.URI.create("tcp://h:2375"))),
        Address.find(Map.of("DOCKER_HOST", "tcp://h:2375")));
    Path own = Files.createDirectories(dir.resolve(".docker/run")).resolve("docker.sock");
    if (!Files.exists(Path.of("/var/run/docker.sock"))) {
      try (FakeEngine _ = FakeEngine.at(own, (_, _) -> {})) {
        assertEquals(
            own.toString(), Address.find(Map.of("HOME", dir.toString())).orElseThrow().shown());
      }
    }
  }
}
