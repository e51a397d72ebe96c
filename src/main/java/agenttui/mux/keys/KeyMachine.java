package agenttui.mux.keys;

import agenttui.term.Key;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Decides what a key means: a command line, input for the pane's program, or input for a sheet.
/// One per client, on the event loop.
public final class KeyMachine {
  /// The command that switches tables; understood here, so that a mode works within one key.
  private static final String SWITCH = "switch-client -T ";

  /// Commands of copy mode that take one more key: the character that they go to.
  private static final Set<String> CHARACTER =
      Set.of(
          "copy-mode --find", "copy-mode --find-back", "copy-mode --till", "copy-mode --till-back");

  /// The command of copy mode that can be done several times.
  private static final String MOVE = "copy-mode -X ";

  /// Digits of a count at most.
  private static final int MOST = 4;

  private KeyTables tables;
  private String count = "";
  private String awaits = "";
  private boolean pending;
  private boolean locked;
  private boolean resizing;

  /// @param tables the keys; the prefix twice goes to the program, unless it is bound there
  public KeyMachine(KeyTables tables) {
    this.tables = tables;
  }

  /// Other keys from now on; what was begun is forgotten, a mode stays.
  public void tables(KeyTables now) {
    tables = now;
    pending = false;
    count = "";
    awaits = "";
  }

  /// The keys in force.
  public KeyTables tables() {
    return tables;
  }

  /// What is to be done with a key.
  public sealed interface Step {
    /// Run a command line.
    record Run(String command) implements Step {}

    /// Give the key to the focused pane's program.
    record ToPane(Key key) implements Step {}

    /// Give the key to the open sheet.
    record ToSheet(Key key) implements Step {}

    /// Say why a key does nothing, in the hint rule.
    ///
    /// @param what the key would have done; may be empty
    record Refused(String what, String why) implements Step {}

    /// Nothing but a new frame: prefix pressed, or another table.
    record Redraw() implements Step {}

    /// Nothing at all.
    record Nothing() implements Step {}
  }

  /// What has the focus.
  public enum Focus {
    PANE,
    /// A pane in copy mode.
    COPY,
    PANEL,
    SHEET
  }

  /// Takes one key.
  ///
  /// @param context asked for only when the key may be bound: most are for the pane's program
  public Step key(Key key, Focus focus, Supplier<KeyContext> context) {
    if (key.event() == Key.Event.RELEASE) {
      return focus == Focus.PANE && !pending && !resizing
          ? new Step.ToPane(key)
          : new Step.Nothing();
    }
    Chord chord = Chord.of(key);
    if (focus != Focus.COPY || chord.plain().equals(prefix())) {
      count = "";
      awaits = "";
    }
    if (focus == Focus.SHEET) {
      pending = false;
      return new Step.ToSheet(key);
    }
    if (pending) {
      pending = false;
      return afterPrefix(key, chord, focus, context);
    }
    if (chord.plain().equals(prefix())) {
      pending = true;
      return new Step.Redraw();
    }
    if (resizing) {
      return bound(tables.resize().find(chord), context).orElse(new Step.Nothing());
    }
    return switch (focus) {
      case PANEL ->
          bound(tables.panel().find(chord).or(() -> root(chord)), context)
              .orElse(new Step.Nothing());
      case COPY -> copy(key, chord, context);
      case PANE, SHEET -> bound(root(chord), context).orElseGet(() -> new Step.ToPane(key));
    };
  }

  private Optional<Binding> root(Chord chord) {
    return tables.root().find(chord).filter(found -> !locked || locks(found));
  }

