package agenttui.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.DataFile;
import agenttui.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The records that ship with the program.
class AgentsTest {
  private final Agents agents = Agents.builtIn();

  @Test
  void fiveAreKnownAndTheShellComesFirst() {
    assertEquals(
        List.of("shell", "claude", "codex", "opencode", "gemini"),
        agents.all().stream().map(Agent::name).toList());
  }

  @Test
  void everyAgentButTheShellIsInstalledInOneExactVersion() {
    for (Agent agent : agents.all()) {
      assertEquals(agent.name().equals("shell"), agent.install().isEmpty());
      agent
          .install()
          .ifPresent(i -> assertTrue(i.version().matches("\\d+\\.\\d+\\.\\d+"), i.version()));
    }
  }

  @Test
  void agentsStartByAbsolutePathBelowTheirOwnFolderSoThatNoShimShadowsThem() {
    for (Agent agent : agents.all()) {
      String program = agent.command().getLast();
      assertTrue(agent.command().getFirst().startsWith("/"), agent.name());
      agent
          .install()
          .ifPresent(_ -> assertTrue(program.startsWith("/tools/" + agent.name() + "/")));
    }
  }

  @Test
  void seedsLieInWhatIsKeptAndNoneIsWrittenTwice() {
    for (Agent agent : agents.all()) {
      HashSet<String> paths = new HashSet<>();
      for (Agent.Seed seed : agent.seeds()) {
        assertTrue(paths.add(seed.path() + " " + seed.when()), seed.path());
        assertTrue(
            seed.when().isEmpty() || agent.passed().contains(seed.when()),
            () -> agent.name() + " does not get " + seed.when());
        assertTrue(!seed.path().startsWith("/") && !seed.path().contains(".."), seed.path());
        boolean kept =
            agent.state().stream()
                .anyMatch(s -> seed.path().equals(s) || seed.path().startsWith(s + "/"));
        boolean common = seed.path().equals(".profile") || agent.name().equals("shell");
        assertTrue(kept || common, agent.name() + " loses " + seed.path());
      }
    }
  }

  @Test
  void aLoginLiesInWhatIsKeptAndItsFilesHaveNamesOfTheirOwn() {
    for (Agent agent : agents.all()) {
      assertEquals(agent.name().equals("shell"), agent.login().isEmpty());
      List<String> files = agent.login().map(Login::files).orElse(List.of());
      assertEquals(files.size(), files.stream().map(Login::name).distinct().count());
      for (String file : files) {
        assertTrue(agent.state().stream().anyMatch(s -> file.startsWith(s + "/")), file);
      }
      agent
          .login()
          .filter(login -> !login.variable().isEmpty())
          .ifPresent(login -> assertTrue(agent.passed().contains(login.variable())));
    }
  }

  @Test
  void aKeyFillsTheFileOfALogin() {
    Login codex = agents.find("codex").flatMap(Agent::login).orElseThrow();
    assertEquals(
        Map.of("auth_mode", "apikey", "OPENAI_API_KEY", "sk-1"),
        Json.read(codex.filled("sk-1", ""), Map.class));
    Login opencode = agents.find("opencode").flatMap(Agent::login).orElseThrow();
    assertEquals(
        Map.of("openai", Map.of("type", "api", "key", "sk-{{PROVIDER}}")),
        Json.read(opencode.filled("sk-{{PROVIDER}}", "openai"), Map.class));
  }

  @Test
  void noKeyIsPassedInClear() {
    for (Agent agent : agents.all()) {
      for (String variable : agent.environment().keySet()) {
        assertTrue(!variable.matches(".*(KEY|TOKEN|SECRET|AUTH).*"), variable);
      }
    }
  }

