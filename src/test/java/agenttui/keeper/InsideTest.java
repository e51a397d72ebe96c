package agenttui.keeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The first process of a local sandbox: it listens inside for a keeper outside.
@Timeout(60)
class InsideTest {
  private static final KeeperListener ECHOING =
      new KeeperListener() {
        @Override
        public void opened(Channel channel) {
          try (var out = channel.output()) {
            channel.input().transferTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void lost(String why) {}
      };

  private static PtySpec inside(HostKeeper host, String script) {
    String directory = host.directory().toString();
    return new PtySpec(
        new PtyId("a"),
        List.of(
            HostKeeper.helper(host.directory()).toString(),
            "inside",
            "--relay",
            directory + "/r",
            "--listen",
            "tool=" + directory + "/t",
            "--",
            "sh",
            "-c",
            script),
        "/",
        HostKeeper.ENVIRONMENT,
        new Size(80, 24),
        false);
  }

  private static SocketChannel dial(Path path) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(path));
    return socket;
  }

  private static boolean listens(Path path) {
    try (SocketChannel socket = dial(path)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theCommandHasTheTerminalAndItsStatusCounts() throws Exception {
    try (HostKeeper host = HostKeeper.start("--relay", "@/r")) {
      Terminal terminal = Terminal.consuming();
      String script = "stty size; trap 'exit 6' INT; echo up; while :; do sleep 0.05; done";
      KeptPty pty = terminal.open(host.attach(), inside(host, script));
      terminal.shows("24 80\r\nup");
      pty.write(new byte[] {3});
      assertEquals(6, terminal.exit());
    }
  }

  @Test
  void aConnectionInsideReachesTheServerWithItsKind() throws Exception {
    try (HostKeeper host = HostKeeper.start("--relay", "@/r")) {
      Terminal terminal = Terminal.consuming();
      KeptPty pty =
          terminal.open(host.attach(ECHOING, ChannelKind.TOOL), inside(host, "echo up; cat"));
      terminal.shows("up");
      Path door = host.directory().resolve("t");
      try (SocketChannel socket = dial(door)) {
        byte[] much = "hello ".repeat(30_000).getBytes(UTF_8);
        Thread writer =
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    for (ByteBuffer bytes = ByteBuffer.wrap(much); bytes.hasRemaining(); ) {
                      socket.write(bytes);
                    }
                    socket.shutdownOutput();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
        byte[] answer = Channels.newInputStream(socket).readAllBytes();
        writer.join();
        assertEquals(new String(much, UTF_8), new String(answer, UTF_8));
      }
      assertTrue(listens(door));
      pty.write(new byte[] {4});
      assertEquals(0, terminal.exit());
      Until.holds("nobody listens after the command", () -> !listens(door));
    }
  }

  @Test
  void aCommandThatIsMissingIsSaid() throws Exception {
    try (HostKeeper host = HostKeeper.start("--relay", "@/r");
        Run run =
            host.attach()
                .run(
                    new RunSpec(
                        List.of(
                            HostKeeper.helper(host.directory()).toString(),
                            "inside",
                            "--",
                            "/no/such"),
                        "/",
                        HostKeeper.ENVIRONMENT,
                        false))) {
      assertTrue(new String(run.stderr().readAllBytes(), UTF_8).contains("No such file"));
      assertEquals(new ExitStatus.Exited(127), run.exit().get());
    }
  }
}
