package agenttui.command.machine;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.docker.Engine;
import agenttui.image.ImageChain;
import agenttui.image.Progress;
import agenttui.image.ToolsVolume;
import agenttui.image.ToolsVolumes;
import agenttui.mux.Question;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/// Makes what sandboxes need: the foundation image and the tools volume with node and agents.
@CommandLine.Command(
    name = "setup",
    description = "Make the images and install agents, for sandboxes of the container engine.")
public final class Setup implements Command {
  @CommandLine.Option(
      names = "--with",
      split = ",",
      paramLabel = "AGENT[=VERSION]",
      description = "Install these agents besides those that are there. May be repeated.")
  private List<String> with = new ArrayList<>();

  @CommandLine.Option(names = "--ask", description = "Ask which agents to install.")
  private boolean ask;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    Agents agents = context.the(Agents.class);
    List<Agent> wanted = new ArrayList<>();
    for (String word : with) {
      Optional<Agent> agent = understood(agents, word);
      if (agent.isEmpty()) {
        return unknown(agents, word);
      }
      wanted.add(agent.get());
    }
    Engine engine = context.the(Engine.class);
    return EngineNeeded.by(engine, () -> set(context, agents, wanted));
  }

  /// The agent that `NAME` or `NAME=VERSION` means; empty when there is none to install.
  private static Optional<Agent> understood(Agents agents, String word) {
    String[] parts = word.split("=", 2);
    if (parts.length == 2 && !parts[1].matches("[0-9][0-9A-Za-z.+-]*")) {
      return Optional.empty();
    }
    return agents
        .find(parts[0])
        .filter(a -> a.install().isPresent())
        .map(a -> parts.length == 2 ? a.version(parts[1]) : a);
  }

  private static Outcome unknown(Agents agents, String word) {
    String name = word.split("=", 2)[0];
    String known =
        agents.all().stream()
            .filter(a -> a.install().isPresent())
            .map(Agent::name)
            .collect(Collectors.joining(", "));
    boolean version = agents.find(name).filter(a -> a.install().isPresent()).isPresent();
    return Outcome.usage(
        version
            ? "setup: '" + word + "' names no exact version: --with " + name + "=1.2.3"
            : "setup: unknown agent '" + name + "': there are " + known);
  }

  private Outcome set(Context context, Agents agents, List<Agent> wanted) {
    ImageChain chain = context.the(ImageChain.class);
    ToolsVolumes tools = context.the(ToolsVolumes.class);
    Optional<ToolsVolume> current = tools.current();
    Map<String, String> present = current.map(ToolsVolume::agents).orElse(Map.of());
    if (ask) {
      return new Outcome.Ask(question(agents, present));
    }
    List<String> steps = steps(chain, wanted, present);
    if (change.dryRun()) {
      context.out().println(steps.isEmpty() ? "change nothing" : String.join(", ", steps));
      return Outcome.OK;
    }
    if (steps.isEmpty() && current.isPresent()) {
      return ready(context, current.get());
    }
    if (!context.caller().interactive() && !change.yes()) {
      return Outcome.failed("setup would " + String.join(", ", steps) + ": say --yes");
    }
    Progress progress = Progress.to(context.progress(), InstantSource.system());
    chain.foundation(progress);
    ToolsVolume done = tools.install(wanted, progress);
    chain.networkFiles();
    return ready(context, done);
  }

  private static Outcome ready(Context context, ToolsVolume tools) {
    context.out().println("ready: " + tools.words());
    return Outcome.OK;
  }

  private static List<String> steps(
      ImageChain chain, List<Agent> wanted, Map<String, String> present) {
    List<String> steps = new ArrayList<>();
    if (chain.foundation().isEmpty()) {
      steps.add("make the foundation image (about 320 MB)");
    }
    for (Agent agent : wanted) {
      String version = agent.install().orElseThrow().version();
      if (!version.equals(present.get(agent.name()))) {
        steps.add("install " + agent.name() + " " + version + " (100 to 400 MB)");
      }
    }
    return steps;
  }

  private static Question question(Agents agents, Map<String, String> present) {
    List<Question.Option> options =
        agents.all().stream()
            .filter(a -> a.install().isPresent())
            .map(a -> option(a, present))
            .toList();
    return new Question.Choose(
        "Install agents",
        "SETUP",
        List.of(
            "Each is fetched from the npm registry into a volume that sandboxes only read.",
            "The first time the foundation image is made too."),
        options,
        true,
        "setup --yes",
        "--with",
        "Install",
        new Question.Choice("Not now", ""));
  }

  private static Question.Option option(Agent agent, Map<String, String> present) {
    String version = agent.install().orElseThrow().version();
    String has = present.get(agent.name());
    String note = has == null ? version : has.equals(version) ? "installed" : has + " → " + version;
    return new Question.Option(agent.name(), agent.title(), note, has != null);
  }
}
