package agenttui.ui;

import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The left part of the first row: session and windows, as ` myapp ▸ 1:auth* 2:api▲`. A window that
/// does not show has the mark of its most urgent pane.
final class WindowList {
  /// Longest name of a window that is shown whole.
  private static final int NAME = 24;

  /// Letters of a name where there is little room.
  private static final int SHORT = 6;

  /// States whose mark a window gets, the most urgent first.
  private static final List<Token> URGENT =
      List.of(
          Token.STATE_NEEDS_MARK,
          Token.STATE_FAILED,
          Token.STATE_DONE,
          Token.STATE_WORKING,
          Token.STATE_PAUSED);

  private final Theme theme;
  private List<Tab> tabs = List.of();

  /// Where a window's name lies, from a column up to another.
  private record Tab(int from, int to, int number) {}

  /// How much of each name there is room for.
  private enum Room {
    WHOLE,
    SHORT,
    NUMBERS,
    ACTIVE
  }

  WindowList(Theme theme) {
    this.theme = theme;
  }

  /// Draws it from column 0.
  ///
  /// @param columns how many it may have
  /// @return the column after it
  int draw(View view, Frame frame, int columns) {
    Session session = view.seat().session();
    long muted = theme.attribute(Token.TEXT_MUTED);
    String name = Runs.middle(session.name(), Math.max(SHORT, columns / 3));
    Runs head = new Runs().add(" ", muted).add(name + " ▸ ", muted);
    for (Room room : Room.values()) {
      List<Runs> parts = new ArrayList<>();
      List<Window> shown = new ArrayList<>();
      for (Window window : session.windows()) {
        if (room != Room.ACTIVE || window == view.seat().window()) {
          shown.add(window);
          parts.add(tab(view, window, room));
        }
      }
      int width = head.width() + parts.stream().mapToInt(part -> part.width() + 2).sum() - 2;
      if (width <= columns || room == Room.ACTIVE) {
        return draw(frame, head, parts, shown, columns);
      }
    }
    throw new IllegalStateException("the last room is taken whatever its width");
  }

  private int draw(Frame frame, Runs head, List<Runs> parts, List<Window> windows, int columns) {
    List<Tab> drawn = new ArrayList<>();
    int at = head.draw(frame, 0, 0, columns);
    for (int i = 0; i < parts.size(); i++) {
      int from = i == 0 ? at : at + 2;
      at = parts.get(i).draw(frame, from, 0, columns);
      drawn.add(new Tab(from, at, windows.get(i).number()));
    }
    tabs = List.copyOf(drawn);
    return at;
  }

  private Runs tab(View view, Window window, Room room) {
    boolean active = window == view.seat().window();
    String name = active ? Runs.middle(window.name(), NAME) : cut(window.name(), room);
    long words = theme.attribute(active ? Token.TITLE_FOCUS : Token.TEXT_MUTED);
    Runs tab = new Runs().add(window.number() + (name.isEmpty() ? "" : ":" + name), words);
    if (active) {
      return tab.add("*", words);
    }
    urgent(view, window).ifPresent(shown -> tab.add(shown.mark(), theme.attribute(shown.token())));
    return tab;
  }

  private static String cut(String name, Room room) {
    return switch (room) {
      case WHOLE -> Runs.middle(name, NAME);
      case SHORT -> Runs.start(name, SHORT);
      case NUMBERS, ACTIVE -> "";
    };
  }

  private static Optional<Titles.Shown> urgent(View view, Window window) {
    return window.panes().stream()
        .map(pane -> Titles.shown(view, pane))
        .filter(shown -> URGENT.contains(shown.token()))
        .min(Comparator.comparingInt(shown -> URGENT.indexOf(shown.token())));
  }

  /// The number of the window whose name the last frame showed in a column.
  Optional<Integer> at(int column) {
    return tabs.stream()
        .filter(tab -> column >= tab.from() && column < tab.to())
        .map(Tab::number)
        .findFirst();
  }
}
