package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.docker.ContainerSpec;
import agenttui.keeper.Run;
import agenttui.sandbox.Finished;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.Sandboxes;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What was said between a person and an agent: whether there is such a thing in a sandbox, and how
/// an agent goes on with it there, or in another one. Waits for programs in sandboxes.
final class Conversations {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Conversations() {}

  /// The arguments with which a fork's agent goes on with its own last conversation; none when
  /// there is none, or no way to go on with it.
  static List<String> resumed(Context context, String sandbox, Agent agent) {
    Optional<Agent.Conversation> recipe = agent.conversation();
    Optional<Sandbox> its = recipe.flatMap(_ -> found(context, sandbox));
    return its.isPresent() && there(its.get(), recipe.orElseThrow())
        ? recipe.orElseThrow().resume()
        : List.of();
  }

  /// Copies the last conversation from a sandbox to a fork of it, when both have the same agent.
  ///
  /// @param from the parent's sandbox
  /// @param to the fork's sandbox
  /// @return the arguments with which the fork's agent goes on with it; none when there is none
  /// @throws CommandException with half a line why it does not come along
  static List<String> carried(Context context, String from, String to, Agent agent) {
    Optional<Sandbox> parent = found(context, from);
    Optional<Sandbox> child = found(context, to);
    Optional<Agent> said = parent.flatMap(p -> context.the(Agents.class).find(p.agent()));
    Optional<Agent.Conversation> recipe = said.flatMap(Agent::conversation);
    if (child.isEmpty() || recipe.isEmpty() || !there(parent.orElseThrow(), recipe.get())) {
      return List.of();
    }
    if (!said.orElseThrow().name().equals(agent.name())) {
      throw new CommandException(
          agent.name() + " does not know what was said to " + said.orElseThrow().name());
    }
    copy(parent.orElseThrow(), child.get(), recipe.get());
    return recipe.get().fork();
  }

  private static Optional<Sandbox> found(Context context, String id) {
    return context.doors().find(Sandboxes.class).flatMap(all -> all.find(id));
  }

  private static boolean there(Sandbox sandbox, Agent.Conversation recipe) {
    String line = "cd && set -- " + recipe.there() + " && [ -e \"$1\" ]";
    return shell(sandbox, line, OutputStream.nullOutputStream()).code() == 0;
  }

  private static Finished shell(Sandbox sandbox, String line, OutputStream out) {
    return sandbox.finish(List.of("sh", "-c", line), Sandbox.WORKSPACE, Map.of(), out, LIMIT);
  }

  private static void copy(Sandbox from, Sandbox to, Agent.Conversation recipe) {
    List<String> unpack = List.of("tar", "-xf", "-", "-C", ContainerSpec.HOME);
    try (Run put = to.run(unpack, Sandbox.WORKSPACE, Map.of())) {
      Finished taken;
      try (OutputStream in = put.stdin()) {
        taken = shell(from, "cd && " + recipe.take(), in);
      }
      int code = put.exit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).shellCode();
      if (taken.code() != 0 || code != 0) {
        throw new CommandException(
            "what was said before could not be copied: "
                + (taken.complaint().isEmpty() ? "tar ended with " + code : taken.complaint()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("cancelled");
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new CommandException("what was said before could not be copied: " + e.getMessage());
    }
  }
}
