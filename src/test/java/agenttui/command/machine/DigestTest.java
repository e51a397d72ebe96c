package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.command.PaneFacts;
import agenttui.journal.Entry;
import agenttui.journal.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The digest of a list of entries, pane by pane.
class DigestTest {
  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

  private final List<PaneFacts> panes = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  private void pane(int number, String name, String sandbox, String now) {
    panes.add(
        new PaneFacts(
            "%" + number,
            number,
            "shop",
            1,
            name,
            "",
            sandbox,
            0,
            List.of(),
            "/workspace",
            80,
            24,
            false,
            -1,
            0,
            0,
            0,
            List.of(0, 0),
            List.of(),
            "",
            now.split(" ", 2)[0],
            now,
            "",
            0,
            1));
  }

  private void entry(int minute, Topic topic, String pane, Map<String, String> fields) {
    entries.add(new Entry(START.plusSeconds(60L * minute), topic, pane, "text", fields));
  }

  private List<String> lines(int endMinute) {
    return lines(endMinute, Optional.empty());
  }

  private List<String> lines(int endMinute, Optional<String> session) {
    Digest digest = new Digest(panes, session);
    entries.forEach(digest::add);
    return digest.lines(START.plusSeconds(60L * endMinute)).stream()
        .map(line -> line.label() + ": " + line.text())
        .toList();
  }

  @Test
  void factsAreCountedPaneByPane() {
    pane(1, "claude", "k3f9-1", "idle since 10:30");
    pane(2, "codex", "k3f9-2", "idle since 10:01");
    entry(
        1,
        Topic.FORK,
        "",
        Map.of("step", "commits", "fork", "k3f9-1", "commits", "2", "added", "21"));
    entry(
        2,
        Topic.FORK,
        "",
        Map.of("step", "commits", "fork", "k3f9-1", "commits", "1", "removed", "4"));
    entry(3, Topic.TOOL, "%1", Map.of("step", "ended", "code", "2"));
    entry(4, Topic.TOOL, "%1", Map.of("step", "ended", "code", "0"));
    entry(5, Topic.APPROVAL, "%1", Map.of("step", "held", "about", "call"));
    entry(6, Topic.APPROVAL, "%1", Map.of("step", "answered", "effect", "deny", "about", "call"));
    entry(7, Topic.EGRESS, "%1", Map.of("step", "refused"));
    assertEquals(
        List.of(
            "1 claude: idle since 10:30 · 3 commits +21 −4 · 1 tool call failed · 1 question · 2"
                + " denied"),
        lines(10));
  }

  @Test
  void aDeniedHostIsCountedOnce() {
    pane(1, "claude", "k3f9-1", "working");
    entry(1, Topic.APPROVAL, "%1", Map.of("step", "denied", "about", "host"));
    entry(1, Topic.EGRESS, "%1", Map.of("step", "refused"));
    assertEquals(List.of("1 claude: working · 1 denied"), lines(10));
  }

  @Test
  void whoStillWaitsComesFirstAndItsTimeIsCountedToTheEnd() {
    pane(1, "claude", "k3f9-1", "done since 10:02");
    pane(2, "codex", "k3f9-2", "needs you: asks to run make");
    entry(1, Topic.STATE, "%2", Map.of("from", "working", "to", "needs you"));
    entry(4, Topic.STATE, "%2", Map.of("from", "needs you", "to", "working"));
    entry(8, Topic.STATE, "%2", Map.of("from", "working", "to", "needs you"));
    assertEquals(
        List.of(
            "2 codex: needs you: asks to run make · waited 5 min", "1 claude: done since 10:02"),
        lines(10));
  }

  /// As long as it waited over the moment at which the clock was set, nobody knows.
  @Test
  void aClockThatIsSetBackTakesNothingFromTheTimeThatItWaited() {
    pane(1, "claude", "k3f9-1", "idle");
    entry(100, Topic.STATE, "%1", Map.of("from", "working", "to", "needs you"));
    entry(105, Topic.STATE, "%1", Map.of("from", "needs you", "to", "working"));
    entry(106, Topic.STATE, "%1", Map.of("from", "working", "to", "needs you"));
    entry(47, Topic.STATE, "%1", Map.of("from", "needs you", "to", "working"));
    assertEquals(List.of("1 claude: idle · waited 5 min"), lines(50));
    entry(110, Topic.STATE, "%1", Map.of("from", "working", "to", "needs you"));
    assertEquals(List.of("1 claude: idle · waited 5 min"), lines(50));
  }

  @Test
  void aPaneThatIsGoneIsToldOfByItsId() {
    entry(1, Topic.SESSION, "%7", Map.of("status", "1"));
    assertEquals(List.of("%7: closed · text"), lines(10));
  }

  @Test
  void aPaneOfAnotherSessionIsNeitherToldNorClosed() {
    pane(1, "claude", "k3f9-1", "idle since 10:30");
    entry(1, Topic.TOOL, "%1", Map.of("step", "ended", "code", "2"));
    entry(2, Topic.TOOL, "%9", Map.of("step", "ended", "code", "2"));
    assertEquals(
        List.of("%9: closed · 1 tool call failed"), lines(10, Optional.of("another session")));
  }

  @Test
  void whereNothingHappenedNothingIsTold() {
    pane(1, "shell", "k3f9-1", "idle since 10:00");
    entry(1, Topic.STATE, "%1", Map.of("from", "unknown", "to", "idle"));
    assertEquals(List.of(), lines(10));
  }
}
