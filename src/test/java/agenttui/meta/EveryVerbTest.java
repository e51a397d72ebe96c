package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.Registry;
import agenttui.server.Verbs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/// No verb without a test that says it to a real server over a real socket: in a scenario, or where
/// it needs an engine or a repository, in a test of the packaged program.
class EveryVerbTest {
  private static final Path TESTS = Path.of("src/test/java/agenttui");

  /// A test of the packaged program.
  ///
  /// @param test its file under `agenttui`, without the ending
  /// @param word what stands in it where it is not the verb: the key, or how it is built
  private record BlackBox(String test, String word) {}

  /// Verbs that need an engine or a repository for more than a refusal, and where each is said.
  private static final Map<String, BlackBox> BLACK_BOX =
      Map.ofEntries(
          Map.entry("fork", new BlackBox("cli/WholeTurnIT", "")),
          Map.entry("fork attach", new BlackBox("cli/ConversationsIT", "")),
          Map.entry("fork clean", new BlackBox("cli/LocalFlowIT", "")),
          Map.entry("fork list", new BlackBox("cli/ForkFlowIT", "")),
          Map.entry("fork merge", new BlackBox("cli/ForkFlowIT", "")),
          Map.entry("fork show", new BlackBox("cli/BadStartIT", "")),
          Map.entry("fork undo", new BlackBox("cli/ForkFlowIT", "press(\"U\")")),
          Map.entry("ps", new BlackBox("cli/AgentVerbsIT", "")),
          Map.entry("stop", new BlackBox("cli/AgentVerbsIT", "\"stop\", id")),
          Map.entry("rm", new BlackBox("cli/AgentVerbsIT", "")),
          Map.entry("run", new BlackBox("cli/WholeTurnIT", "")),
          Map.entry("exec", new BlackBox("cli/BadStartIT", "")),
          Map.entry("login", new BlackBox("cli/LoginIT", "")),
          Map.entry("logout", new BlackBox("cli/LoginIT", "")),
          Map.entry("setup", new BlackBox("cli/BadStartIT", "")),
          Map.entry("images", new BlackBox("cli/BadStartIT", "")),
          Map.entry("network allow", new BlackBox("cli/NetworkWallsIT", "change(\"allow\"")),
          Map.entry("network deny", new BlackBox("cli/NetworkWallsIT", "change(\"deny\"")),
          Map.entry("network forget", new BlackBox("cli/NetworkWallsIT", "change(\"forget\"")));

  /// Names of verbs, those of their parts behind a blank, with all that each is called.
  private static Map<String, List<String>> verbs() {
    Map<String, List<String>> verbs = new TreeMap<>();
    Registry registry = Verbs.registry();
    for (String name : registry.names()) {
      CommandSpec spec = registry.spec(name).orElseThrow();
      verbs.put(name, names(spec));
      spec.subcommands()
          .values()
          .forEach(part ->
              verbs.put(
                  name + " " + part.getCommandSpec().name(),
                  names(part.getCommandSpec()).stream().map(one -> name + " " + one).toList()));
    }
    return verbs;
  }

  private static List<String> names(CommandSpec spec) {
    List<String> names = new ArrayList<>(List.of(spec.name()));
    names.addAll(List.of(spec.aliases()));
    return names;
  }

  private static List<String> sources(Path under, String end) {
    try (Stream<Path> files = Files.list(under)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .map(EveryVerbTest::text)
          .filter(text -> !end.equals("Test.java") || text.contains("rig."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a test's text holds a command line that begins with that verb: as one text, typed
  /// behind the key of the palette or alone, or as a list of words.
  private static boolean says(String source, String verb) {
    String words = verb.replace(" ", "(?: |\",\\s*\")");
    return Pattern.compile("(?:\"|:|agent-tui (?:-L \\S+ )?)" + words + "(?:[\" ]|\\\\r)")
        .matcher(source)
        .find();
  }

  @Test
  void eachIsSaidToAServer() {
    List<String> scenarios = sources(TESTS.resolve("server"), "Test.java");
    TreeSet<String> unsaid = new TreeSet<>();
    verbs()
        .forEach((verb, names) -> {
          if (scenarios.stream()
              .noneMatch(source -> names.stream().anyMatch(name -> says(source, name)))) {
            unsaid.add(verb);
          }
        });
    unsaid.removeAll(BLACK_BOX.keySet());
    assertEquals(new TreeSet<>(), unsaid, "verbs that no scenario test says");
  }

  @Test
  void theBlackBoxTestsSayTheirs() {
    Map<String, List<String>> verbs = verbs();
    BLACK_BOX.forEach((verb, box) -> {
      String source = text(TESTS.resolve(box.test() + ".java"));
      List<String> names = verbs.get(verb);
      assertTrue(names != null, () -> verb + " is no verb");
      boolean said = names.stream().anyMatch(name -> says(source, name));
      assertTrue(
          box.word().isEmpty() ? said : source.contains(box.word()),
          () -> box.test() + " does not say " + verb);
    });
  }
}
