package agenttui.command.machine;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.config.Settings;
import agenttui.docker.Account;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineFacts;
import agenttui.docker.EngineState;
import agenttui.store.Directories;
import agenttui.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/// Says what this installation works with: the engine and what it protects with, the network, the
/// places of its files.
@CommandLine.Command(name = "info", description = "Show the engine, the network and the paths.")
public final class InfoVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    Map<String, String> facts = new LinkedHashMap<>();
    engine(context.the(Engine.class), facts);
    Account account = Account.ofCaller();
    facts.put(
        "account",
        account.numbers() + (account.mapped() ? " (you are root: containers are not)" : ""));
    Settings settings = context.the(Settings.class);
    facts.put("sandbox", settings.sandbox());
    facts.put("network", settings.network().mode().word());
    facts.put("registry", or(settings.network().npmRegistry(), "npm's own"));
    facts.put(
        "proxy", settings.network().proxyVariables().isEmpty() ? "none" : "from your settings");
    facts.put("certificates", settings.network().ca().size() + " extra files");
    Directories directories = context.the(Directories.class);
    facts.put("config", directories.configFile().toString());
    facts.put("state", directories.state().toString());
    if (json.json()) {
      context.out().print(Json.pretty(facts));
    } else {
      facts.forEach((name, value) -> context.out().printf("%-13s %s%n", name, value));
    }
    return Outcome.OK;
  }

  private static void engine(Engine engine, Map<String, String> facts) {
    switch (engine.state()) {
      case EngineState.Absent absent -> facts.put("engine", absent.line());
      case EngineState.Down down -> facts.put("engine", down.line());
      case EngineState.Forbidden forbidden -> facts.put("engine", forbidden.line());
      case EngineState.Ready ready -> {
        try {
          EngineFacts known = engine.facts();
          facts.put(
              "engine",
              "%s %s at %s, API %s"
                  .formatted(known.product(), known.version(), ready.address(), known.api()));
          facts.put(
              "protection",
              "seccomp %s, AppArmor %s, cgroup %d"
                  .formatted(
                      known.seccomp() ? "yes" : "no",
                      known.appArmor() ? "yes" : "not active",
                      known.cgroup()));
          facts.put(
              "restart",
              known.liveRestore()
                  ? "containers outlive a restart of the engine"
                  : "a restart of the engine ends every sandbox (live-restore is off)");
        } catch (EngineException e) {
          facts.put("engine", String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static String or(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }
}
