package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Question;
import agenttui.term.Input;
import agenttui.term.Key;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of sheet, also those to come, in bad conditions: terminals of a cell, endless hostile
/// texts, pastes, keys that were meant for something else.
class SheetConditionsTest {
  private static final String EVIL =
      "a\033[2J\u0007\u202e\u200b\u2066b\r\n\u0000👨‍👩‍👧e\u0301世\uD800 ".repeat(500);

  private final Story story = Story.full(120, 35);

  static List<Class<?>> kinds() {
    return List.of(Question.class.getPermittedSubclasses());
  }

  /// A question of that kind whose texts are all the same.
  private static Question question(Class<?> kind, String text) {
    return (Question) sample(kind, text);
  }

  private static Object sample(Type type, String text) {
    if (type instanceof ParameterizedType generic) {
      Object inner = sample(generic.getActualTypeArguments()[0], text);
      return generic.getRawType() == List.class
          ? List.of(inner, inner)
          : generic.getRawType() == Set.class ? Set.of(inner) : Optional.of(inner);
    }
    Class<?> kind = (Class<?>) type;
    if (kind == String.class) {
      return text;
    }
    if (kind == int.class || kind == long.class) {
      return 1;
    }
    if (kind == boolean.class) {
      return true;
    }
    if (kind == char.class) {
      return 'y';
    }
    if (kind == Instant.class) {
      return Instant.parse("2026-01-02T14:02:00Z");
    }
    if (kind.isEnum()) {
      return kind.getEnumConstants()[0];
    }
    RecordComponent[] parts = kind.getRecordComponents();
    try {
      Constructor<?> constructor =
          kind.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new));
      return constructor.newInstance(
          Arrays.stream(parts).map(part -> sample(part.getGenericType(), text)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(kind.toString(), e);
    }
  }

  private Sheet open(Question question) {
    story.ask(question);
    story.frame();
    return story.sheet.orElseThrow();
  }

  private void size(int columns, int rows) {
    story.columns = columns;
    story.rows = rows;
    story.session.seat().fit(columns, rows);
  }

  @Test
  void theButtonsOfALowForkDialogStandBelowItsFields() {
    for (int rows = 10; rows <= 24; rows++) {
      size(40, rows);
      open(Story.fork());
      List<String> lines = drawn().lines().toList();
      int buttons = row(lines, "Cancel");
      for (String field : List.of("Agent", "Copies", "From", "Include", "Network")) {
        int at = row(lines, field);
        assertTrue(at >= 0 && at < buttons, field + " of " + rows + "\n" + drawn());
      }
      assertTrue(lines.get(buttons).matches("\\W+Cancel\\W+Fork\\W+"), lines.get(buttons));
    }
  }

  private static int row(List<String> lines, String word) {
    return lines.indexOf(lines.stream().filter(line -> line.contains(word)).findFirst().orElse(""));
  }

  private String drawn() {
    Frame frame = story.frame();
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < frame.rows(); row++) {
      text.append(frame.line(row)).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itSurvivesATerminalOfOneCellAndComesBack(Class<?> kind) {
    open(question(kind, "words"));
    String before = drawn();
    for (int[] size :
        new int[][] {
          {1, 1}, {2, 1}, {1, 50}, {200, 1}, {40, 10}, {39, 9}, {79, 11}, {200, 50}, {1, 1}
        }) {
      size(size[0], size[1]);
      assertEquals(size[0], story.frame().columns());
    }
    size(120, 35);
    assertEquals(before, drawn());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void endlessHostileTextsShowNoControlCharacter(Class<?> kind) {
    open(question(kind, EVIL));
    for (int[] size : new int[][] {{120, 35}, {60, 20}, {1, 1}, {200, 50}}) {
      size(size[0], size[1]);
      String text = drawn();
      assertTrue(
          text.chars()
              .noneMatch(c -> (c < 0x20 && c != '\n') || c == 0x202e || c == 0x200b || c == 0x2066),
          text);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aPasteAnswersNothing(Class<?> kind) {
    String text = "y i t k q m yes\r\n\033[A\t\033[B\u0001\u202e\r\r\n".repeat(40_000);
    assertTrue(text.length() >= 1 << 20);
    Sheet sheet = open(question(kind, "words"));
    Sheet.Reply reply = sheet.input(new Input.Paste(text, false));
    if (kind != Question.Find.class) {
      assertInstanceOf(Sheet.Reply.Stay.class, reply);
    } else {
      assertInstanceOf(Sheet.Reply.Ask.class, reply);
    }
    drawn();
  }

  @Test
  void pastedLinesBecomeOneText() {
    Sheet sheet = open(new Question.Entering("Name", "NAME", "old", "rename-window", "name"));
    sheet.input(new Input.Paste("\tnew\r\nname\rof\n\u0007it\r\n", false));
    assertEquals(
        new Sheet.Reply.Run("rename-window -- 'old new name of it'"),
        sheet.input(Key.parse("Enter").orElseThrow()));
  }

  @Test
  void whatAFieldCannotHoldIsSaidAndNotDroppedInSilence() {
    Sheet sheet = open(new Question.Entering("Text", "OUTBOX", "", "outbox put", "send"));
    View.Hint one = new View.Hint("1 character", "left out");
    sheet.input(new Input.Paste("fix 🐛 in parser", false));
    assertTrue(sheet.hints().contains(one), () -> sheet.hints().toString());
    sheet.input(new Key("👍".codePointAt(0), 0, Key.Event.PRESS, 0, 0, "👍"));
    assertEquals(new View.Hint("2 characters", "left out"), sheet.hints().getFirst());
    type(sheet, "C-u", "a");
    assertTrue(sheet.hints().stream().noneMatch(hint -> hint.words().equals("left out")));
    sheet.input(new Input.Paste("👍", false));
    assertEquals(one, sheet.hints().getFirst());
  }

  private static void type(Sheet sheet, String... chords) {
    for (String chord : chords) {
      sheet.input(Key.parse(chord).orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatWasTypedAheadAnswersNothing(Class<?> kind) {
    Sheet sheet = Sheet.of(question(kind, "words"), Story.DARK, () -> Instant.EPOCH);
    story.sheet = Optional.of(sheet);
    story.frame();
    for (String chord : List.of("y", "m", "i", "a", "Enter", "k", "Space", "Enter")) {
      Sheet.Reply reply = sheet.input(Key.parse(chord).orElseThrow());
      assertTrue(
          reply instanceof Sheet.Reply.Stay
              || (kind == Question.Find.class && reply instanceof Sheet.Reply.Ask),
          () -> chord + " meant " + reply);
    }
  }
}
