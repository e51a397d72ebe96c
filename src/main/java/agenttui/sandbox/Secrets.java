package agenttui.sandbox;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.config.Keys;
import agenttui.journal.Journal;
import agenttui.process.Exit;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import agenttui.store.AtomicFile;
import agenttui.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The values of the user's variables that an agent's record names: keys and addresses. They reach
/// a sandbox as lines of a file that only its keeper reads, and never a log.
///
/// A value is the first that is there: that of the environment, of a file or of a command that the
/// user's configuration names, of a key that was given to `agent-tui login`.
///
/// @param environment the user's variables
/// @param keys the configuration's files and commands
/// @param directory has a file for each key that was given, for one agent alone
record Secrets(
    Agents agents, Map<String, String> environment, Keys keys, Path directory, Journal journal) {
  /// A person may have to unlock a store of keys on the screen of this machine.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// The user's variables with all that the agent is to get. Waits for the commands of its keys.
  ///
  /// @throws SandboxException when a file or a command gives no key
  Map<String, String> variables(String agent) {
    Map<String, String> all = new HashMap<>(environment);
    for (String name : agents.find(agent).map(Agent::passed).orElse(List.of())) {
      if (all.getOrDefault(name, "").isEmpty()) {
        value(agent, name).ifPresent(value -> all.put(name, value));
      }
    }
    return all;
  }

  /// Where a key is that was given for an agent's variable.
  Path given(String agent, String name) {
    return directory.resolve(agent + "." + name);
  }

  /// The names of its variables that have a value from somewhere and hold a key, by their names.
  /// Runs nothing.
  Set<String> keysOf(Agent agent) {
    return agent.passed().stream()
        .filter(name -> name.matches(".*_(KEY|TOKEN)"))
        .filter(name ->
            !environment.getOrDefault(name, "").isEmpty()
                || keys.names().contains(name)
                || Files.exists(given(agent.name(), name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<String> value(String agent, String name) {
    if (keys.files().containsKey(name)) {
      return Optional.of(read(name, keys.files().getOrDefault(name, "")));
    }
    if (keys.commands().containsKey(name)) {
      return Optional.of(printed(name, keys.commands().getOrDefault(name, "")));
    }
    return AtomicFile.read(given(agent, name)).map(bytes -> line(name, "login", bytes));
  }

  private String read(String name, String file) {
    String from = "login.key_file";
    try {
      return line(
          name,
          from,
          AtomicFile.read(Path.of(file))
              .orElseThrow(
                  () -> new SandboxException(from + " of " + name + ": there is no file " + file)));
    } catch (StoreException e) {
      throw new SandboxException(from + " of " + name + ": " + e.getMessage(), e);
    }
  }

  private String printed(String name, String command) {
    String from = "login.key_command";
    try {
      Exit exit =
          Program.of("/bin/sh", "-c", command).inherited().env(environment).timeout(PATIENCE).run();
      if (!exit.ok()) {
        throw new SandboxException(from + " of " + name + " failed: " + exit.complaint());
      }
      return line(name, from, exit.out());
    } catch (ProcessException e) {
      throw new SandboxException(from + " of " + name + ": " + e.getMessage(), e);
    }
  }

  /// One line, without its end; from now on no entry of the journal holds it.
  private String line(String name, String from, byte[] bytes) {
    String value = new String(bytes, StandardCharsets.UTF_8).strip();
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      throw new SandboxException(from + " of " + name + ": a key is one line of text");
    }
    journal.redact(value);
    return value;
  }

  /// `NAME=VALUE` lines; values with a line break are left out.
  ///
  /// @param variables what [#variables] gave
  String lines(String agent, Map<String, String> variables) {
    StringBuilder lines = new StringBuilder();
    for (String name : agents.find(agent).map(Agent::passed).orElse(List.of())) {
      String value = variables.getOrDefault(name, "");
      if (!value.isEmpty() && value.indexOf('\n') < 0) {
        journal.redact(value);
        lines.append(name).append('=').append(value).append('\n');
      }
    }
    return lines.toString();
  }

  /// The files that a fresh HOME starts with; some hold an address or the end of a key.
  ///
  /// @param variables what [#variables] gave
  List<Agent.Seed> seeds(String agent, Map<String, String> variables) {
    return agents.find(agent).map(found -> found.seeds(variables)).orElse(List.of());
  }

  /// Names nothing: the values are secrets.
  @Override
  public String toString() {
    return "Secrets";
  }
}
