package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.journal.Entry;
import agenttui.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The user's own notification program, really run.
class NotifyCommandTest {
  @TempDir Path directory;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private Journal journal;

  @BeforeEach
  void open() {
    journal = Journal.open(directory.resolve("journal"), Clock.systemUTC());
    journal.listen(entries::add);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void run(Duration limit, String... command) {
    new NotifyCommand(List.of(command), journal, limit).run("2 codex needs you: $(id) 'x'");
  }

  private void run(String... command) {
    run(Duration.ofMinutes(1), command);
  }

  @Test
  void theTextIsOneArgumentAndNoShellReadsIt() throws IOException {
    Path out = directory.resolve("out");
    run("/bin/sh", "-c", "printf '%s|%s' \"$#\" \"$1\" > " + out, "sh", "say {text}!");
    assertEquals("1|say 2 codex needs you: $(id) 'x'!", Files.readString(out));
    assertEquals(List.of(), entries);
  }

  @Test
  void itsEnvironmentIsSmall() throws IOException {
    Path out = directory.resolve("out");
    run("/bin/sh", "-c", "env | sed 's/=.*//' > " + out);
    List<String> own = List.of("PATH", "HOME", "USER", "LANG", "PWD", "SHLVL", "_");
    List<String> desktop =
        List.of("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");
    List<String> more =
        Files.readAllLines(out).stream()
            .filter(name -> !own.contains(name) && !desktop.contains(name))
            .toList();
    assertEquals(List.of(), more);
  }

  @Test
  void aFailureIsAnEntry() {
    run("/bin/sh", "-c", "echo no bus >&2; exit 3");
    assertEquals("notify.command /bin/sh: exit 3 no bus", entries.getFirst().text());
  }

  @Test
  void oneThatCannotBeStartedIsAnEntry() {
    run(directory.resolve("none").toString());
    assertEquals(1, entries.size());
  }

  @Test
  void oneThatHangsIsEnded() {
    run(Duration.ofMillis(50), "/bin/sh", "-c", "exec sleep 600");
    assertTrue(entries.getFirst().text().contains("took too long"), entries.toString());
  }
}
