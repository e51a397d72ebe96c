package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.CommandException;
import agenttui.command.agents.Outbox;
import agenttui.journal.HandClock;
import agenttui.journal.Journal;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.state.Transition;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts that wait, with a disk that takes its time: what it may have as waiting is typed only once
/// it knows better.
class OutboxesTest {
  private static final String ID = "%1";

  private final HandClock clock = new HandClock(Instant.parse("2026-01-02T14:02:00Z"));
  private final Pane pane =
      new Pane(
          new PaneId(1), 1, "claude", new Emulator(new Size(80, 24), 0), Instant.ofEpochSecond(0));
  private final List<Consumer<Boolean>> writes = new ArrayList<>();
  private final StringBuilder typed = new StringBuilder();
  private Journal journal;
  private Outboxes outboxes;

  @BeforeEach
  void open(@TempDir Path directory) {
    journal = Journal.open(directory.resolve("journal.jsonl"), clock);
    outboxes = fresh();
    pane.connected(new MutePty());
    does(Activity.Kind.WORKING);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Outboxes fresh() {
    return new Outboxes(new AtOnce(), new OnePane(), journal, clock, true);
  }

  private void does(Activity.Kind kind) {
    pane.activity(new Activity(kind, "", clock.instant(), Duration.ZERO, false));
    outboxes.looked(pane);
  }

  private void written(boolean sure) {
    List.copyOf(writes).forEach(each -> each.accept(sure));
    writes.clear();
  }

  private Outbox.Text only() {
    return outboxes.all().getFirst();
  }

  @Test
  void whatWaitedIsTypedOnceTheDiskSaysThatItIs() {
    outboxes.put(ID, "go on", false);
    does(Activity.Kind.IDLE);
    assertEquals("", typed.toString());
    assertEquals(Outbox.Status.SENDING, outboxes.pending().getFirst().status());
    written(true);
    assertEquals("go on\r", typed.toString());
    assertEquals(List.of(), outboxes.pending());
  }

  @Test
  void whatWasBeingTypedWhenTheServerDiedIsHeld() {
    outboxes.put(ID, "go on", false);
    does(Activity.Kind.IDLE);
    List<Outbox.Text> onDisk = outboxes.pending();
    writes.clear();
    outboxes = fresh();
    outboxes.bring(onDisk);
    does(Activity.Kind.IDLE);
    written(true);
    assertEquals("", typed.toString());
    assertEquals(Outbox.Status.HELD, only().status());
    assertTrue(only().why().contains("look whether it is there"), only().why());
    assertEquals(2, outboxes.put(ID, "and more", false).number());
  }

  @Test
  void aQuestionThatComesWhileTheDiskWritesIsNotAnswered() {
    outboxes.put(ID, "go on", false);
    does(Activity.Kind.IDLE);
    does(Activity.Kind.NEEDS);
    written(true);
    assertEquals("", typed.toString());
    assertEquals(Outbox.Status.WAITING, only().status());
    does(Activity.Kind.IDLE);
    written(true);
    assertEquals("go on\r", typed.toString());
  }

  @Test
  void whereNothingCanBeWrittenATextIsHeldUntilSomebodyLetsItGo() {
    outboxes.put(ID, "go on", false);
    does(Activity.Kind.IDLE);
    written(false);
    assertEquals(Outbox.Status.HELD, only().status());
    assertEquals("", typed.toString());
    assertEquals(Outbox.Status.SENT, outboxes.release(1).status());
    assertEquals("go on\r", typed.toString());
  }

  @Test
  void oneTextAfterTheOtherEachWhenThePaneWasSeenToRest() {
    does(Activity.Kind.IDLE);
    outboxes.put(ID, "one", false);
    outboxes.put(ID, "two", false);
    outboxes.put(ID, "three", false);
    assertEquals("one\r", typed.toString());
    written(true);
    does(Activity.Kind.WORKING);
    assertEquals("one\r", typed.toString());
    for (int i = 0; i < 2; i++) {
      does(Activity.Kind.IDLE);
      written(true);
    }
    assertEquals("one\rtwo\rthree\r", typed.toString());
  }

  @Test
  void aQuestionThatComesBetweenATextAndItsEnterIsNotAnswered() {
    List<Runnable> later = breathes();
    outboxes.put(ID, "one", true);
    does(Activity.Kind.NEEDS);
    later.removeFirst().run();
    assertEquals("one", typed.toString());
    assertEquals(Outbox.Status.HELD, only().status());
  }

  @Test
  void textsThatAreSentAtOnceGoOneBehindTheOther() {
    List<Runnable> later = breathes();
    outboxes.put(ID, "one", true);
    outboxes.put(ID, "two", true);
    while (!later.isEmpty()) {
      later.removeFirst().run();
    }
    assertEquals("one\rtwo\r", typed.toString());
  }

  /// Texts and their Enter are typed with a pause between, as outside of tests.
  ///
  /// @return what comes after such pauses
  private List<Runnable> breathes() {
    List<Runnable> later = new ArrayList<>();
    AtOnce turns =
        new AtOnce() {
          @Override
          public void after(Duration delay, Runnable action) {
            later.add(action);
          }
        };
    outboxes = new Outboxes(turns, new OnePane(), journal, clock, false);
    return later;
  }

  @Test
  void noMoreThanAMebibyteWaits() {
    String quarter = "x".repeat(1 << 18);
    for (int i = 0; i < 3; i++) {
      outboxes.put(ID, quarter, false);
    }
    assertThrows(CommandException.class, () -> outboxes.put(ID, quarter, false));
    assertTrue(outboxes.drop(1));
    assertEquals(4, outboxes.put(ID, quarter, false).number());
  }

  private final class OnePane implements Watch.Scene {
    @Override
    public List<Pane> panes() {
      return List.of(pane);
    }

    @Override
    public boolean comesBack(PaneId id) {
      return false;
    }

    @Override
    public void noted(Consumer<Boolean> then) {
      writes.add(then);
    }

    @Override
    public boolean sees(Pane any) {
      return false;
    }

    @Override
    public void changed(Pane any, Transition transition) {}

    @Override
    public void type(Pane to, byte[] bytes) {
      typed.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void call(List<Pane> panes, byte[] bytes) {}
  }
}
