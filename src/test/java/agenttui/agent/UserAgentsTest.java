package agenttui.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Records of the user beside those that ship with the program.
class UserAgentsTest {
  @TempDir private Path directory;

  private Agents with(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name + ".toml"), text);
    return Agents.load(directory);
  }

  @Test
  void withoutAnyTheAgentsAreOurs() {
    List<Agent> ours = Agents.builtIn().all();
    assertEquals(
        ours.stream().map(Agent::name).toList(),
        Agents.load(directory.resolve("none")).all().stream().map(Agent::name).toList());
  }

  @Test
  void whatARecordSaysCountsInsteadAndTheRestIsOurs() throws IOException {
    Agent ours = Agents.builtIn().find("claude").orElseThrow();
    Agent claude =
        with(
                "claude",
                """
                title = "Mine"
                flags = ["--verbose"]
                [install]
                version = "2.2.0"
                [environment]
                MY_SETTING = "1"
                """)
            .find("claude")
            .orElseThrow();
    assertEquals("Mine", claude.title());
    assertEquals(List.of("--verbose"), claude.flags());
    assertEquals(ours.command(), claude.command());
    assertEquals("2.2.0", claude.install().orElseThrow().version());
    assertEquals(ours.install().orElseThrow().name(), claude.install().orElseThrow().name());
    assertEquals("1", claude.environment().get("MY_SETTING"));
    assertEquals("1", claude.environment().get("DISABLE_AUTOUPDATER"));
  }

  @Test
  void marksOfTheUserCountBeforeOurs() throws IOException {
    int ours = Agents.builtIn().find("claude").orElseThrow().marks().size();
    List<StateRule> marks =
        with(
                "claude",
                """
                [[mark]]
                tells = "paused"
                where = "screen"
                all = ['^usage limit, resets (.*)']
                reason = "limit until {1}"
                """)
            .find("claude")
            .orElseThrow()
            .marks();
    assertEquals(ours + 1, marks.size());
    assertEquals(StateRule.Tells.PAUSED, marks.getFirst().tells());
  }

  @Test
  void aNewNameIsAFurtherAgentBehindOurs() throws IOException {
    Agents agents =
        with(
            "goose",
            """
            title = "Goose"
            command = ["/tools/goose/bin/goose"]
            prompt = ["run", "-t", "{}"]
            """);
    assertEquals("goose", agents.all().getLast().name());
    assertEquals(".profile", agents.all().getLast().seeds().getFirst().path());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "titel = 'x' | claude.toml:1: unknown key titel; the nearest is title",
        "title = 3 | claude.toml:1: title must be a text",
        "command = ['claude'] | claude.toml:1: command must begin with the path of a program",
        "[[mark]]\\ntells = 'busy' | claude.toml:2: tells must be one of [working, needs,",
        "[[mark]]\\ntells = 'idle'\\nwhere = 'title'\\nall = ['^(a+)+$'] | claude.toml:4: all: a"
            + " rep",
        "[[mark]]\\ntells = 'idle'\\nwhere = 'title'\\nall = ['^['] | claude.toml:4: all: Unclosed",
        "title = | claude.toml:1: ",
      })
  void aMistakeNamesFileAndLine(String text, String said) {
    String file = text.replace("\\n", "\n");
    ConfigException wrong = assertThrows(ConfigException.class, () -> with("claude", file));
    assertTrue(wrong.getMessage().contains(said), wrong.getMessage());
    assertEquals(1, wrong.getMessage().lines().count());
  }

  @Test
  void aNewAgentNeedsATitleAndItsNameIsOneOfACommandLine() {
    assertTrue(
        assertThrows(ConfigException.class, () -> with("goose", "command = ['/g']"))
            .getMessage()
            .endsWith("goose.toml: title is missing"));
    assertThrows(ConfigException.class, () -> with("Goose 2", "title = 'G'"));
  }
}
