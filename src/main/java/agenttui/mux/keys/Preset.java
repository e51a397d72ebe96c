package agenttui.mux.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keys of another program, as data: where tmux 3.3a and GNU screen 4.9 have a key for something
/// that we have too, theirs counts; what that displaces has another key here ([#moved]). Immutable;
/// any thread.
///
/// @param name as in `keys.preset`
/// @param prefix its prefix, where the user says none
/// @param keys what it changes
/// @param moved our own commands whose usual key it takes, on their new keys
public record Preset(String name, Chord prefix, List<Rebinding> keys, List<Rebinding> moved) {
  /// Ours.
  public static final Preset DEFAULT = new Preset("default", Chord.of("C-b"), List.of(), List.of());

  /// Theirs, then where ours went.
  private static final String[][] TMUX_KEYS = {
    {"prefix", "C-o", "rotate-window"},
    {"prefix", "M-o", "rotate-window -D"},
    {"prefix", "#", "list-buffers"},
    {"prefix", "=", "list-buffers"},
    {"prefix", "'", "choose-tree"},
    {"prefix", "(", "switch-client -p"},
    {"prefix", ")", "switch-client -n"},
    {"prefix", ".", "move-window"},
    {"prefix", "E", "select-layout -E"},
    {"prefix", "f", "choose-tree"},
    {"prefix", "l", "last-window"},
    {"prefix", "q", "choose-tree"},
    {"prefix", "s", "choose-tree"},
    {"prefix", "M-n", "next-waiting"},
    {"prefix", "PageUp", "copy-mode -u"},
    {"prefix", "M-1", "select-layout even-horizontal"},
    {"prefix", "M-2", "select-layout even-vertical"},
    {"prefix", "M-3", "select-layout main-horizontal"},
    {"prefix", "M-4", "select-layout main-vertical"},
    {"prefix", "M-5", "select-layout tiled"},
    {"prefix", "C-Up", "resize-pane -U 1"},
    {"prefix", "C-Down", "resize-pane -D 1"},
    {"prefix", "C-Left", "resize-pane -L 1"},
    {"prefix", "C-Right", "resize-pane -R 1"},
    {"prefix", "M-Up", "resize-pane -U 5"},
    {"prefix", "M-Down", "resize-pane -D 5"},
    {"prefix", "M-Left", "resize-pane -L 5"},
    {"prefix", "M-Right", "resize-pane -R 5"},
  };

  private static final String[][] TMUX_MOVED = {
    {"prefix", "g", "fork"},
    {"prefix", "N", "next-waiting"},
  };

  private static final String[][] SCREEN_KEYS = {
    {"prefix", "C-a", "last-window"},
    {"prefix", "a", "send-prefix"},
    {"prefix", "C-c", "new-window"},
    {"prefix", "C-n", "next-window"},
    {"prefix", "Space", "next-window"},
    {"prefix", "C-p", "previous-window"},
    {"prefix", "BSpace", "previous-window"},
    {"prefix", "'", "choose-tree"},
    {"prefix", "\"", "choose-tree"},
    {"prefix", "A", "rename-window"},
    {"prefix", "k", "kill-window"},
    {"prefix", "C-k", "kill-window"},
    {"prefix", "S", "split-window -v"},
    {"prefix", "|", "split-window -h"},
    {"prefix", "Tab", "select-pane -t +"},
    {"prefix", "X", "break-pane -d"},
    {"prefix", "Q", "resize-pane -Z"},
    {"prefix", "Escape", "copy-mode"},
    {"prefix", "C-d", "detach"},
  };

  private static final String[][] SCREEN_MOVED = {
    {"prefix", "g", "approvals show"},
    {"prefix", "G", "approvals"},
    {"prefix", "Z", "signal"},
    {"prefix", "N", "next-layout"},
    {"prefix", "T", "panel next"},
  };

  /// tmux's.
  public static final Preset TMUX = of("tmux", "C-b", TMUX_KEYS, TMUX_MOVED);

  /// GNU screen's.
  public static final Preset SCREEN = of("screen", "C-a", SCREEN_KEYS, SCREEN_MOVED);

  /// All of them.
  public static final List<Preset> ALL = List.of(DEFAULT, TMUX, SCREEN);

  /// Copies.
  public Preset {
    keys = List.copyOf(keys);
    moved = List.copyOf(moved);
  }

  /// The one of that name.
  public static Optional<Preset> named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  private static Preset of(String name, String prefix, String[][] theirs, String[][] ours) {
    List<Rebinding> moved = rows(name, ours);
    List<Rebinding> all = new ArrayList<>(rows(name, theirs));
    all.addAll(moved);
    return new Preset(name, Chord.of(prefix), all, moved);
  }

  private static List<Rebinding> rows(String name, String[][] rows) {
    return java.util.Arrays.stream(rows)
        .map(row -> new Rebinding(row[0], row[1], row[2], "preset " + name))
        .toList();
  }
}
