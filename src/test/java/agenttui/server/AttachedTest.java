package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.mux.Activity;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyMachine;
import agenttui.mux.keys.KeyTables;
import agenttui.server.screen.Preferences;
import agenttui.term.Emulator;
import agenttui.term.Size;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One client's screen, on a loop that does not turn.
class AttachedTest {
  private static final Instant NOW = Instant.parse("2026-01-02T14:02:00Z");

  @TempDir Path directory;
  private final Loop loop = new Loop(System::nanoTime);

  /// Nobody but the loop's timers.
  private final class TimersOnly implements Attached.Hands {
    @Override
    public void run(Attached from, String line) {}

    @Override
    public void type(Pane pane, byte[] bytes) {}

    @Override
    public void tell(Pane pane, byte[] bytes) {}

    @Override
    public KeyContext context(KeyContext own, Session session) {
      return own;
    }

    @Override
    public void used(Session session) {}

    @Override
    public void moved(Session session) {}

    @Override
    public boolean looks(String line) {
      return false;
    }

    @Override
    public List<String> facts(Session session) {
      return List.of();
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
      return loop.timer(delay, action);
    }
  }

  @Test
  void oneTimerStandsForAnAgeHoweverManyFramesShowedIt() throws IOException {
    Session session = new Session("main", "/repository");
    Emulator emulator = new Emulator(new Size(80, 24), 100);
    Pane pane = new Pane(new PaneId(1), 1, "claude", emulator, NOW);
    session.seat().window().open(pane, new PaneId(0), Axis.STACKED);
    pane.activity(new Activity(Activity.Kind.WORKING, "", NOW, Duration.ZERO, false));
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel channel = SocketChannel.open(server.bind(address).getLocalAddress())) {
      Attached attached =
          new Attached(
              new Link("c1", Connection.over(channel)),
              session.seat(),
              false,
              new TimersOnly(),
              Preferences.DEFAULT,
              Clock.fixed(NOW, ZoneOffset.UTC),
              InstantSource.fixed(NOW),
              new KeyMachine(KeyTables.DEFAULT),
              new Message.Attach("main", 120, 35, Map.of("TERM", "xterm-256color")));
      for (int frame = 1; frame <= 100; frame++) {
        attached.painter().drawn();
        emulator.feed(("line " + frame + "\r\n").getBytes(StandardCharsets.US_ASCII));
        attached.painter().written(true);
        attached.render(frame);
      }
      assertEquals(1, loop.timers());
      pane.activity(new Activity(Activity.Kind.IDLE, "", NOW, Duration.ZERO, false));
      attached.painter().drawn();
      attached.touchNow();
      attached.render(101);
      assertEquals(0, loop.timers());
    }
  }
}
