package agenttui.mux.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import agenttui.term.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys put together from defaults, presets and what the user says.
class KeyboardTest {
  private static final Vocabulary VERBS =
      new Vocabulary() {
        @Override
        public Optional<String> wrong(String line) {
          return line.startsWith("kill") ? Optional.empty() : Optional.of("unknown command");
        }

        @Override
        public String words(String line) {
          return "Does " + line + ".";
        }
      };

  private static Keyboard keyboard(String prefix, Preset preset, Rebinding... said) {
    return Keyboard.of(prefix, preset, KeyTable.COPY_VI, List.of(said), VERBS);
  }

  private static Rebinding user(String table, String chord, String command) {
    return new Rebinding(table, chord, command, "config.toml:1");
  }

  private static String command(KeyTable table, String chord) {
    return table.find(Chord.of(chord)).map(Binding::command).orElse("");
  }

  @Test
  void withoutAWordTheDefaultsHold() {
    Keyboard plain = keyboard("", Preset.DEFAULT);
    assertEquals(KeyTable.PREFIX.bindings().size(), plain.tables().afterPrefix().bindings().size());
    for (Binding each : KeyTable.PREFIX.bindings()) {
      Binding now = plain.tables().afterPrefix().find(each.chord()).orElseThrow();
      assertEquals(each.command() + each.hint(), now.command() + now.hint());
    }
    assertTrue(plain.lines().stream().allMatch(line -> line.origin().equals("default")));
    assertEquals(List.of(), plain.faults());
  }

  private static List<String> digits(KeyTable table) {
    return table.listed().stream()
        .filter(each -> Character.isDigit(each.keys().getFirst().charAt(0)))
        .map(each -> String.join(" ", each.keys()) + " " + each.command())
        .toList();
  }

  @Test
  void aListHasTheDigitsThatGoToWindowsAsOneAndWhatTheUserPutAmongThem() {
    assertEquals(List.of("1…9 select-window"), digits(KeyTable.PREFIX));
    Keyboard own = keyboard("", Preset.DEFAULT, user("prefix", "2", "kill-server"));
    assertEquals(
        Set.of("1 select-window -t :1", "2 kill-server", "3…9 select-window"),
        Set.copyOf(digits(own.tables().afterPrefix())));
  }

  @Test
  void aListHasACommandOnceWithAllItsKeys() {
    List<String> splits =
        KeyTable.PREFIX.listed().stream()
            .filter(row -> row.command().startsWith("split-window"))
            .map(row -> String.join(" ", row.keys()) + ": " + row.command())
            .toList();
    assertEquals(List.of("% | v: split-window -h", "\" - s: split-window -v"), splits);
  }

  @Test
  void aKnownCommandKeepsItsDescriptionAndReasonAndItsHintMoves() {
    Keyboard own = keyboard("", Preset.DEFAULT, user("prefix", "g", "fork"));
    Binding fork = own.tables().afterPrefix().find(Chord.of("g")).orElseThrow();
    assertEquals("fork this pane as it is now", fork.description());
    assertEquals("fork", fork.hint());
    assertEquals("", own.tables().afterPrefix().find(Chord.of("f")).orElseThrow().hint());
    Binding other =
        keyboard("", Preset.DEFAULT, user("root", "F5", "kill-server"))
            .tables()
            .root()
            .find(Chord.of("F5"))
            .orElseThrow();
    assertEquals("Does kill-server.", other.description());
  }

  @Test
  void anEmptyTextTakesAKeyAwayAndWhatIsLostIsNamed() {
    Keyboard own = keyboard("", Preset.DEFAULT, user("prefix", "x", ""));
    assertEquals("", command(own.tables().afterPrefix(), "x"));
    assertTrue(
        own.lost().contains("prefix: no key is left for kill-pane (close the pane, was x)"),
        own.lost().toString());
    Keyboard other = keyboard("", Preset.DEFAULT, user("prefix", "%", ""));
    Binding split = other.tables().afterPrefix().find(Chord.of("|")).orElseThrow();
    assertEquals("split", split.hint());
  }

