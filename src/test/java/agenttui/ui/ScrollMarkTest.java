package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Pane;
import agenttui.mux.Rect;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where a pane that was scrolled says that it stands.
class ScrollMarkTest {
  private final Story story = Story.full(120, 35);
  private final Pane pane = story.session.panes().getFirst();

  private List<Integer> marked() {
    Rect content = story.view().seat().placement().content(pane.id());
    Frame frame = story.frame();
    return IntStream.range(0, frame.rows())
        .filter(row -> frame.line(row).charAt(content.endColumn()) == '█')
        .map(row -> row - content.row())
        .boxed()
        .toList();
  }

  private int history() {
    return pane.shown().historySize();
  }

  private int last() {
    return story.view().seat().placement().content(pane.id()).rows() - 1;
  }

  @Test
  void theMarkIsAtTheTopOfTheHistoryAtTheTop() {
    assertEquals(List.of(), marked());
    pane.scroll(history());
    assertEquals(List.of(0), marked());
    assertTrue(story.frame().line(1).contains(" " + history() + " lines back "));
    pane.scroll(-history());
    assertEquals(List.of(), marked());
  }

  @Test
  void theMarkFollowsTheViewInCopyMode() {
    pane.copy();
    assertEquals(List.of(last()), marked());
    pane.copy().scroll(1);
    assertEquals(List.of(last() - last() / history()), marked());
    pane.copy().scroll(history());
    assertEquals(List.of(0), marked());
    pane.leaveCopy();
    assertEquals(List.of(), marked());
  }

  @Test
  void theMarkLiesBelowAnOpenSheet() {
    pane.copy();
    story.ask(Story.fork());
    assertEquals(List.of(), marked());
  }

  @Test
  void aNarrowTerminalSaysThePlaceBesideItsSwitcher() {
    Story narrow = Story.full(60, 20);
    Pane first = narrow.session.panes().getFirst();
    first.scroll(2);
    assertTrue(narrow.frame().line(1).endsWith("─ 2 lines back ─"), narrow.frame().line(1));
    first.copy();
    assertTrue(narrow.frame().line(1).matches(".*─ line \\d+ of \\d+ ─"), narrow.frame().line(1));
    first.leaveCopy();
    assertTrue(narrow.frame().line(1).endsWith("────"), narrow.frame().line(1));
  }
}
