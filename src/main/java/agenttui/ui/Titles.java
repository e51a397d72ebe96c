package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Badge;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.term.Width;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Words in title rules: mark, number, name, state, age, badges, lines changed, branch; and what is
/// dropped first in a narrow one.
final class Titles {
  /// Longest name shown whole.
  private static final int NAME = 24;

  /// Cells of the shortest name that is cut.
  private static final int BRIEF = 4;

  /// The steps at which something gives way, in the order of `docs/look` section 3; the size of
  /// what was changed is worth more than badges that warn of nothing.
  private static final int PATH = 1;

  private static final int BRANCH = 2;
  private static final int PLAIN = 3;
  private static final int SIZE = 4;
  private static final int AGE = 5;
  private static final int WORD = 6;
  private static final int DANGER = 7;
  private static final int SHORT_NAME = 8;
  private static final int BARE = 9;

  private final Theme theme;

  Titles(Theme theme) {
    this.theme = theme;
  }

  /// Left and right group of a title; what lies between is rule.
  record Title(Runs left, List<Runs> right) {
    int width() {
      int width = left.width() + 1;
      for (Runs runs : right) {
        width += runs.width() + 1;
      }
      return width;
    }
  }

  /// A state as it is shown.
  ///
  /// @param mark one cell
  /// @param word may be empty
  /// @param age may be empty
  /// @param live whether the age goes on (such an age is kept longer)
  /// @param attention whether it fills the title
  record Shown(
      String mark, Token token, String word, String age, boolean live, boolean attention) {}

  /// How a pane's state reads.
  static Shown shown(View view, Pane pane) {
    return switch (pane.state()) {
      case PaneState.Starting starting ->
          new Shown("●", Token.STATE_WORKING, "starting", "", false, false);
      case PaneState.Running _ -> shown(pane.activity(), view.now());
      case PaneState.Exited exited when exited.atRest() ->
          new Shown("?", Token.STATE_IDLE, exited.why().orElse(""), "", false, false);
      case PaneState.Exited exited when exited.code() == 0 ->
          new Shown("✓", Token.STATE_DONE, "done", Ages.took(exited.took()), false, false);
      case PaneState.Exited exited ->
          new Shown(
              "✗",
              Token.STATE_FAILED,
              "exit " + exited.code() + exited.why().map(why -> " (" + why + ")").orElse(""),
              "",
              false,
              false);
      case PaneState.Lost lost -> new Shown("?", Token.STATE_IDLE, "", "", false, false);
    };
  }

  private static Shown shown(Activity activity, Instant now) {
    String age = Ages.running(Duration.between(activity.since(), now));
    return switch (activity.kind()) {
      case WORKING -> new Shown("●", Token.STATE_WORKING, "working", age, true, false);
      case NEEDS -> new Shown("▲", Token.STATE_NEEDS_MARK, "needs you", age, true, true);
      case DONE -> {
        String took = activity.took().isZero() ? "" : Ages.took(activity.took());
        yield new Shown("✓", Token.STATE_DONE, "done", took, false, false);
      }
      case IDLE -> new Shown("○", Token.STATE_IDLE, "idle", "", false, false);
      case FAILED -> new Shown("✗", Token.STATE_FAILED, "failed", "", false, false);
      case PAUSED -> new Shown("‖", Token.STATE_PAUSED, "paused", "", false, false);
      case UNKNOWN -> new Shown("?", Token.STATE_IDLE, "", "", false, false);
    };
  }

  /// Since when an age in the pane's title counts, if one does.
  static Optional<Instant> counts(Pane pane) {
    boolean live =
        pane.activity().kind() == Activity.Kind.WORKING
            || pane.activity().kind() == Activity.Kind.NEEDS;
    return live && pane.state() instanceof PaneState.Running
        ? Optional.of(pane.activity().since())
        : Optional.empty();
  }

  /// The title of a pane whose box has these columns.
  ///
  /// @param size lines that its fork has changed: `+120 −8`; may be empty
  Title title(
      Pane pane, Shown shown, List<Badge> badges, String size, int columns, boolean focused) {
    int room = columns - 2;
    for (int level = 0; ; level++) {
      String name = name(pane.name(), level >= SHORT_NAME ? BRIEF : NAME);
      Title title = at(level, name, pane, shown, badges, size, focused);
      // One cell of rule at either end, one between groups.
      int free = room - (title.width() - 1);
      if (level >= SHORT_NAME && free > 0) {
        // What has just given way may have left room for more of the name.
        String longer = name(pane.name(), Width.of(name) + free);
        return at(level, longer, pane, shown, badges, size, focused);
      }
      if (level == BARE || free >= 0) {
        return title;
      }
    }
  }

