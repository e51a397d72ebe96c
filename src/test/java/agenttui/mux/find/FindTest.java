package agenttui.mux.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A search goes on between other things: what is printed, wrapped anew or cleared meanwhile.
class FindTest {
  private static final Find.Keep ALL = new Find.Keep(10_000, 1);

  private final Session session = new Session("main", "/");
  private final Pane pane = pane(1, "first");
  private long now;

  private Pane pane(int number, String name) {
    Emulator emulator = new Emulator(new Size(20, 4), 1_000);
    Pane fresh = new Pane(new PaneId(number), number, name, emulator, Instant.EPOCH);
    session.seat().window().open(fresh, new PaneId(number - 1), Axis.STACKED);
    session.panes().forEach(each -> each.resize(new Size(20, 4)));
    return fresh;
  }

  private static void print(Pane to, String text) {
    to.emulator().feed(text.getBytes(StandardCharsets.UTF_8));
  }

  private Find find(String text) {
    return Find.in(session.seat(), text, ALL);
  }

  /// A slice that ends at its first look at the clock.
  private void slice(Find find) {
    find.step(1, () -> now += 10);
  }

  private List<String> texts(Find find) {
    for (int i = 0; i < 10_000 && !find.done(); i++) {
      slice(find);
    }
    assertTrue(find.done());
    return find.parts().stream()
        .flatMap(part -> part.lines().stream())
        .map(Find.Line::text)
        .toList();
  }

  @Test
  void theFocusedPaneComesFirstAndItsNewestLine() {
    Pane second = pane(2, "second");
    Seat seat = session.seat();
    seat.focus(second.id());
    print(pane, "hit a\r\nhit b\r\n");
    print(second, "hit c\r\nhit d\r\n");
    assertEquals(List.of("hit d", "hit c", "hit b", "hit a"), texts(find("hit")));
  }

  @Test
  void whatIsPrintedBetweenTwoSlicesNeitherHidesNorDoublesALine() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append(i % 7 == 0 ? "hit " + i : "line").append("\r\n");
    }
    print(pane, text.toString());
    List<String> still = texts(find("hit"));
    assertEquals(58, still.size());
    Find find = find("hit");
    for (int i = 0; !find.done(); i++) {
      slice(find);
      print(pane, "new\r\n".repeat(i % 5));
    }
    assertEquals(still, texts(find));
  }

  @Test
  void linesThatAreDroppedMeanwhileAreNotLookedFor() {
    print(pane, "hit\r\n".repeat(900));
    Find find = find("hit");
    slice(find);
    print(pane, "new\r\n".repeat(3_000));
    int found = find.lines();
    assertEquals(found, texts(find).size());
    assertTrue(found < 900);
  }

  @Test
  void aPaneThatIsWrappedAnewBeginsAgain() {
    print(pane, "a long line with hit in it\r\n".repeat(200));
    Find find = find("hit");
    slice(find);
    assertFalse(find.done());
    pane.resize(new Size(9, 4));
    assertEquals(200, texts(find).size());
  }

  @Test
  void theAlternateScreenIsSearchedWhileItShows() {
    print(pane, "hit below\r\n\033[?1049h\033[Hhit above");
    assertEquals(List.of("hit above"), texts(find("hit")));
    Find find = find("hit");
    print(pane, "\033[?1049l");
    assertEquals(List.of("hit below"), texts(find));
  }

  @Test
  void aHistoryThatIsClearedMeanwhileEndsTheSearch() {
    print(pane, "hit\r\n".repeat(500));
    Find find = find("hit");
    slice(find);
    pane.emulator().clearHistory();
    assertTrue(texts(find).size() < 100);
  }

  @Test
  void aLongLineIsCutAroundItsMatchAndKeepsCharactersWhole() {
    print(pane, "👩".repeat(100) + "hit" + "👩".repeat(400));
    List<String> found = texts(find("hit"));
    assertEquals(1, found.size());
    assertTrue(found.getFirst().contains("👩hit👩"));
    assertFalse(Character.isLowSurrogate(found.getFirst().charAt(0)));
    assertTrue(found.getFirst().length() < 500);
  }

  @Test
  void whatIsNotKeptIsCounted() {
    print(pane, "hit\r\n".repeat(500));
    Find find = Find.in(session.seat(), "hit", new Find.Keep(20, 0));
    assertEquals(20, texts(find).size());
    assertEquals(500, find.lines());
    assertEquals(480, find.parts().getFirst().more());
  }
}
