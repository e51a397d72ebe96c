package agenttui.command.work;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NetworkOptions;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.machine.Preparation;
import agenttui.command.screen.SessionNames;
import agenttui.command.screen.Stage;
import agenttui.config.Settings;
import agenttui.fork.Forks;
import agenttui.git.Discovery;
import agenttui.mux.Session;
import agenttui.term.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// What `agent-tui` without a verb means: show the session of the repository that the caller stands
/// in, and start it when there is none.
@CommandLine.Command(
    name = "start",
    description = "Show the session of this repository; start it when there is none.")
public final class Start implements Command {
  @CommandLine.Option(names = "--agent", paramLabel = "A", description = "The first pane's agent.")
  private String agent = "";

  @CommandLine.Option(
      names = "--sandbox",
      paramLabel = "docker|local",
      description = "Where agents run.")
  private String sandbox = "";

  @CommandLine.Mixin private NetworkOptions network = new NetworkOptions();

  @CommandLine.Option(
      names = {"-s", "--name"},
      paramLabel = "S",
      description = "The session's name (default: the repository's).")
  private @Nullable String name;

  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "[-- ARG...]",
      hideParamSyntax = true,
      description = "With --agent: further arguments for the agent.")
  private List<String> words = List.of();

  @Override
  public Outcome run(Context context) {
    if (agent.isEmpty() && !words.isEmpty()) {
      return Outcome.usage("start: arguments are the agent's: say which with --agent");
    }
    if (context.caller().client().isEmpty()) {
      return Outcome.failed("no terminal to show a session on (new-session -d starts one without)");
    }
    return switch (context.the(Forks.class).discover(context.caller().directory())) {
      case Discovery.Not not -> Outcome.failed(Printable.of(not.line()));
      case Discovery.Found found -> start(context, found.repository().workTree());
    };
  }

  private Outcome start(Context context, Path repository) {
    Optional<String> there = existing(context, repository);
    String session = there.orElse(name == null ? SessionNames.free(context, repository) : name);
    SessionNames.check(session);
    if (there.isPresent() && !words.isEmpty()) {
      return Outcome.failed(
          "session "
              + session
              + " is there already, and its agent started: fork --agent "
              + agent
              + " -- ARG... starts another");
    }
    if (there.isEmpty()) {
      Outcome made =
          first(context)
              .open(context, session, context.caller().columns(), context.caller().rows());
      if (!made.equals(Outcome.OK)) {
        return made;
      }
      if (agent.isEmpty() && !sandbox.equals("local")) {
        Preparation.offer(context, session);
      }
    }
    context.screens().attach(context.caller(), session);
    return Outcome.OK;
  }

  /// A shell in `local` where a container would have to wait for its image, else what was said.
  private FirstPane first(Context context) {
    boolean prepares =
        agent.isEmpty() && context.the(Preparation.class).begins(context, wanted(context));
    return prepares
        ? new FirstPane("shell", "local", network, List.of())
        : new FirstPane(agent, sandbox, network, words);
  }

  /// The session that ended with a server, unless another agent or place was said than it has.
  private Optional<String> ended(Context context, Path repository) {
    if (!agent.isEmpty() || !sandbox.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> session =
        name == null ? context.screens().wake(repository) : woken(context, name);
    if (session.isPresent()) {
      context.screens().greet(session.get(), "respawn-pane --all");
      // What it was making when it ended is made now.
      context.the(Preparation.class).begins(context, wanted(context));
    }
    return session;
  }

  /// Brings back the session of exactly that name: a new one would be in its place.
  private static Optional<String> woken(Context context, String name) {
    Stage stage = context.the(Stage.class);
    return stage.call(() ->
        stage.ended().stream().anyMatch(each -> each.name().equals(name))
            ? stage.wake(Optional.of(name)).map(Session::name)
            : Optional.empty());
  }

  private String wanted(Context context) {
    return sandbox.isEmpty() ? context.the(Settings.class).sandbox() : sandbox;
  }

  /// The session that is about the repository (or has the name that was said).
  private Optional<String> existing(Context context, Path repository) {
    if (name == null) {
      return context.screens().session(repository).or(() -> ended(context, repository));
    }
    return context.screens().panes().stream()
        .map(PaneFacts::session)
        .filter(name::equals)
        .findFirst()
        .or(() -> ended(context, repository));
  }
}
