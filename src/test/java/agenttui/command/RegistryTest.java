package agenttui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Verbs by name: found, mistyped, wrongly used, explained.
class RegistryTest {
  private final Registry registry = Registry.of(List.of(Count.class, Say.class));

  @Test
  void aLineBecomesTheVerbWithItsFieldsFilledIn() {
    Registry.Parsed.Runs runs =
        assertInstanceOf(
            Registry.Parsed.Runs.class, registry.parse(List.of("say", "--loud", "--", "-x", "y")));
    Say say = assertInstanceOf(Say.class, runs.command());
    assertEquals("say", runs.name());
    assertTrue(say.loud);
    assertEquals(List.of("-x", "y"), say.words);
  }

  @Test
  void aWordThatBeginsWithAnAtIsNoFileOfOurs(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("note"), "hello world");
    for (String word : List.of("@" + file, "@" + directory, "@README.md", "@@x")) {
      for (List<String> line : List.of(List.of("say", word), List.of("say", "--", word))) {
        Registry.Parsed.Runs runs =
            assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(line));
        assertEquals(List.of(word), assertInstanceOf(Say.class, runs.command()).words);
      }
    }
  }

  @Test
  void optionsBehindAProgramBelongToItWhereAVerbStartsOne() {
    Registry.Parsed.Runs runs =
        assertInstanceOf(
            Registry.Parsed.Runs.class,
            Registry.of(List.of(Launch.class)).parse(List.of("launch", "--loud", "ls", "--loud")));
    Launch launch = assertInstanceOf(Launch.class, runs.command());
    assertTrue(launch.loud);
    assertEquals(List.of("ls", "--loud"), launch.words);
  }

  @Test
  void helpBehindAProgramIsTheProgramsOwn() {
    Registry launching = Registry.of(List.of(Launch.class));
    assertInstanceOf(
        Registry.Parsed.Runs.class, launching.parse(List.of("launch", "ls", "--help")));
    assertInstanceOf(Registry.Parsed.Help.class, launching.parse(List.of("launch", "--help")));
  }

  @Test
  void anAliasIsItsVerb() {
    assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of("echo", "x")));
  }

  @Test
  void anAgentsNameIsShortForRunUnlessAVerbHasIt() {
    Registry both = Registry.of(List.of(Say.class, Run.class));
    List<String> agents = List.of("claude", "say");
    Registry.Parsed.Runs runs =
        assertInstanceOf(
            Registry.Parsed.Runs.class, both.parse(List.of("claude", "--loud", "x"), agents));
    assertEquals(
        List.of("claude", "--loud", "x"), assertInstanceOf(Run.class, runs.command()).words);
    runs = assertInstanceOf(Registry.Parsed.Runs.class, both.parse(List.of("say", "x"), agents));
    assertInstanceOf(Say.class, runs.command());
    Registry.Parsed.Wrong wrong =
        assertInstanceOf(Registry.Parsed.Wrong.class, both.parse(List.of("cluade"), agents));
    assertTrue(wrong.line().contains("did you mean 'claude'?"), wrong.line());
  }

  @Test
  void aSubVerbIsTheOneThatRuns() {
    Registry.Parsed.Runs runs =
        assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of("count", "list")));
    assertEquals("count list", runs.name());
    assertInstanceOf(CountList.class, runs.command());
  }

  @Test
  void eachParseGivesAFreshVerb() {
    registry.parse(List.of("say", "--loud"));
    Registry.Parsed.Runs second = (Registry.Parsed.Runs) registry.parse(List.of("say"));
    assertEquals(false, ((Say) second.command()).loud);
  }

  @Test
  void anUnknownVerbSuggestsTheNearest() {
    assertEquals(
        new Registry.Parsed.Wrong("unknown command 'cuont': did you mean 'count'?"),
        registry.parse(List.of("cuont")));
    assertEquals(
        new Registry.Parsed.Wrong("unknown command 'xyzzy'"), registry.parse(List.of("xyzzy")));
  }

  @Test
  void aWrongOptionIsOneLineThatNamesTheVerb() {
    Registry.Parsed.Wrong wrong =
        assertInstanceOf(Registry.Parsed.Wrong.class, registry.parse(List.of("count", "--nope")));
    assertTrue(wrong.line().startsWith("count: ") && wrong.line().contains("--nope"), wrong.line());
  }

  @Test
  void helpIsAPageAndDashesEndIt() {
    Registry.Parsed.Help help =
        assertInstanceOf(Registry.Parsed.Help.class, registry.parse(List.of("say", "--help")));
    assertTrue(help.text().contains("--loud"), help.text());
    assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of("say", "--", "--help")));
  }

  @Test
  void twoVerbsOfOneNameAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Registry.of(List.of(Say.class, Say.class)));
  }

  @CommandLine.Command(name = "say", aliases = "echo", description = "Says words.")
  static final class Say implements Command {
    @CommandLine.Option(names = "--loud", description = "Louder.")
    private boolean loud;

    @CommandLine.Parameters(arity = "0..*")
    private List<String> words = List.of();

    @Override
    public Outcome run(Context context) {
      return Outcome.OK;
    }
  }

  @CommandLine.Command(name = "launch", description = "Launches.")
  static final class Launch implements Command {
    @CommandLine.Option(names = "--loud", description = "Louder.")
    private boolean loud;

    @CommandLine.Parameters(arity = "0..*")
    private List<String> words = List.of();

    @Override
    public boolean startsProgram() {
      return true;
    }

    @Override
    public Outcome run(Context context) {
      return Outcome.OK;
    }
  }

  @CommandLine.Command(name = "count", description = "Counts.", subcommands = CountList.class)
  static final class Count implements Command {
    @Override
    public Outcome run(Context context) {
      return Outcome.OK;
    }
  }

  @CommandLine.Command(name = "list", description = "Lists.")
  static final class CountList implements Command {
    @Override
    public Outcome run(Context context) {
      return Outcome.OK;
    }
  }

  @CommandLine.Command(name = "run", description = "Starts an agent.")
  static final class Run implements Command {
    @CommandLine.Parameters(arity = "0..*")
    private List<String> words = List.of();

    @Override
    public boolean startsProgram() {
      return true;
    }

    @Override
    public Outcome run(Context context) {
      return Outcome.OK;
    }
  }
}
