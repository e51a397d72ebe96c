package agenttui.command.machine;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.docker.Engine;
import agenttui.docker.EngineState;
import agenttui.image.ToolsVolume;
import agenttui.image.ToolsVolumes;
import agenttui.store.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Lists the agents that are known, and which of them are installed. Works without an engine.
@CommandLine.Command(name = "agents", description = "List agents and their versions.")
public final class AgentsVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One row.
  ///
  /// @param name what command lines call it
  /// @param title its maker's name
  /// @param version what `setup --with NAME` installs; empty for the shell
  /// @param installed the version in the tools volume, or empty
  /// @param variables the caller's variables that it gets when they are set
  record Row(String name, String title, String version, String installed, List<String> variables) {}

  @Override
  public Outcome run(Context context) {
    Engine engine = context.the(Engine.class);
    Map<String, String> installed =
        engine.state() instanceof EngineState.Ready
            ? context.the(ToolsVolumes.class).current().map(ToolsVolume::agents).orElse(Map.of())
            : Map.of();
    List<Row> rows = context.the(Agents.class).all().stream().map(a -> row(a, installed)).toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      boolean shell = row.version().isEmpty();
      String state =
          shell
              ? "in every image"
              : row.installed().isEmpty()
                  ? "not installed (" + row.version() + ")"
                  : "installed " + row.installed();
      context.out().printf("%-10s %-14s %s%n", row.name(), row.title(), state);
    }
    return Outcome.OK;
  }

  private static Row row(Agent agent, Map<String, String> installed) {
    return new Row(
        agent.name(),
        agent.title(),
        agent.install().map(Agent.Install::version).orElse(""),
        installed.getOrDefault(agent.name(), ""),
        agent.passed());
  }
}
