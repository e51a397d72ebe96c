package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.Notify;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/// What a terminal is sent, and when nobody is called.
class AlertsTest {
  private static String sent(Notify.How how, String text) {
    return new String(Alerts.bytes(how, text), StandardCharsets.UTF_8);
  }

  @Test
  void eachWayHasItsSequence() {
    assertEquals("\007", sent(Notify.How.BELL, "2 codex needs you"));
    assertEquals("\033]9;2 codex needs you\033\\", sent(Notify.How.OSC9, "2 codex needs you"));
    assertEquals("\033]777;notify;agent-tui;a, b\033\\", sent(Notify.How.OSC777, "a; b"));
  }

  @Test
  void whatAnAgentWroteCannotEndTheSequence() {
    String sent = sent(Notify.How.OSC9, "x\033\\\007\u009c\n y");
    assertEquals(
        1, sent.substring(1).codePoints().filter(c -> c < 32 || (c >= 127 && c < 160)).count());
  }

  @Test
  void quietHoursMayGoOverMidnight() {
    Notify.Hours night = Notify.Hours.of("22:00-07:00").orElseThrow();
    assertTrue(night.contain(LocalTime.of(23, 0)));
    assertTrue(night.contain(LocalTime.of(6, 59)));
    assertFalse(night.contain(LocalTime.of(7, 0)));
    Notify.Hours noon = Notify.Hours.of("12:00-13:00").orElseThrow();
    assertTrue(noon.contain(LocalTime.NOON));
    assertFalse(noon.contain(LocalTime.of(13, 0)));
    assertTrue(Notify.Hours.of("25:00-07:00").isEmpty());
  }
}
