package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Pane;
import agenttui.server.screen.Painter;
import agenttui.server.screen.Preferences;
import agenttui.term.Emulator;
import agenttui.term.Input;
import agenttui.term.Size;
import agenttui.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a client's terminal shows after frames of several compositors.
class PainterTest {
  private final Story story = Story.first(80, 24);
  private final Emulator outer = new Emulator(new Size(80, 24), 0);
  private final Painter painter =
      new Painter(
          this::take,
          Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8"),
          Preferences.DEFAULT,
          Clock.fixed(Story.NOW, ZoneOffset.UTC),
          (_, _) -> () -> {});
  private int taken;
  private long now;

  private void take(Message message) {
    if (message instanceof Message.Output output) {
      outer.feed(output.bytes());
      taken++;
    }
  }

  private void show() {
    while (taken > 0) {
      taken--;
      painter.drawn();
    }
    now += 1_000_000_000L;
    painter.render(now, story::view);
  }

  @Test
  void inAnotherThemeClustersAreStillThoseOfTheirCells() {
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[2J\033[He\u0301".getBytes(StandardCharsets.UTF_8));
    show();
    assertTrue(outer.screen().line(2).startsWith("e\u0301"), outer.screen().line(2));
    painter.answered(new Input.Report.ColourScheme(false));
    pane.emulator().feed("\033[Ho\u0308".getBytes(StandardCharsets.UTF_8));
    show();
    assertEquals(story.frame().line(2).strip(), outer.screen().line(2).strip());
  }
}
