package agenttui.mux.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Areas;
import agenttui.mux.keys.KeyMachine.Focus;
import agenttui.mux.keys.KeyMachine.Step;
import agenttui.term.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What keys mean, with and without the prefix, in each mode.
class KeyMachineTest {
  private static final KeyContext ALL =
      new KeyContext(Areas.Tier.FULL, 3, 2, true, true, true, true, true, 2, true, 1, 1);
  private static final KeyContext LITTLE =
      new KeyContext(Areas.Tier.SINGLE, 1, 1, false, false, false, false, false, 0, false, 0, 0);

  private final KeyMachine keys = new KeyMachine(KeyTables.DEFAULT);

  private static Key key(String chord) {
    return Key.parse(chord).orElseThrow();
  }

  private Step press(String chord) {
    return press(chord, Focus.PANE, ALL);
  }

  private Step press(String chord, Focus focus, KeyContext context) {
    return keys.key(key(chord), focus, () -> context);
  }

  @Test
  void withoutPrefixEveryKeyGoesToTheProgram() {
    for (String chord : List.of("f", "C-c", "Escape", "Left", "%")) {
      assertEquals(new Step.ToPane(key(chord)), press(chord));
    }
  }

  @Test
  void aKeyForTheProgramAsksForNothing() {
    Step step =
        keys.key(
            key("f"),
            Focus.PANE,
            () -> {
              throw new AssertionError("what works now was found out for a key of the program");
            });
    assertEquals(new Step.ToPane(key("f")), step);
  }

  @Test
  void afterThePrefixAKeyRunsItsCommand() {
    assertInstanceOf(Step.Redraw.class, press("C-b"));
    assertTrue(keys.pending());
    assertEquals(new Step.Run("fork"), press("f"));
    assertFalse(keys.pending());
    assertEquals(new Step.ToPane(key("f")), press("f"));
  }

  @Test
  void thePrefixTwiceGoesToTheProgram() {
    press("C-b");
    assertEquals(new Step.ToPane(key("C-b")), press("C-b"));
  }

  @Test
  void arrowsWorkAsWellAsLetters() {
    press("C-b");
    assertEquals(new Step.Run("select-pane -L"), press("Left"));
    press("C-b");
    assertEquals(new Step.Run("select-pane -L"), press("h"));
  }

  @Test
  void aKeyThatCannotRunNowSaysWhy() {
    press("C-b");
    Step step = press("M", Focus.PANE, LITTLE);
    assertEquals(new Step.Refused("merge forks", "no fork yet"), step);
  }

  @Test
  void anUnknownKeyAfterThePrefixSaysSo() {
    press("C-b");
    assertInstanceOf(Step.Refused.class, press("Q"));
    assertEquals(new Step.ToPane(key("Q")), press("Q"));
  }

  @Test
  void resizeModeHoldsUntilEscape() {
    press("C-b");
    press("r");
    assertEquals("RESIZE", keys.table().mode());
    assertEquals(new Step.Run("resize-pane -R 1"), press("Right"));
    assertEquals(new Step.Run("resize-pane -D 1"), press("j"));
    assertInstanceOf(Step.Nothing.class, press("x"));
    press("Escape");
    assertEquals(new Step.ToPane(key("Right")), press("Right"));
  }

  @Test
  void resizeModeIsLeftWithEachOfItsKeys() {
    for (String key : List.of("Escape", "Enter", "q")) {
      press("C-b");
      press("r");
      assertEquals("RESIZE", keys.table().mode());
      press(key);
      assertEquals(new Step.ToPane(key("Right")), press("Right"), key);
    }
  }

  @Test
  void lockedModePassesAllButTheSameChord() {
    press("C-b");
    press("L");
    assertTrue(keys.locked());
    assertEquals(new Step.ToPane(key("x")), press("x"));
    press("C-b");
    assertEquals(new Step.ToPane(key("f")), press("f"));
    press("C-b");
    assertInstanceOf(Step.Redraw.class, press("L"));
    assertFalse(keys.locked());
  }

  private static KeyTables locking(Chord withoutPrefix) {
    KeyTables all = KeyTables.DEFAULT;
    Binding lock = all.afterPrefix().find(Chord.of("L")).orElseThrow();
    KeyTable one = new KeyTable("root", "", List.of(lock));
    return new KeyTables(
        all.prefix(),
        all.afterPrefix().only(command -> !command.equals(KeyTables.LOCK)),
        one.with(_ -> Optional.of(withoutPrefix)),
        all.resize(),
        all.panel(),
        all.copy());
  }

