package agenttui.mux.keys;

import agenttui.term.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys in force, with who said each and what is wrong or lost. Immutable; any thread.
///
/// @param tables the keys themselves
/// @param lines one for each key, in the order of help
/// @param faults what the user said that cannot be done; the rest holds
/// @param lost what a person should know: commands that have no key any more, keys that never come
public record Keyboard(KeyTables tables, List<Line> lines, List<Fault> faults, List<String> lost) {
  /// Keys that type something, or end a line, by their names.
  private static final Set<String> TYPING = Set.of("Space", "Enter", "Tab", "Escape", "BSpace");

  /// Copies.
  public Keyboard {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
    lost = List.copyOf(lost);
  }

  /// One key in force.
  ///
  /// @param table as in `[keys]`: `prefix`
  /// @param origin `default`, `preset tmux`, or the file and line
  public record Line(String table, Binding binding, String origin) {}

  /// Something that the user said and that cannot be done.
  ///
  /// @param table the table, or `prefix key` for the prefix itself
  /// @param chord as written
  public record Fault(String table, String chord, String text) {
    /// The name of the key of the configuration that says it: `keys.prefix.C-x`.
    public String name() {
      return table.equals("prefix key") ? "prefix" : "keys." + table + "." + chord;
    }
  }

  /// Puts the keys together: the defaults, over them the preset's, over them the user's.
  ///
  /// @param prefix as the user wrote it; empty: the preset's
  /// @param copy the default keys of copy mode
  /// @param said what the user says, in order
  public static Keyboard of(
      String prefix, Preset preset, KeyTable copy, List<Rebinding> said, Vocabulary vocabulary) {
    return new Maker(vocabulary).make(prefix, preset, copy, said);
  }

  /// Whether a key without prefix would take what a person types from every program.
  private static boolean types(Chord chord) {
    String text = chord.text();
    return text.codePointCount(0, text.length()) == 1 || TYPING.contains(text);
  }

  /// Puts one keyboard together.
  private static final class Maker {
    private final Vocabulary vocabulary;
    private final Map<String, List<Binding>> tables = new LinkedHashMap<>();
    private final Map<List<String>, String> origins = new HashMap<>();
    private final Map<String, Binding> known = new HashMap<>();
    private final Map<List<String>, String> hints = new HashMap<>();
    private final Map<List<String>, String> usersChords = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private Chord prefix = Chord.of("C-b");

    Maker(Vocabulary vocabulary) {
      this.vocabulary = vocabulary;
    }

    Keyboard make(String written, Preset preset, KeyTable copy, List<Rebinding> said) {
      KeyTables defaults = KeyTables.of(copy);
      List<String> names = List.of("prefix", "root", "resize", "panel", "copy");
      for (int i = 0; i < names.size(); i++) {
        KeyTable table = defaults.all().get(i);
        tables.put(names.get(i), new ArrayList<>(table.bindings()));
        for (Binding each : table.bindings()) {
          known.merge(each.command(), each, (a, b) -> a.hint().isEmpty() ? b : a);
          hints.merge(
              List.of(names.get(i), each.command()), each.hint(), (a, b) -> a.isEmpty() ? b : a);
        }
      }
      prefix = prefix(written, preset.prefix());
      // The prefix twice is the prefix itself, unless a person says otherwise.
      tables.computeIfPresent(
          "prefix",
          (_, all) -> {
            all.removeIf(each -> each.chord().equals(prefix));
            return all;
          });
      preset.keys().forEach(each -> put(each, Chord.of(each.chord())));
      said.forEach(this::user);
      tables.replaceAll(this::hinted);
      KeyTables made =
          new KeyTables(
              prefix,
              table(defaults.afterPrefix(), "prefix"),
              table(defaults.root(), "root"),
              table(defaults.resize(), "resize"),
              table(defaults.panel(), "panel"),
              table(copy, "copy"));
      List<Line> lines = new ArrayList<>();
      tables.forEach((name, bindings) ->
          bindings.forEach(each -> lines.add(new Line(name, each, origin(name, each)))));
      return new Keyboard(made, lines, faults, lost(defaults));
    }

    private KeyTable table(KeyTable like, String name) {
      return new KeyTable(like.name(), like.mode(), tables.getOrDefault(name, List.of()));
    }

    private String origin(String table, Binding binding) {
      return origins.getOrDefault(List.of(table, binding.chord().text()), "default");
    }

