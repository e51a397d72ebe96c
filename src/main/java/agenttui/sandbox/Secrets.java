package agenttui.sandbox;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.journal.Journal;
import java.util.List;
import java.util.Map;

/// The values of the user's variables that an agent's record names: keys and addresses. They reach
/// a sandbox as lines of a file that only its keeper reads, and never a log.
record Secrets(Agents agents, Map<String, String> environment, Journal journal) {
  /// `NAME=VALUE` lines; values with a line break are left out.
  String lines(String agent) {
    StringBuilder lines = new StringBuilder();
    for (String name : agents.find(agent).map(Agent::passed).orElse(List.of())) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty() && value.indexOf('\n') < 0) {
        journal.redact(value);
        lines.append(name).append('=').append(value).append('\n');
      }
    }
    return lines.toString();
  }

  /// The files that a fresh HOME starts with; some hold an address or the end of a key.
  List<Agent.Seed> seeds(String agent) {
    return agents.find(agent).map(found -> found.seeds(environment)).orElse(List.of());
  }

  /// Names nothing: the values are secrets.
  @Override
  public String toString() {
    return "Secrets";
  }
}