  @Test
  void whoHasAKeyGetsFilesThatSaySoFilledIn() {
    Agent claude = agents.find("claude").orElseThrow();
    String key = "sk-ant-0123456789abcdefghijklmnop";
    String with = content(claude.seeds(Map.of("ANTHROPIC_API_KEY", key)), ".claude.json");
    String without = content(claude.seeds(Map.of()), ".claude.json");
    assertTrue(with.contains("\"" + key.substring(key.length() - 20) + "\""), with);
    assertFalse(with.contains(key), "the whole key lies in a file");
    assertFalse(without.contains("customApiKeyResponses"), without);
    Agent codex = agents.find("codex").orElseThrow();
    Map<String, String> other =
        Map.of("CODEX_API_KEY", "k", "OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
    assertTrue(
        content(codex.seeds(other), ".codex/config.toml")
            .contains("base_url = \"http://127.0.0.1:9/v1\""));
    assertTrue(
        content(codex.seeds(Map.of("CODEX_API_KEY", "k")), ".codex/config.toml")
            .contains("base_url = \"https://api.openai.com/v1\""));
  }

  @Test
  void aValueThatCouldEndItsStringCountsAsMissing() {
    Agent codex = agents.find("codex").orElseThrow();
    String hostile = "http://x/\"\nsandbox_mode = \"off";
    String seed =
        content(
            codex.seeds(Map.of("CODEX_API_KEY", "k", "OPENAI_BASE_URL", hostile)),
            ".codex/config.toml");
    assertTrue(seed.contains("base_url = \"https://api.openai.com/v1\""), seed);
  }

  private static String content(List<Agent.Seed> seeds, String path) {
    List<Agent.Seed> found = seeds.stream().filter(s -> s.path().equals(path)).toList();
    assertEquals(1, found.size(), path);
    return found.getFirst().content();
  }

  @Test
  void whatAnAgentMustReachHangsOnTheUsersKeysAndAddresses() {
    Agent opencode = agents.find("opencode").orElseThrow();
    assertFalse(opencode.hosts(Map.of()).contains("api.openai.com"));
    assertTrue(opencode.hosts(Map.of("OPENAI_API_KEY", "k")).contains("api.openai.com"));
    Agent claude = agents.find("claude").orElseThrow();
    assertTrue(claude.hosts(Map.of()).contains("api.anthropic.com"));
    Map<String, String> own =
        Map.of("ANTHROPIC_BASE_URL", "http://user:secret@model.test:8080/v1?x=@y");
    assertTrue(claude.hosts(own).contains("model.test:8080"), claude.hosts(own).toString());
    assertFalse(claude.hosts(own).toString().contains("secret"));
    Agent gemini = agents.find("gemini").orElseThrow();
    Map<String, String> vertex =
        Map.of("GOOGLE_GENAI_USE_VERTEXAI", "true", "GOOGLE_CLOUD_LOCATION", "europe-west4");
    assertTrue(gemini.hosts(vertex).contains("europe-west4-aiplatform.googleapis.com"));
    assertEquals(List.of(), agents.find("shell").orElseThrow().hosts(Map.of()));
  }

  @Test
  void anUnknownNameFindsNothingButANeighbour() {
    assertEquals(Optional.empty(), agents.find("claud"));
    assertEquals(Optional.of("claude"), agents.nearest("claud"));
    assertEquals(Optional.empty(), agents.nearest("xyz"));
  }

  @Test
  void argumentsAreProgramThenFlagsThenTheUsers() {
    Agent agent =
        Agents.read(
            "a",
            DataFile.parse(
                "a.toml", "title = \"A\"\ncommand = [\"/p\", \"q\"]\nflags = [\"--f\"]\n"),
            List.of());
    assertEquals(
        List.of("/p", "q", "--f", "x y"),
        agent.arguments(List.of("x y"), List.of(), Optional.empty()));
  }

  /// The words of each agent's record, together: what a start adds, a later start leaves out.
  @Test
  void whatWasSaidIsNotSaidAgain() {
    for (Agent agent : Agents.builtIn().all()) {
      List<String> mine = List.of("--model", "m1");
      assertEquals(mine, agent.extra(agent.arguments(mine, List.of(), Optional.empty())));
      List<List<String>> conversations = new ArrayList<>(List.of(List.of()));
      agent.conversation().ifPresent(c -> conversations.addAll(List.of(c.resume(), c.fork())));
      for (List<String> said : conversations) {
        List<String> started = agent.arguments(mine, said, Optional.of("do it --now"));
        assertEquals(mine, agent.extra(started), agent.name() + " " + said);
      }
    }
  }

  @Test
  void everyAgentThatIsInstalledTakesAPromptAndGoesOn() {
    for (Agent agent : Agents.builtIn().all()) {
      boolean installed = agent.install().isPresent();
      assertEquals(installed, !agent.prompt().isEmpty(), agent.name());
      assertEquals(installed, agent.conversation().isPresent(), agent.name());
    }
  }

  /// Whatever a program of the sandbox sends in an agent's name.
  @Test
  void aHookSaysOnlyWhatItsRecordAsksFor() {
    HookRule rule =
        new HookRule(
            "Before", StateRule.Tells.WORKING, List.of("runs {a.b}", "uses {c}", "{a.b} {c}"));
    assertEquals(
        Optional.of("runs <$1 {c}>"),
        rule.reason(Map.of("a", Map.of("b", "$1 {c}")), s -> "<" + s + ">"));
    assertEquals(Optional.of("uses x"), rule.reason(Map.of("a", List.of(1), "c", "x"), s -> s));
    Map<?, ?> none = Map.of("a", Map.of("b", 1), "c", " ");
    assertEquals(Optional.empty(), rule.reason(none, s -> s));
    assertEquals(Optional.empty(), rule.reason(Map.of(), s -> s));
  }

  /// What an agent is told to call, its record understands, and nothing else.
  @Test
  void everyHookThatIsCalledIsKnown() {
    for (String name : List.of("claude", "gemini")) {
      Agent agent = agents.find(name).orElseThrow();
      String settings = agent.flags() + " " + agent.seeds();
      List<String> called =
          Pattern.compile("agent-tui-helper hook (\\w+) ")
              .matcher(settings)
              .results()
              .map(found -> found.group(1))
              .toList();
      assertEquals(agent.hooks().stream().map(HookRule::event).toList(), called);
    }
  }
}
