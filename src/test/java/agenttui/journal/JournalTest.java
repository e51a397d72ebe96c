package agenttui.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal: order, redaction, one line an entry whatever the text holds.
class JournalTest {
  @TempDir Path directory;
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @Test
  void anEntryIsOneLineWhateverItsTextHolds() throws IOException {
    Path file = directory.resolve("journal.jsonl");
    try (Journal journal = Journal.open(file, clock)) {
      journal.append(Topic.TOOL, "%1", "make\n\u001b[31m", Map.of("exit", "2"));
      journal.append(Topic.FORK, "", "made", Map.of());
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    Entry first = Json.read(lines.getFirst(), Entry.class);
    assertEquals("make\n\u001b[31m", first.text());
    assertEquals("2", first.fields().get("exit"));
  }

  @Test
  void aSecretReachesNeitherFileNorListener() throws IOException {
    Path file = directory.resolve("journal.jsonl");
    List<Entry> heard = new ArrayList<>();
    try (Journal journal = Journal.open(file, clock)) {
      journal.listen(heard::add);
      journal.redact("sk-canary-1234");
      journal.append(Topic.TOOL, "%1", "curl -H sk-canary-1234", Map.of("a", "sk-canary-1234"));
    }
    assertFalse(Files.readString(file).contains("canary"));
    assertEquals("curl -H ***", heard.getFirst().text());
    assertEquals("***", heard.getFirst().fields().get("a"));
  }
}