  @Test
  void theKeyThatLocksWithoutPrefixUnlocks() {
    keys.tables(locking(Chord.of("F12")));
    assertInstanceOf(Step.Redraw.class, press("F12"));
    assertTrue(keys.locked());
    assertEquals(new Step.ToPane(key("F11")), press("F11"));
    assertEquals("F12", keys.tables().unlockKeys());
    assertInstanceOf(Step.Redraw.class, press("F12"));
    assertFalse(keys.locked());
  }

  @Test
  void whereNoKeyLocksAnyMoreOneUnlocks() {
    press("C-b");
    press("L");
    KeyTables none = locking(Chord.of("F12"));
    KeyTable root = none.root().only(_ -> false);
    keys.tables(
        new KeyTables(
            none.prefix(), none.afterPrefix(), root, none.resize(), none.panel(), none.copy()));
    assertEquals("C-b L", keys.tables().unlockKeys());
    press("C-b");
    press("L");
    assertFalse(keys.locked());
  }

  @Test
  void aDigitThatIsBoundInCopyModeCountsOnlyBehindAnother() {
    KeyTables all = KeyTables.DEFAULT;
    Binding quit = all.copy().find(Chord.of("q")).orElseThrow();
    KeyTable five = new KeyTable("copy", "", List.of(quit)).with(_ -> Optional.of(Chord.of("5")));
    keys.tables(
        new KeyTables(
            all.prefix(), all.afterPrefix(), all.root(), all.resize(), all.panel(), five));
    assertInstanceOf(Step.Run.class, press("5", Focus.COPY, ALL));
    press("1", Focus.COPY, ALL);
    press("5", Focus.COPY, ALL);
    assertEquals("15", keys.begun());
  }

  @Test
  void lockedThePanelAndCopyModeKeepTheirKeys() {
    press("C-b");
    press("L");
    assertEquals(new Step.Run("panel down"), press("j", Focus.PANEL, ALL));
    assertEquals(new Step.Run("copy-mode -q"), press("q", Focus.COPY, ALL));
    press("C-b", Focus.PANEL, ALL);
    assertEquals(new Step.Run("detach"), press("d", Focus.PANEL, ALL));
    assertTrue(keys.locked());
    press("C-b", Focus.COPY, ALL);
    assertInstanceOf(Step.Redraw.class, press("L", Focus.COPY, ALL));
    assertFalse(keys.locked());
  }

  @Test
  void resizingDoesNotTakeTheLockOff() {
    press("C-b");
    press("L");
    press("C-b", Focus.PANEL, ALL);
    press("r", Focus.PANEL, ALL);
    assertEquals("RESIZE", keys.table().mode());
    assertEquals(new Step.Run("resize-pane -R 1"), press("Right"));
    press("Escape");
    assertTrue(keys.locked());
    assertEquals(new Step.ToPane(key("Right")), press("Right"));
  }

  @Test
  void aSheetTakesEveryKey() {
    assertEquals(new Step.ToSheet(key("C-b")), press("C-b", Focus.SHEET, ALL));
    assertEquals(new Step.ToSheet(key("f")), press("f", Focus.SHEET, ALL));
  }

  @Test
  void theFocusedPanelHasItsOwnKeysAndThePrefixStillWorks() {
    assertEquals(new Step.Run("panel down"), press("j", Focus.PANEL, ALL));
    assertInstanceOf(Step.Nothing.class, press("X", Focus.PANEL, ALL));
    press("C-b", Focus.PANEL, ALL);
    assertEquals(new Step.Run("detach"), press("d", Focus.PANEL, ALL));
  }

  @Test
  void aReleaseNeverRunsACommand() {
    Key release = new Key('f', 0, Key.Event.RELEASE, 0, 0, "");
    press("C-b");
    assertInstanceOf(Step.Nothing.class, keys.key(release, Focus.PANE, () -> ALL));
    assertEquals(new Step.Run("fork"), press("f"));
  }

  @Test
  void noTableHasAChordTwiceAndEveryChordIsAKey() {
    for (KeyTable table : List.of(KeyTable.PREFIX, KeyTable.RESIZE, KeyTable.PANEL)) {
      Set<Chord> seen = new HashSet<>();
      for (Binding binding : table.bindings()) {
        assertTrue(seen.add(binding.chord()), table.name() + " has twice " + binding.chord());
        assertEquals(binding.chord(), Chord.of(key(binding.chord().text())));
      }
    }
  }

  @Test
  void hintsAreWhatWorksNowMostImportantFirst() {
    List<String> words = KeyTable.PREFIX.hints(ALL).stream().map(Binding::hint).toList();
    assertEquals(List.of("approve", "fork", "next ▲", "merge", "clean"), words.subList(0, 5));
    List<String> few = KeyTable.PREFIX.hints(LITTLE).stream().map(Binding::hint).toList();
    assertEquals(List.of("go to", "copy", "panel", "detach"), few);
  }
}
