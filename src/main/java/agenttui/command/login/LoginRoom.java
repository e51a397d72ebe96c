package agenttui.command.login;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.agent.Login;
import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.screen.SessionNames;
import agenttui.command.screen.Stage;
import agenttui.docker.ContainerSpec;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.sandbox.Finished;
import agenttui.sandbox.Launch;
import agenttui.sandbox.Logins;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxException;
import agenttui.sandbox.SandboxKind;
import agenttui.sandbox.Sandboxes;
import agenttui.term.Printable;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A container of an agent with its login and without a clone: where it signs in, and where its
/// login's files are written. It is there for one sign-in.
///
/// @param context the call's
/// @param agent who signs in
/// @param login how
record LoginRoom(Context context, Agent agent, Login login) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final String WRITE =
      "umask 077 && cd \"$0\" && t=$(mktemp .XXXXXX) && cat > \"$t\" && mv -f \"$t\" \"$1\"";

  private static final String CLEAR =
      "umask 077 && cd \"$0\" && for f; do touch \".$f.gone\" && rm -f \"$f\" || exit 1; done";

  /// The room of the agent that a person named.
  ///
  /// @throws CommandException when there is none, or nothing to sign in
  static LoginRoom of(Context context, String name) {
    Agents agents = context.the(Agents.class);
    Agent agent =
        agents
            .find(name)
            .orElseThrow(() ->
                new CommandException(
                    "unknown agent "
                        + Printable.of(name)
                        + agents.nearest(name).map(n -> ": did you mean " + n + "?").orElse(""),
                    2));
    return new LoginRoom(
        context,
        agent,
        agent
            .login()
            .orElseThrow(() -> new CommandException(name + " has nothing to sign in to", 2)));
  }

  private Sandboxes sandboxes() {
    return context.the(Sandboxes.class);
  }

  private String id() {
    return "login-" + agent.name();
  }

  /// Opens the agent's own sign-in in a pane and waits until it has ended; its exit code is ours.
  Outcome signIn() {
    Caller caller = context.caller();
    boolean beside = caller.onScreen() || caller.pane().isPresent();
    if (!beside && caller.client().isEmpty()) {
      return Outcome.failed("login: no terminal to show it on: --key reads a key, --import copies");
    }
    return within(room -> {
      String session = SessionNames.free(context, Path.of(id()));
      NewPane.Place place =
          beside
              ? new NewPane.Place.Beside(caller.pane(), true, caller.onScreen())
              : new NewPane.Place.Alone(
                  new NewPane.Place.NewSession(
                      session, Path.of("/"), caller.columns(), caller.rows()));
      String pane = context.screens().open(pane(place));
      if (!beside) {
        context.screens().attach(caller, session);
      }
      return new Outcome.Done(exit(PaneId.of(pane).orElseThrow()));
    });
  }

  private NewPane pane(NewPane.Place place) {
    List<String> words = new ArrayList<>(agent.command());
    words.addAll(login.command().isEmpty() ? agent.flags() : login.command());
    Path somewhere = Path.of(ContainerSpec.HOME);
    return new NewPane(id(), words, somewhere, agent.environment(), id(), "", place, true);
  }

  /// The exit code of the sign-in, 1 when its pane was closed. That tells nobody, so it is looked
  /// for now and then.
  private int exit(PaneId pane) {
    Optional<Integer> code = Optional.empty();
    while (code.isEmpty()) {
      code = exitWithinMoments(pane);
    }
    return code.get();
  }

  private Optional<Integer> exitWithinMoments(PaneId pane) {
    try {
      return Optional.of(
          context
              .the(Stage.class)
              .when(
                  pane,
                  LOOK,
                  it ->
                      it.state() instanceof PaneState.Exited exited
                          ? Optional.of(exited.code())
                          : Optional.empty())
              .join());
    } catch (CancellationException e) {
      return Optional.empty(); // It goes on.
    } catch (CompletionException e) {
      return Optional.of(1);
    }
  }

  /// Does something in the room, which is made before and removed after it.
  ///
  /// @throws CommandException when somebody is in it
  <T> T within(Function<LoginRoom, T> work) {
    Sandboxes all = sandboxes();
    SandboxKind kind = all.choose("docker");
    boolean busy =
        context.screens().panes().stream()
            .anyMatch(pane -> pane.sandbox().equals(id()) && pane.exit() < 0);
    if (busy) {
      throw new CommandException(agent.name() + " is being signed in: see the pane " + id());
    }
    all.remove(id()); // What a sign-in left that was cut off.
    all.start(
        new Launch(id(), kind, agent.name(), all.network(""), "", Path.of("/"), Set.of()),
        context.progress());
    try {
      T result = work.apply(this);
      context
          .the(Journal.class)
          .append(Topic.SANDBOX, "", agent.name() + ": login changed", Map.of());
      return result;
    } finally {
      all.remove(id());
    }
  }

  private Sandbox sandbox() {
    return sandboxes().find(id()).orElseThrow(() -> new SandboxException(sandboxes().fate(id())));
  }

  /// Replaces a file of the login, whole.
  ///
  /// @param file as the agent's record names it
  /// @param content gets what is there (nothing: no bytes) and gives what is to be; at most 128 KiB
  LoginRoom write(String file, UnaryOperator<byte[]> content) {
    String name = Login.name(file);
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    Finished read =
        sandbox().finish(List.of("cat", Logins.PLACE + "/" + name), "/", Map.of(), old, PATIENCE);
    byte[] text = content.apply(read.ok() ? old.toByteArray() : new byte[0]);
    done(sandbox().fed(List.of("sh", "-c", WRITE, Logins.PLACE, name), text, PATIENCE));
    return this;
  }

  /// Removes all files of the login; no older one comes back.
  LoginRoom clear() {
    List<String> line = new ArrayList<>(List.of("sh", "-c", CLEAR, Logins.PLACE));
    login.files().forEach(file -> line.add(Login.name(file)));
    done(sandbox().fed(line, new byte[0], PATIENCE));
    return this;
  }

  private void done(Finished finished) {
    if (!finished.ok()) {
      throw new SandboxException(
          "the login of " + agent.name() + " cannot be written: " + finished.complaint().strip());
    }
  }

  /// Keeps a key on this machine for the agent's variable.
  void give(String variable, String secret) {
    sandboxes().logins().give(agent.name(), variable, secret);
  }
}
