package agenttui.mux.keys;

import agenttui.mux.Areas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A named list of bindings. [#PREFIX] is what can follow the prefix; [#RESIZE] holds until `Esc`;
/// [#PANEL] is in force while the panel has the focus.
///
/// @param name as in `switch-client -T name`
/// @param mode the word that stands in the hint rule while it is in force; empty for the prefix
///   table
/// @param bindings in the order of help
public record KeyTable(String name, String mode, List<Binding> bindings) {
  /// What can follow the prefix.
  public static final KeyTable PREFIX = new KeyTable("prefix", "", prefix());

  /// Arrows push the focused pane's border until `Esc`.
  public static final KeyTable RESIZE = new KeyTable("resize", "RESIZE", resize());

  /// Keys of the focused panel.
  public static final KeyTable PANEL = new KeyTable("panel", "PANEL", panel());

  /// Keys of copy mode, as vi has them.
  public static final KeyTable COPY_VI = new KeyTable("copy-vi", CopyKeys.MODE, CopyKeys.vi());

  /// Keys of copy mode, as Emacs has them.
  public static final KeyTable COPY_EMACS =
      new KeyTable("copy-emacs", CopyKeys.MODE, CopyKeys.emacs());

  private static final String WINDOW = "select-window -t :";

  public KeyTable {
    bindings = List.copyOf(bindings);
  }

  /// Those bindings whose command is wanted.
  public KeyTable only(Predicate<String> wanted) {
    return new KeyTable(
        name, mode, bindings.stream().filter(each -> wanted.test(each.command())).toList());
  }

  /// The binding of a chord, also where a terminal tells two keys apart that others send as one.
  public Optional<Binding> find(Chord chord) {
    Chord plain = chord.plain();
    return bindings.stream()
        .filter(binding -> binding.chord().equals(chord) || binding.chord().equals(plain))
        .findFirst();
  }

  /// What the hint rule may show: bindings with a hint that work now, most important first.
  public List<Binding> hints(KeyContext context) {
    return bindings.stream()
        .filter(binding -> !binding.hint().isEmpty() && binding.works(context))
        .sorted(Comparator.comparingInt(Binding::priority))
        .toList();
  }

  /// A row of a list of keys.
  ///
  /// @param keys all that do it, for reading only: `%` `|` `v`, or `1…9`
  /// @param command the line that it runs
  /// @param binding the first of those that it stands for
  public record Listed(List<String> keys, String command, String description, Binding binding) {
    private static Listed of(Binding binding) {
      List<String> key = List.of(binding.chord().toString());
      return new Listed(key, binding.command(), binding.description(), binding);
    }

    private Listed or(Listed other) {
      List<String> both = Stream.concat(keys.stream(), other.keys.stream()).toList();
      return new Listed(both, command, description, binding);
    }
  }

  /// The bindings as help and palette list them: each command once, and digits in a row that show
  /// the windows of their numbers as one, whose command asks which window.
  public List<Listed> listed() {
    Map<String, Listed> listed = new LinkedHashMap<>();
    for (int i = 0; i < bindings.size(); i++) {
      int from = i;
      while (i + 1 < bindings.size() && follows(bindings.get(i), bindings.get(i + 1))) {
        i++;
      }
      Binding first = bindings.get(from);
      Listed row = from == i ? Listed.of(first) : windows(first, bindings.get(i));
      listed.merge(row.command(), row, Listed::or);
    }
    return List.copyOf(listed.values());
  }

  private static boolean follows(Binding digit, Binding next) {
    String number = digit.chord().text();
    return number.length() == 1
        && Character.isDigit(number.charAt(0))
        && digit.command().equals(WINDOW + number)
        && next.command().equals(WINDOW + next.chord().text())
        && next.chord().text().equals(Integer.toString(Integer.parseInt(number) + 1));
  }

  private static Listed windows(Binding first, Binding last) {
    String keys = first.chord() + "…" + last.chord();
    return new Listed(List.of(keys), "select-window", "window " + keys, first);
  }

  /// The same table with other chords for some commands.
  ///
  /// @param chords from a command line of this table to its new chord
  public KeyTable with(Function<String, Optional<Chord>> chords) {
    return new KeyTable(
        name,
        mode,
        bindings.stream()
            .map(b ->
                chords
                    .apply(b.command())
                    .map(chord ->
                        new Binding(
                            chord,
                            b.command(),
                            b.hint(),
                            b.description(),
                            b.where(),
                            b.priority(),
                            b.whyNot()))
                    .orElse(b))
            .toList());
  }

  private static List<Binding> prefix() {
    List<Binding> all = new ArrayList<>();
    addForks(all);
    addWindows(all);
    addPanes(all);
    addSession(all);
    return all;
  }

  private static void addForks(List<Binding> all) {
    Predicate<KeyContext> some = context -> context.forks() > 0;
    Predicate<KeyContext> waits = context -> context.questions() > 0;
    Predicate<KeyContext> here = context -> waits.test(context) || context.waiting() == 0;
    String elsewhere = "a pane asks on its own screen: next-waiting goes there";
    all.add(
        of("f", "fork", "fork", "fork this pane as it is now", "a pane", 10)
            .needs(KeyContext::repository, "not a git repository"));
    all.add(
        of("F", "fork --ask", "fork dialog", "fork dialog: agent, copies", "a pane", 45)
            .needs(KeyContext::repository, "not a git repository"));
    all.add(
        of("a", "approvals show", "approve", "answer the oldest question", "any pane", 5)
            .needs(waits, "nothing waits for an answer")
            .needs(here, elsewhere));
    all.add(
        of("A", "approvals", "", "all that waits for an answer", "any pane", 56)
            .needs(waits, "nothing waits for an answer")
            .needs(here, elsewhere));
    all.add(of("M", "fork merge", "merge", "merge forks", "forks", 20).needs(some, "no fork yet"));
    all.add(
        of("K", "fork clean", "clean", "clean a fork, after the facts", "forks", 25)
            .needs(some, "no fork yet"));
    all.add(
        of("U", "fork undo", "undo", "undo the last merge or clean", "forks", 40)
            .needs(KeyContext::undoable, "nothing to undo now"));
    all.add(
        of("S", "signal", "signal", "signal a call or program", "a pane", 35)
            .needs(KeyContext::running, "no program runs here"));
    all.add(
        of("t", "shell", "shell", "shell in this container", "a pane in a sandbox", 50)
            .needs(KeyContext::isolated, "this pane has no sandbox"));
  }

  private static void addWindows(List<Binding> all) {
    Predicate<KeyContext> several = context -> context.windows() > 1;
    String one = "only one window";
    all.add(of("c", "new-window", "", "new window: a shell in this container", "a window", 41));
    all.add(of("n", "next-window", "window", "next window", "windows", 42).needs(several, one));
    all.add(of("p", "previous-window", "", "previous window", "windows", 43).needs(several, one));
    for (int i = 1; i < 10; i++) {
      String key = Integer.toString(i);
      all.add(of(key, WINDOW + i, "", "window " + i, "windows", 43));
    }
    all.add(of(",", "rename-window", "", "name this window", "a window", 44));
    all.add(of("&", "kill-window", "", "close this window", "a window", 44));
    all.add(of("$", "rename-session", "", "name this session", "a session", 44));
  }

  private static void addPanes(List<Binding> all) {
    for (String key : List.of("%", "|", "v")) {
      all.add(
          of(key, "split-window -h", key.equals("%") ? "split" : "", "split right", "a pane", 30)
              .needs(KeyContext::splitRight, "too narrow to split"));
    }
    for (String key : List.of("\"", "-", "s")) {
      all.add(
          of(key, "split-window -v", "", "split down", "a pane", 31)
              .needs(KeyContext::splitDown, "too low to split"));
    }
    all.add(
        of(".", "next-waiting", "next ▲", "go to the pane that waits longest", "panes", 12)
            .needs(context -> context.waiting() > 0, "no pane waits"));
    all.add(of("i", "why", "", "why this pane is in its state", "a pane", 59));
    addFocus(all);
    addPlaces(all);
    all.add(of("[", "copy-mode", "copy", "copy mode: move, search, copy", "a pane", 51));
    all.add(of("/", "find-text", "", "find a text in every pane", "anywhere", 52));
    all.add(of("]", "paste-buffer", "", "paste what was copied", "a pane", 65));
    all.add(
        of("y", "outbox put", "", "a text for this pane, for when it rests", "a pane", 57)
            .needs(KeyContext::running, "no program runs here"));
    all.add(of("e", "broadcast", "", "a text for several panes", "panes", 57));
    all.add(of("x", "kill-pane", "", "close the pane", "a pane", 65));
  }

  private static void addFocus(List<Binding> all) {
    Predicate<KeyContext> several = context -> context.panes() > 1;
    String[][] directions = {
      {"Left", "h", "-L", "at the left"},
      {"Down", "j", "-D", "below"},
      {"Up", "k", "-U", "above"},
      {"Right", "l", "-R", "at the right"},
    };
    for (String[] d : directions) {
      for (int i = 0; i < 2; i++) {
        String command = "select-pane " + d[2];
        all.add(
            of(d[i], command, "", "focus the pane " + d[3], "panes", 60)
                .needs(several, "only one pane"));
      }
    }
    all.add(
        of("o", "select-pane -t +", "pane", "next pane", "panes", 26)
            .needs(several, "only one pane"));
    all.add(
        of(";", "select-pane -l", "", "last pane", "panes", 61).needs(several, "only one pane"));
  }

  private static void addPlaces(List<Binding> all) {
    Predicate<KeyContext> several = context -> context.panes() > 1;
    all.add(
        of("{", "swap-pane -U", "", "change places with the previous pane", "panes", 61)
            .needs(several, "only one pane"));
    all.add(
        of("}", "swap-pane -D", "", "change places with the next pane", "panes", 61)
            .needs(several, "only one pane"));
    all.add(
        of("C-o", "rotate-window", "", "rotate the panes through their places", "panes", 61)
            .needs(several, "only one pane"));
    all.add(
        of("!", "break-pane", "", "a window of its own for this pane", "panes", 61)
            .needs(several, "only one pane"));
    all.add(
        of("m", "join-pane --ask", "", "move this pane to another window", "windows", 61)
            .needs(context -> context.windows() > 1, "only one window"));
    all.add(
        of("z", "resize-pane -Z", "zoom", "zoom the pane, or back", "panes", 28)
            .needs(several, "only one pane"));
    all.add(
        of("r", "switch-client -T resize", "", "resize: larger, smaller by arrows", "panes", 62)
            .needs(several, "only one pane"));
    all.add(
        of("Space", "next-layout", "", "next layout", "panes", 63).needs(several, "only one pane"));
    all.add(
        of("=", "select-layout -E", "", "make panes equal", "panes", 64)
            .needs(several, "only one pane"));
  }

  private static void addSession(List<Binding> all) {
    Predicate<KeyContext> room = context -> context.tier() != Areas.Tier.SINGLE;
    all.add(of("P", "panel focus", "panel", "go to the panel", "the panel", 55));
    all.add(
        of("b", "panel toggle", "", "hide or show the panel", "the panel", 66)
            .needs(room, "no room for a panel"));
    all.add(of("Tab", "panel next", "", "next section of the panel", "the panel", 67));
    all.add(
        of("L", "switch-client -T locked", "", "locked: all keys to the program", "a pane", 68));
    all.add(of("w", "choose-tree", "go to", "find a pane or window", "anywhere", 46));
    all.add(of(":", "command-prompt", "", "find a command, or type it", "anywhere", 68));
    all.add(of("?", "help", "", "all keys, searchable", "anywhere", 69));
    all.add(of("d", "detach", "detach", "leave; everything goes on", "anywhere", 58));
    all.add(of("q", "detach", "", "leave; everything goes on", "anywhere", 70));
  }

  private static List<Binding> resize() {
    List<Binding> all = new ArrayList<>();
    String[][] directions = {
      {"Left", "h", "-L"}, {"Down", "j", "-D"}, {"Up", "k", "-U"}, {"Right", "l", "-R"},
    };
    for (String[] d : directions) {
      for (int i = 0; i < 2; i++) {
        all.add(of(d[i], "resize-pane " + d[2] + " 1", "", "push the border", "panes", 10));
      }
    }
    all.add(of("=", "select-layout -E", "equal", "make panes equal", "panes", 20));
    all.add(of("Escape", "switch-client -T root", "done", "leave this mode", "anywhere", 30));
    all.add(of("Enter", "switch-client -T root", "", "leave this mode", "anywhere", 31));
    all.add(of("q", "switch-client -T root", "", "leave this mode", "anywhere", 32));
    return all;
  }

  private static List<Binding> panel() {
    return List.of(
        of("j", "panel down", "", "one row down", "the panel", 10),
        of("Down", "panel down", "", "one row down", "the panel", 11),
        of("k", "panel up", "", "one row up", "the panel", 12),
        of("Up", "panel up", "", "one row up", "the panel", 13),
        of("g", "panel first", "", "first row", "the panel", 14),
        of("G", "panel last", "newest", "last row, and follow", "the panel", 15),
        of("Tab", "panel next", "section", "next section", "the panel", 16),
        of("Enter", "panel open", "open", "what the row offers", "the panel", 17),
        of("Escape", "panel leave", "back", "back to the pane", "the panel", 18));
  }

  private static Binding of(
      String key, String command, String hint, String description, String where, int priority) {
    return new Binding(
        Chord.of(key), command, hint, description, where, priority, context -> Optional.empty());
  }
}