  @ParameterizedTest
  @CsvSource({
    "C-@, C-Space",
    "C-i, Tab",
    "C-m, Enter",
    "C-[, Escape",
    "^a, C-a",
    "M-C-x, C-M-x",
    "pgup, PageUp",
    "C-/, C-_"
  })
  void keysThatAreOneForTerminalsAreOneHere(String one, String other) {
    Keyboard own =
        keyboard(
            "F12",
            Preset.DEFAULT,
            user("prefix", one, "kill-pane"),
            user("prefix", other, "kill-window"));
    assertEquals("kill-pane", command(own.tables().afterPrefix(), other));
    assertEquals(1, own.faults().size());
    assertTrue(
        own.faults().getFirst().text().contains("the same key as " + one), own.faults() + "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "%", "Space", "Enter", "Tab", "C-i", "Escape", "é", "BSpace"})
  void aKeyThatTypesCannotBeWithoutPrefixNorThePrefix(String chord) {
    Keyboard root = keyboard("", Preset.DEFAULT, user("root", chord, "kill-pane"));
    assertEquals(1, root.faults().size());
    assertEquals("", command(root.tables().root(), chord));
    Keyboard prefix = keyboard(chord, Preset.DEFAULT);
    assertEquals("C-b", prefix.tables().prefix().text());
    assertEquals(1, prefix.faults().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C-", "Hyper-x", "ab", "C-M-", "\033[A", "F99", "S-1"})
  void whatIsNoKeyIsNamed(String written) {
    Keyboard own = keyboard("", Preset.DEFAULT, user("prefix", written, "kill-pane"));
    assertEquals(1, own.faults().size());
    assertTrue(own.faults().getFirst().text().startsWith("no key is written"), own.faults() + "");
  }

  @Test
  void whatThePrefixTakesIsNamedWhereItNeverComes() {
    Keyboard own = keyboard("F12", Preset.DEFAULT, user("copy", "F12", "kill-pane"));
    assertTrue(own.faults().getFirst().text().contains("F12 is the prefix"), own.faults() + "");
    Keyboard plain = keyboard("", Preset.DEFAULT);
    assertTrue(plain.lost().stream().anyMatch(it -> it.startsWith("copy: C-b never comes")));
  }

  @Test
  void anUnknownCommandIsAFaultAndTheRestHolds() {
    Keyboard own =
        keyboard(
            "", Preset.DEFAULT, user("prefix", "Q", "frok"), user("prefix", "X", "kill-server"));
    assertEquals("unknown command", own.faults().getFirst().text());
    assertEquals("kill-server", command(own.tables().afterPrefix(), "X"));
  }

  @Test
  void everyFunctionStaysReachableUnderEachPreset() {
    for (Preset preset : Preset.ALL) {
      Set<String> reached =
          Keyboard.of("", preset, KeyTable.COPY_VI, List.of(), VERBS).lines().stream()
              .filter(line -> line.table().equals("prefix"))
              .map(line -> line.binding().command())
              .collect(Collectors.toCollection(HashSet::new));
      Set<String> lost = new HashSet<>();
      KeyTable.PREFIX.bindings().forEach(each -> lost.add(each.command()));
      lost.removeAll(reached);
      assertEquals(Set.of(), lost, preset.name());
    }
  }

  @Test
  void noPresetSaysAKeyTwice() {
    for (Preset preset : Preset.ALL) {
      List<String> chords =
          preset.keys().stream().map(each -> each.table() + " " + each.chord()).toList();
      assertEquals(chords.size(), new HashSet<>(chords).size(), preset.name());
      preset
          .keys()
          .forEach(each ->
              assertEquals(each.chord(), Chord.parse(each.chord()).orElseThrow().plain().text()));
    }
  }

  @Test
  void theUsersPrefixWinsOverThePresetsAndTwiceItDoesWhatIsBound() {
    assertEquals("C-a", keyboard("", Preset.SCREEN).tables().prefix().text());
    assertEquals("F12", keyboard("F12", Preset.SCREEN).tables().prefix().text());
    assertEquals("last-window", command(keyboard("", Preset.SCREEN).tables().afterPrefix(), "C-a"));
    Rebinding own = user("prefix", "C-a", "kill-pane");
    assertEquals(
        "kill-pane", command(keyboard("", Preset.SCREEN, own).tables().afterPrefix(), "C-a"));
  }

  @Test
  void aPrefixThatHadAnotherMeaningGoesToTheProgramWhenItComesTwice() {
    Keyboard own = keyboard("C-o", Preset.DEFAULT);
    KeyMachine keys = new KeyMachine(own.tables());
    Key prefix = Key.parse("C-o").orElseThrow();
    keys.key(prefix, KeyMachine.Focus.PANE, () -> fail("nothing is bound"));
    assertEquals(
        new KeyMachine.Step.ToPane(prefix),
        keys.key(prefix, KeyMachine.Focus.PANE, () -> fail("nothing is bound")));
    assertTrue(own.lost().stream().anyMatch(it -> it.contains("rotate-window")), "" + own.lost());
  }

  @Test
  void aModeIsShownByOneKeyOnly() {
    for (Preset preset : Preset.ALL) {
      List<String> hints =
          keyboard("", preset).tables().afterPrefix().bindings().stream()
              .filter(each -> !each.hint().isEmpty())
              .map(Binding::command)
              .toList();
      assertEquals(hints.stream().distinct().toList(), hints, preset.name());
    }
  }
}
