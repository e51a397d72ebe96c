package agenttui.cli;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The four agents as tests start them: without an account and without a network.
final class RealAgents {
  /// Addresses where nobody answers, and keys that nobody checks.
  static final Map<String, String> VARIABLES =
      Map.of(
          "ANTHROPIC_BASE_URL", "http://127.0.0.1:9",
          "ANTHROPIC_AUTH_TOKEN", "x",
          "CODEX_API_KEY", "x",
          "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
          "GEMINI_API_KEY", "x",
          "GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:9",
          "OPENCODE_CONFIG_CONTENT",
              """
              {"model": "local/one", "small_model": "local/one", "provider": {"local": {
              "npm": "@ai-sdk/openai-compatible", "name": "Local", "models": {"one": {"name": "One"}},
              "options": {"baseURL": "http://127.0.0.1:9/v1", "apiKey": "x"}}}}\
              """
                  .replace("\n", ""));

  /// By the agent's name, a text of the first screen with the prompt.
  static final SequencedMap<String, String> MARKS = marks();

  private RealAgents() {}

  private static SequencedMap<String, String> marks() {
    SequencedMap<String, String> marks = new LinkedHashMap<>();
    marks.put("claude", "❯");
    marks.put("codex", "Ask Codex");
    marks.put("opencode", "Ask anything");
    marks.put("gemini", "Type your message");
    return marks;
  }

  /// A command line for a shell that starts an agent as its pane does.
  static String commandLine(String name) {
    Agent agent = Agents.builtIn().find(name).orElseThrow();
    List<String> words = new ArrayList<>(List.of("env"));
    agent.environment().forEach((variable, value) -> words.add(variable + "=" + value));
    words.addAll(agent.arguments(List.of(), List.of(), Optional.empty()));
    return Outer.quoted(words);
  }
}
