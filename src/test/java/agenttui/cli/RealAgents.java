package agenttui.cli;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.model.Pointed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The four agents as tests start them: without an account and without a network.
final class RealAgents {
  /// Addresses where nobody answers, and keys that nobody checks.
  static final Map<String, String> VARIABLES = Pointed.at("http://127.0.0.1:9");

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
