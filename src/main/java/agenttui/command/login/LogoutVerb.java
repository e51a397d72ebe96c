package agenttui.command.login;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Question;
import agenttui.sandbox.Logins;
import agenttui.sandbox.Sandboxes;
import java.util.List;
import picocli.CommandLine;

/// Signs an agent out, in all its panes and forks. What its maker keeps of the sign-in is not
/// touched: the token itself is taken back on the maker's page.
@CommandLine.Command(
    name = "logout",
    description = "Sign an agent out in all its panes and forks: its login is removed here.")
public final class LogoutVerb implements Command {
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Parameters(paramLabel = "AGENT", description = "Which: see `login`.")
  private String name = "";

  @Override
  public Outcome run(Context context) {
    LoginRoom room = LoginRoom.of(context, name);
    Logins logins = context.the(Sandboxes.class).logins();
    boolean key = logins.given(name, room.login().variable());
    boolean files = !logins.files(room.agent()).isEmpty();
    if (!key && !files) {
      return Outcome.failed("logout: " + name + " is not signed in here");
    }
    if (change.dryRun()) {
      context.out().println("would sign " + name + " out");
      return Outcome.OK;
    }
    if (!change.yes()) {
      return new Outcome.Ask(
          new Question.Confirm(
              "Sign " + name + " out?",
              "LOGOUT",
              true,
              List.of(new Question.Fact("its login", "", "in all panes and forks")),
              "",
              List.of(),
              new Question.Choice("No", ""),
              new Question.Choice("Sign out", "logout " + name + " --yes")));
    }
    if (files) {
      room.within(LoginRoom::clear);
    }
    logins.forget(name, room.login().variable());
    context.out().println(name + " is signed out");
    return Outcome.OK;
  }
}
