package agenttui.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A walk along the journal sees each entry once, whatever happens to the files meanwhile.
class TrailTest {
  @TempDir Path directory;
  private Path file;
  private Journal journal;

  @BeforeEach
  void open() {
    file = directory.resolve("journal.jsonl");
    journal =
        Journal.open(file, Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void append(String text) {
    journal.append(Topic.SESSION, "", text, Map.of());
  }

  private static List<String> past(Trail trail) {
    List<String> texts = new ArrayList<>();
    for (Optional<Entry> entry = trail.past(); entry.isPresent(); entry = trail.past()) {
      texts.add(entry.get().text());
    }
    return texts;
  }

  private static List<String> later(Trail trail) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Optional<Entry> entry = trail.next(Duration.ZERO);
        entry.isPresent();
        entry = trail.next(Duration.ZERO)) {
      texts.add(entry.get().text());
    }
    return texts;
  }

  @Test
  void whatIsAppendedDuringTheWalkComesLastAndOnce() throws InterruptedException {
    append("one");
    append("zwö\n2");
    try (Trail trail = journal.trail()) {
      append("three");
      assertEquals(List.of("one", "zwö\n2"), past(trail));
      append("four");
      assertEquals(List.of("three", "four"), later(trail));
    }
  }

  @Test
  void theFileBeforeTheLastTurnIsWalkedFirst() throws IOException {
    append("old");
    Files.move(file, directory.resolve("journal.jsonl.1"));
    journal.close();
    open();
    append("new");
    try (Trail trail = journal.trail()) {
      assertEquals(List.of("old", "new"), past(trail));
    }
  }

  /// As the file turns when it has become too long.
  @Test
  void aTurnOfTheFileDuringTheWalkIsNotSeen() throws IOException {
    append("one");
    try (Trail trail = journal.trail()) {
      Files.move(file, directory.resolve("journal.jsonl.1"));
      Files.writeString(file, "");
      assertEquals(List.of("one"), past(trail));
    }
  }

  @Test
  void aLineCutByAKillIsPassedOver() throws IOException {
    append("one");
    Files.writeString(file, "{\"at\":\"2026-\n", StandardOpenOption.APPEND);
    append("two");
    try (Trail trail = journal.trail()) {
      assertEquals(List.of("one", "two"), past(trail));
    }
  }

  @Test
  void aWalkThatHasEndedHearsNothing() throws InterruptedException {
    Trail trail = journal.trail();
    trail.close();
    append("one");
    assertEquals(List.of(), later(trail));
    assertEquals(0, trail.missed());
  }

  @Test
  void aSlowWalkerIsToldHowMuchItMissed() throws InterruptedException {
    try (Trail trail = journal.trail()) {
      for (int i = 0; i < 10_005; i++) {
        append("entry " + i);
      }
      assertEquals(5, trail.missed());
      assertEquals("entry 0", trail.next(Duration.ZERO).orElseThrow().text());
    }
  }
}
