package agenttui.server;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.docker.EngineException;
import agenttui.sandbox.SandboxException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs command lines: at once on the loop, or as a counted task when the verb may wait. Whatever
/// goes wrong becomes an outcome with one line.
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Registry registry;
  private final Loop loop;
  private final Screens screens;
  private final Doors doors;
  private final Path log;
  private final List<String> agents;

  /// @param log named to people when something unexpected goes wrong
  Commands(Registry registry, Loop loop, Screens screens, Doors doors, Path log) {
    this.registry = registry;
    this.loop = loop;
    this.screens = screens;
    this.doors = doors;
    this.log = log;
    this.agents =
        doors.find(Agents.class).map(Agents::all).orElse(List.of()).stream()
            .map(Agent::name)
            .toList();
  }

  /// Where a verb reads and writes.
  record Streams(InputStream in, PrintStream out, PrintStream err, Consumer<String> progress) {}

  /// Runs `words`; `done` hears the outcome on the loop.
  void run(List<String> words, Caller caller, Streams streams, Consumer<Outcome> done) {
    switch (parsed(words)) {
      case Registry.Parsed.Wrong wrong -> done.accept(new Outcome.Failed(2, wrong.line()));
      case Registry.Parsed.Help help -> {
        streams.out().print(help.text());
        done.accept(Outcome.OK);
      }
      case Registry.Parsed.Runs runs -> run(runs, caller, streams, done);
    }
  }

  /// Whether a command line changes nothing but what the caller's screen shows.
  boolean looks(List<String> words) {
    return parsed(words) instanceof Registry.Parsed.Runs runs && runs.command().looks();
  }

  private Registry.Parsed parsed(List<String> words) {
    try {
      return registry.parse(words, agents);
    } catch (RuntimeException | Error e) {
      LOG.error("cannot parse {}", words, e);
      return new Registry.Parsed.Wrong(
          words.getFirst() + ": an internal error: " + e.getMessage() + " (log: " + log + ")");
    }
  }

  private void run(
      Registry.Parsed.Runs runs, Caller caller, Streams streams, Consumer<Outcome> done) {
    Context context =
        new Context(
            caller, streams.out(), streams.err(), streams.in(), streams.progress(), screens, doors);
    if (runs.command().immediate()) {
      done.accept(outcome(runs.name(), runs.command(), context));
    } else {
      loop.task(
          runs.name(),
          () -> {
            Outcome outcome = outcome(runs.name(), runs.command(), context);
            loop.later(() -> done.accept(outcome));
          });
    }
  }

  private Outcome outcome(String name, Command command, Context context) {
    try {
      return command.run(context);
    } catch (CommandException e) {
      return new Outcome.Failed(e.exitCode(), name + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return unexpected(name, e);
    }
  }

  /// The exceptions of our own packages say what failed and what to do; all others are faults.
  private Outcome unexpected(String name, Throwable e) {
    LOG.warn("{} failed", name, e);
    boolean ours = e.getClass().getName().startsWith("agenttui.");
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.lines().findFirst().orElse(message);
    return new Outcome.Failed(
        exitCode(e),
        name + ": " + (ours ? line : "an internal error: " + line + " (log: " + log + ")"));
  }

  private static int exitCode(Throwable e) {
    return switch (e) {
      case EngineException engine -> engine.exitCode();
      case SandboxException sandbox -> sandbox.exitCode();
      default -> 1;
    };
  }
}
