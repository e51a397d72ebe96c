package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.config.Keys;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the keys of agents come from, and that they go nowhere else.
class SecretsTest {
  private static final String NAME = "ANTHROPIC_API_KEY";

  @TempDir Path directory;

  private Secrets secrets(Map<String, String> environment, Keys keys) {
    Journal journal = Journal.open(directory.resolve("journal"), Clock.systemUTC());
    return new Secrets(Agents.builtIn(), environment, keys, directory, journal);
  }

  private static String lines(Secrets secrets) {
    return secrets.lines("claude", secrets.variables("claude"));
  }

  @Test
  void aKeyComesFromTheEnvironmentElseFromAFileOrACommandElseFromALogin() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "from-file\n");
    Files.writeString(directory.resolve("claude." + NAME), "from-login\n");
    Keys byFile = new Keys(Map.of(NAME, file.toString()), Map.of());
    Keys byCommand = new Keys(Map.of(), Map.of(NAME, "printf 'from-%s\\n' command"));
    Map<String, String> set = Map.of(NAME, "from-environment");
    assertEquals(NAME + "=from-environment\n", lines(secrets(set, byFile)));
    assertEquals(NAME + "=from-file\n", lines(secrets(Map.of(), byFile)));
    assertEquals(NAME + "=from-command\n", lines(secrets(Map.of(), byCommand)));
    Secrets given = secrets(Map.of(), Keys.NONE);
    assertEquals(NAME + "=from-login\n", lines(given));
    assertEquals("", given.lines("opencode", given.variables("opencode")), "given to claude alone");
    Files.delete(directory.resolve("claude." + NAME));
    assertEquals("", lines(secrets(Map.of(), Keys.NONE)));
  }

  @Test
  void anAgentGetsOnlyWhatItsRecordNamesAndNoCommandOfAnotherRuns() {
    Path ran = directory.resolve("ran");
    Keys keys = new Keys(Map.of(), Map.of("GEMINI_API_KEY", "touch " + ran + "; echo key"));
    assertEquals("", lines(secrets(Map.of("PATH", "/bin", "HOME", "/"), keys)));
    assertFalse(Files.exists(ran));
  }

  @Test
  void whatGivesNoKeyIsSaidAndNotPassedOver() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    Path two = Files.writeString(directory.resolve("two"), "a\nb\n");
    for (String file : Set.of("/no/such/file", empty.toString(), two.toString())) {
      Secrets secrets = secrets(Map.of(), new Keys(Map.of(NAME, file), Map.of()));
      String why = assertThrows(SandboxException.class, () -> lines(secrets)).getMessage();
      assertTrue(why.startsWith("login.key_file of " + NAME), why);
    }
    Keys failing = new Keys(Map.of(), Map.of(NAME, "echo locked >&2; exit 3"));
    String why =
        assertThrows(SandboxException.class, () -> lines(secrets(Map.of(), failing))).getMessage();
    assertTrue(why.startsWith("login.key_command of " + NAME) && why.contains("locked"), why);
  }

  @Test
  void noEntryOfTheJournalHoldsAKeyFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "canary-0123456789\n");
    Journal journal = Journal.open(directory.resolve("journal"), Clock.systemUTC());
    Keys keys = new Keys(Map.of(NAME, file.toString()), Map.of());
    new Secrets(Agents.builtIn(), Map.of(), keys, directory, journal).variables("claude");
    journal.append(Topic.SANDBOX, "", "it said canary-0123456789", Map.of());
    journal.close();
    String written = Files.readString(directory.resolve("journal"));
    assertTrue(written.contains("it said"), written);
    assertFalse(written.contains("canary"), written);
  }

  @Test
  void whoIsAskedForTheNamesOfKeysRunsNothing() {
    Path ran = directory.resolve("ran");
    Keys keys = new Keys(Map.of(), Map.of(NAME, "touch " + ran));
    Secrets secrets = secrets(Map.of("ANTHROPIC_BASE_URL", "http://m"), keys);
    assertEquals(Set.of(NAME), secrets.keysOf(Agents.builtIn().find("claude").orElseThrow()));
    assertFalse(Files.exists(ran));
  }
}