  private Title at(
      int level,
      String name,
      Pane pane,
      Shown shown,
      List<Badge> badges,
      String size,
      boolean focused) {
    String word = level < WORD ? shown.word() : "";
    String age = level < AGE || (shown.live() && level < BARE) ? shown.age() : "";
    Runs left = left(pane.number(), shown, name, state(word, age), focused);
    List<Runs> right = new ArrayList<>();
    badges(badges, level, right);
    word(level < SIZE ? size : "", right);
    word(branch(pane.branch(), level), right);
    return new Title(left, right);
  }

  private void word(String text, List<Runs> right) {
    if (!text.isEmpty()) {
      right.add(new Runs().add(" " + text + " ", theme.attribute(Token.TITLE)));
    }
  }

  private static String state(String word, String age) {
    return word.isEmpty() || age.isEmpty() ? word + age : word + " " + age;
  }

  private static String name(String name, int columns) {
    return Runs.start(Runs.middle(name, NAME), columns);
  }

  private static String branch(String branch, int level) {
    return level >= BRANCH
        ? ""
        : level >= PATH ? branch.substring(branch.lastIndexOf('/') + 1) : branch;
  }

  private Runs left(int number, Shown shown, String name, String state, boolean focused) {
    String after = state.isEmpty() ? "" : "  " + state;
    if (shown.attention()) {
      String all = " " + shown.mark() + " " + number + " " + name + after + " ";
      return new Runs().add(all, theme.attribute(Token.STATE_NEEDS));
    }
    long title = theme.attribute(focused ? Token.TITLE_FOCUS : Token.TITLE);
    long word =
        theme.attribute(shown.token() == Token.STATE_FAILED ? Token.STATE_FAILED : Token.TITLE);
    return new Runs()
        .add(" ", theme.attribute(Token.TITLE))
        .add(shown.mark() + " ", theme.attribute(shown.token()))
        .add(number + " " + name, title)
        .add(after, word)
        .add(" ", theme.attribute(Token.TITLE));
  }

  private void badges(List<Badge> all, int level, List<Runs> right) {
    List<Badge> plain = all.stream().filter(badge -> !badge.danger()).toList();
    List<Badge> danger = all.stream().filter(Badge::danger).toList();
    if (!plain.isEmpty() && level < BARE) {
      List<String> texts =
          level < PLAIN ? plain.stream().map(Badge::text).toList() : List.of("+" + plain.size());
      texts.forEach(text -> right.add(chip(text, Token.BADGE)));
    }
    if (!danger.isEmpty()) {
      List<String> texts =
          level < DANGER ? danger.stream().map(Badge::text).toList() : List.of("!");
      texts.forEach(text -> right.add(chip(text, Token.BADGE_DANGER)));
    }
  }

  private Runs chip(String text, Token token) {
    return new Runs().add(" " + text + " ", theme.attribute(token));
  }

  /// The switcher of a narrow terminal: the focused pane with its state, then the others as far as
  /// they fit.
  Runs switcher(View view, Pane focused, int columns, long rule) {
    for (int brief = 0; ; brief++) {
      Runs all = new Runs();
      for (Pane pane : view.seat().window().panes()) {
        if (!all.isEmpty()) {
          all.add("─", rule);
        }
        all.add(tab(pane, shown(view, pane), pane == focused, brief));
      }
      if (brief == 2 || all.width() <= columns - 2) {
        return all;
      }
    }
  }

  /// Where the focused pane of a narrow terminal stands in its history; empty at its end.
  Runs place(Pane focused) {
    return ScrollMark.words(focused).map(words -> chip(words, Token.BADGE)).orElseGet(Runs::new);
  }

  private Runs tab(Pane pane, Shown shown, boolean focused, int brief) {
    int columns = focused || brief == 0 ? NAME : brief == 1 ? BRIEF : 0;
    String name = name(pane.name(), columns);
    String state = focused ? state(shown.word(), shown.age()) : "";
    Runs tab = left(pane.number(), shown, name, state, focused);
    if (pane.badges().stream().anyMatch(Badge::danger)) {
      tab.add(chip("!", Token.BADGE_DANGER));
    }
    return tab;
  }
}
