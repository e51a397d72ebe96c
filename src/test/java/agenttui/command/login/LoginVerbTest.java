package agenttui.command.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.mux.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `login` refuses and asks before anything is started.
class LoginVerbTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path home;

  private Outcome run(boolean onScreen, String input, String... words) {
    Registry registry = Registry.of(List.of(LoginVerb.class, LogoutVerb.class));
    Registry.Parsed.Runs parsed =
        assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of(words)));
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Caller caller =
        new Caller(
            home,
            Map.of("HOME", home.toString()),
            onScreen,
            onScreen,
            80,
            24,
            Optional.empty(),
            Optional.empty());
    Screens none =
        (Screens)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Screens.class},
                (_, method, _) -> {
                  throw new AssertionError("it should not " + method.getName());
                });
    return parsed
        .command()
        .run(
            new Context(
                caller,
                print,
                print,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                _ -> {},
                none,
                Doors.none().with(Agents.class, Agents.builtIn())));
  }

  private String refused(String... words) {
    try {
      return assertInstanceOf(Outcome.Failed.class, run(false, "", words)).line();
    } catch (CommandException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whatCannotBeMeantIsRefusedWithWhatToSay() {
    assertTrue(refused("login", "codx").contains("did you mean codex?"));
    assertTrue(refused("login", "shell").contains("nothing to sign in to"));
    assertTrue(refused("login", "--key").contains("which agent?"));
    assertTrue(refused("login", "codex", "--key", "--import").contains("not both"));
    assertTrue(refused("login", "opencode", "--key").contains("--provider anthropic"));
    assertTrue(refused("login", "opencode", "--key", "--provider", "a/b").contains("--provider"));
    assertTrue(
        refused("login", "codex", "--key", "--provider", "openai").contains("no --provider"));
    assertTrue(refused("login", "codex").contains("no terminal"));
  }

  @Test
  void aKeyIsOneWordOfPlainSigns() {
    for (String wrong :
        List.of("", "\n", "two words\n", "a\"b\n", "a\\b\n", "k\u00e9y\n", "a\033b\n")) {
      CommandException refused =
          assertThrows(
              CommandException.class, () -> run(false, wrong, "login", "codex", "--key"), wrong);
      assertTrue(
          List.of("no key came", "a key is one word of letters, digits and signs")
              .contains(refused.getMessage()),
          refused.getMessage());
    }
    assertThrows(CommandException.class, () -> run(true, "key\n", "login", "codex", "--key"));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void beforeACopyItsFilesAreShownButNotWhatIsInThem() throws IOException {
    assertTrue(refused("login", "codex", "--import").contains("no ~/.codex/auth.json"));
    Path file = Files.createDirectories(home.resolve(".codex")).resolve("auth.json");
    Files.writeString(file, "{\"OPENAI_API_KEY\": \"canary\"}");
    Outcome.Ask ask =
        assertInstanceOf(Outcome.Ask.class, run(false, "", "login", "codex", "--import"));
    Question.Confirm sheet = assertInstanceOf(Question.Confirm.class, ask.question());
    assertEquals(
        List.of(new Question.Fact(file.toString(), "28 bytes", "changed just now")), sheet.lost());
    assertEquals("login codex --import --yes", sheet.yes().command());
    assertEquals(Outcome.OK, run(false, "", "login", "codex", "--import", "--dry-run"));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("canary"));
  }

  @Test
  void aHalfFileOfThisMachineIsNotCopied() throws IOException {
    Path file = Files.createDirectories(home.resolve(".codex")).resolve("auth.json");
    Files.writeString(file, "{\"OPENAI_API_KEY\": \"cana");
    CommandException refused =
        assertThrows(
            CommandException.class, () -> run(false, "", "login", "codex", "--import", "--yes"));
    assertTrue(String.valueOf(refused.getMessage()).contains("no whole text in JSON"));
  }

  @Test
  void agesAreSaidInTheLargestUnitThatFits() {
    Instant now = Instant.parse("2026-01-10T12:00:00Z");
    assertEquals("just now", LoginList.ago(now.minusSeconds(59), now));
    assertEquals("1 minute ago", LoginList.ago(now.minusSeconds(60), now));
    assertEquals("23 hours ago", LoginList.ago(now.minusSeconds(86_399), now));
    assertEquals("2 days ago", LoginList.ago(now.minusSeconds(172_800), now));
  }
}
