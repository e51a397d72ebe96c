package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.server.screen.TypeAhead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is typed before the sheet is open that the key before has asked for.
class TypeAheadTest extends Scenario {
  private final List<Runnable> timers = new ArrayList<>();
  private final StringBuilder done = new StringBuilder();
  private final TypeAhead ahead =
      new TypeAhead((_, action) -> timers.add(action), input -> done.append('.'));

  private void types(String text) {
    ahead.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keysBehindTheOneThatOpensASheetGoToTheSheet() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002ehello");
    rig.idle();
    rig.shows(terminal, "Send a text to panes");
    assertEquals("", rig.program(0).typed());
    terminal.type("\033[27uhello");
    rig.idle();
    assertEquals("hello", rig.program(0).typed());
  }

  @Test
  void aPasteThatStoodStillEndsWithAKey() {
    types("\033[200~ab");
    types("cd");
    timers.getFirst().run();
    assertEquals("", done.toString());
    timers.getLast().run();
    types("e\r");
    assertEquals("", done.toString());
    types("\003");
    assertEquals("..", done.toString());
  }

  @Test
  void theyGoOnInOrderWhenTheCommandIsDone() {
    ahead.begins();
    types("ab");
    ahead.begins();
    ahead.ends();
    assertEquals("", done.toString());
    ahead.ends();
    assertEquals("..", done.toString());
    types("c");
    assertEquals("...", done.toString());
  }

  @Test
  void aCommandThatTakesItsTimeHoldsKeysOnlyForAMoment() {
    ahead.begins();
    types("a");
    timers.getFirst().run();
    assertEquals(".", done.toString());
    types("b");
    assertEquals("..", done.toString());
    ahead.ends();
    ahead.begins();
    types("c");
    timers.getFirst().run();
    assertEquals("..", done.toString());
    ahead.goOn();
    assertEquals("...", done.toString());
  }

  @Test
  void aSecondCommandIsWaitedForAlthoughTheFirstIsNot() {
    ahead.begins();
    ahead.goOn();
    types("a");
    ahead.begins();
    types("b");
    assertEquals(".", done.toString());
    ahead.ends();
    types("c");
    assertEquals("...", done.toString());
  }

  @Test
  void whatIsStillKeptBehindACommandThatAKeptKeyBeganHasItsLimitToo() {
    List<TypeAhead> one = new ArrayList<>();
    TypeAhead begins =
        new TypeAhead(
            (_, action) -> timers.add(action),
            input -> {
              done.append('.');
              one.getFirst().begins();
            });
    one.add(begins);
    begins.begins();
    begins.bytes("abc".getBytes(StandardCharsets.UTF_8));
    begins.ends();
    assertEquals(".", done.toString());
    timers.getLast().run();
    assertEquals("..", done.toString());
    timers.getLast().run();
    assertEquals("...", done.toString());
  }
}