  private Step copy(Key key, Chord chord, Supplier<KeyContext> context) {
    String times = count;
    String command = awaits;
    count = "";
    awaits = "";
    if (!command.isEmpty()) {
      boolean one = key.text().codePointCount(0, key.text().length()) == 1;
      return one
          ? new Step.Run(command + " '" + key.text().replace("'", "'\\''") + "'" + times(times))
          : new Step.Redraw();
    }
    Optional<Binding> found = tables.copy().find(chord).or(() -> root(chord));
    // Emacs holds Meta for a count.
    String typed = chord.text().startsWith("M-") ? chord.text().substring(2) : chord.text();
    boolean digit = typed.length() == 1 && Character.isDigit(typed.charAt(0));
    // A digit with a meaning of its own, as 0 has, counts only behind another.
    if (digit && (found.isEmpty() || !times.isEmpty()) && times.length() < MOST) {
      count = times + typed;
      return new Step.Redraw();
    }
    if (found.isPresent() && CHARACTER.contains(found.get().command())) {
      awaits = found.get().command();
      count = times;
      return new Step.Redraw();
    }
    return bound(found, context)
        .map(step ->
            step instanceof Step.Run(String line) && line.startsWith(MOVE)
                ? new Step.Run(line + times(times))
                : step)
        .orElse(new Step.Nothing());
  }

  private static String times(String count) {
    return count.isEmpty() ? "" : " -N " + count;
  }

  /// What was pressed of a key of copy mode that takes more: a count, or the sign that a character
  /// is awaited; empty when nothing was.
  public String begun() {
    return count + (awaits.isEmpty() ? "" : "…");
  }

  /// The keys of copy mode.
  public KeyTable copyTable() {
    return tables.copy();
  }

  private Step afterPrefix(Key key, Chord chord, Focus focus, Supplier<KeyContext> context) {
    Optional<Binding> binding = tables.afterPrefix().find(chord);
    boolean passes = locked && !resizing && focus == Focus.PANE;
    if (chord.plain().equals(prefix()) && (passes || binding.isEmpty())) {
      return new Step.ToPane(key);
    }
    boolean keyless = tables.keysOf(KeyTables.LOCK).isEmpty();
    boolean unlocks =
        keyless ? chord.equals(KeyTables.UNLOCK) : binding.filter(KeyMachine::locks).isPresent();
    if (locked && unlocks) {
      locked = false;
      return new Step.Redraw();
    }
    if (passes) {
      return new Step.ToPane(key);
    }
    return bound(binding, context)
        .orElseGet(() -> new Step.Refused("", prefix() + " " + chord + " is no key; " + help()));
  }

  private String help() {
    String keys = tables.keysOf("help");
    return keys.isEmpty() ? "agent-tui keys lists all" : keys + " lists all";
  }

  private Optional<Step> bound(Optional<Binding> found, Supplier<KeyContext> context) {
    return found.map(binding ->
        binding
            .whyNot()
            .apply(context.get())
            .<Step>map(why -> new Step.Refused(binding.description(), why))
            .orElseGet(() -> run(binding)));
  }

  private static boolean locks(Binding binding) {
    return binding.command().equals(KeyTables.LOCK);
  }

  /// The key that locks also unlocks.
  private Step run(Binding binding) {
    boolean unlocks = locked && locks(binding);
    boolean taken = takes(unlocks ? SWITCH + "root" : binding.command());
    return taken ? new Step.Redraw() : new Step.Run(binding.command());
  }

  /// Runs a command line that is about this machine itself: `switch-client -T TABLE`. Lines from
  /// elsewhere (the help page) are to be offered here before they are run.
  ///
  /// @return whether it was one
  public boolean takes(String command) {
    return command.startsWith(SWITCH) && table(command.substring(SWITCH.length()));
  }

  /// Switches to a table: `root`, `resize`, `locked`. Resizing ends with the table that was there
  /// before. Returns whether there is such a table.
  public boolean table(String name) {
    switch (name) {
      case "root" -> locked &= resizing;
      case "locked" -> locked = true;
      case "resize" -> {}
      default -> {
        return false;
      }
    }
    resizing = name.equals("resize");
    return true;
  }

  /// The prefix.
  public Chord prefix() {
    return tables.prefix();
  }

  /// The table whose keys the hint rule shows.
  public KeyTable table() {
    return resizing ? tables.resize() : tables.afterPrefix();
  }

  /// Whether all keys of a focused pane go to its program. The panel and copy mode keep theirs.
  public boolean locked() {
    return locked;
  }

  /// Whether the prefix was pressed and the next key decides.
  public boolean pending() {
    return pending;
  }
}