    private Chord prefix(String written, Chord otherwise) {
      if (written.isEmpty()) {
        return otherwise;
      }
      Optional<Chord> chord = Chord.parse(written);
      if (chord.isEmpty()) {
        faults.add(new Fault("prefix key", written, "no key is written like this; write C-a, F12"));
      } else if (types(chord.get().plain())) {
        String why = " types something: the prefix needs a key like C-a or F12";
        faults.add(new Fault("prefix key", written, chord.get() + why));
      } else {
        return chord.get().plain();
      }
      return otherwise;
    }

    /// What the user says, when it can be done.
    private void user(Rebinding said) {
      Optional<Chord> parsed = Chord.parse(said.chord()).map(Chord::plain);
      Optional<String> wrong =
          parsed.isEmpty() ? Optional.of(unwritten()) : wrong(said, parsed.get());
      if (wrong.isPresent()) {
        faults.add(new Fault(said.table(), said.chord(), wrong.get()));
      } else {
        parsed.ifPresent(chord -> put(said, chord));
      }
    }

    private static String unwritten() {
      return "no key is written like this; write x, C-x, M-Left, F5, Space";
    }

    private Optional<String> wrong(Rebinding said, Chord chord) {
      String before = usersChords.putIfAbsent(List.of(said.table(), chord.text()), said.chord());
      if (before != null) {
        return Optional.of("the same key as " + before + ", which is said already");
      }
      if (said.line().isEmpty()) {
        return Optional.empty();
      }
      if (chord.equals(prefix) && !said.table().equals("prefix")) {
        return Optional.of(chord + " is the prefix: here it would never come");
      }
      if (said.table().equals("root") && types(chord)) {
        return Optional.of(
            chord + " types something: without prefix it would be taken from every program");
      }
      return known.containsKey(said.line()) ? Optional.empty() : vocabulary.wrong(said.line());
    }

    /// Takes the chord from what had it, and gives it to the command.
    private void put(Rebinding said, Chord chord) {
      List<Binding> table = tables.computeIfAbsent(said.table(), _ -> new ArrayList<>());
      table.removeIf(each -> each.chord().plain().equals(chord));
      String line = said.line();
      if (line.isEmpty()) {
        return;
      }
      Binding like = known.get(line);
      Binding made =
          like == null
              ? new Binding(
                  chord, line, "", vocabulary.words(line), "anywhere", 90, _ -> Optional.empty())
              : like.on(chord, like.hint());
      int at = table.size();
      for (int i = 0; i < table.size(); i++) {
        at = table.get(i).command().equals(line) ? i + 1 : at;
      }
      table.add(at, made);
      origins.put(List.of(said.table(), chord.text()), said.origin());
    }

    /// Of several keys for one command the hint rule shows one: the last that somebody chose, else
    /// the first.
    private List<Binding> hinted(String table, List<Binding> bindings) {
      Map<String, Binding> shown = new HashMap<>();
      for (Binding each : bindings) {
        boolean chosen = !origin(table, each).equals("default");
        if (chosen || !shown.containsKey(each.command())) {
          shown.put(each.command(), each);
        }
      }
      return bindings.stream()
          .map(each -> {
            boolean here = each.equals(shown.get(each.command()));
            String hint = hints.getOrDefault(List.of(table, each.command()), "");
            return each.on(each.chord(), here ? hint : "");
          })
          .toList();
    }

    private List<String> lost(KeyTables defaults) {
      List<String> all = new ArrayList<>();
      List<String> names = List.copyOf(tables.keySet());
      for (int i = 0; i < names.size(); i++) {
        List<Binding> now = tables.getOrDefault(names.get(i), List.of());
        Set<String> told = new java.util.LinkedHashSet<>();
        for (Binding was : defaults.all().get(i).bindings()) {
          if (now.stream().noneMatch(each -> each.command().equals(was.command()))
              && told.add(was.command())) {
            all.add(
                names.get(i)
                    + ": no key is left for "
                    + was.command()
                    + " ("
                    + was.description()
                    + ", was "
                    + was.chord()
                    + ")");
          }
        }
        if (!names.get(i).equals("prefix")) {
          String never = names.get(i) + ": " + prefix + " never comes, it is the prefix: ";
          now.stream()
              .filter(each -> each.chord().plain().equals(prefix))
              .forEach(each -> all.add(never + each.command()));
        }
      }
      return all;
    }
  }

  /// The key of a chord's name, for whoever has to send it.
  public Optional<Key> prefixKey() {
    return Key.parse(tables.prefix().text());
  }
}
