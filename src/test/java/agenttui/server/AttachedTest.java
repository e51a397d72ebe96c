package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Activity;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Question;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One client's screen, on a loop that does not turn.
class AttachedTest {
  private static final Instant NOW = Instant.parse("2026-01-02T14:02:00Z");

  @TempDir Path directory;
  private final Loop loop = new Loop(System::nanoTime);

  /// Nobody but the loop's timers, and command lines that never end by themselves.
  private final class TimersOnly implements Attached.Hands {
    private final List<Consumer<Question>> run = new ArrayList<>();

    @Override
    public void run(Attached from, String line, Consumer<Question> asks) {
      run.add(asks);
    }

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
    public void looksAround(Attached from) {}

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
    try (ServerSocketChannel server = listening();
        SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
      Attached attached = attached(session, channel, new TimersOnly());
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

  @Test
  void whoLeftASheetIsNotBroughtBackByItsLateAnswer() throws IOException {
    Session session = new Session("main", "/repository");
    TimersOnly hands = new TimersOnly();
    try (ServerSocketChannel server = listening();
        SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
      Attached attached = attached(session, channel, hands);
      Question.Find question = new Question.Find("find-text", "", List.of(), 0, 0, false);
      attached.ask(question);
      attached.input("x".getBytes(StandardCharsets.US_ASCII));
      hands.run.getFirst().accept(question);
      assertTrue(attached.finds());
      for (int i = 0; i < 2; i++) {
        attached.input("\033[27u".getBytes(StandardCharsets.US_ASCII));
      }
      assertFalse(attached.finds());
      hands.run.forEach(each -> each.accept(question));
      assertFalse(attached.finds());
    }
  }

  private ServerSocketChannel listening() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
  }

  private static Attached attached(Session session, SocketChannel channel, TimersOnly hands)
      throws IOException {
    return new Attached(
        new Link("c1", Connection.over(channel)),
        session.seat(),
        false,
        hands,
        Preferences.DEFAULT,
        Clock.fixed(NOW, ZoneOffset.UTC),
        InstantSource.fixed(NOW),
        new KeyMachine(KeyTables.DEFAULT),
        new Message.Attach("main", 120, 35, Map.of("TERM", "xterm-256color")));
  }
}
