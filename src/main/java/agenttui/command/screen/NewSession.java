package agenttui.command.screen;

import agenttui.command.Caller;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NetworkOptions;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.work.FirstPane;
import agenttui.term.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Starts a session: a first pane with the command after `--`, or a shell; shown on this terminal
/// unless `-d`.
@CommandLine.Command(
    name = "new-session",
    aliases = {"new"},
    description = "Start a session and show it, or with -d only start it.")
public final class NewSession implements Command {
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Option(names = "-d", description = "Do not show it.")
  private boolean detached;

  @CommandLine.Option(
      names = {"-s", "--name"},
      paramLabel = "NAME",
      description = "Its name (default: that of the directory).")
  private @Nullable String name;

  @CommandLine.Option(names = "-x", paramLabel = "COLUMNS", description = "Its width with -d.")
  private @Nullable Integer columns;

  @CommandLine.Option(names = "-y", paramLabel = "ROWS", description = "Its height with -d.")
  private @Nullable Integer rows;

  @CommandLine.Option(
      names = "--sandbox",
      paramLabel = "docker|local|none",
      description = "Where programs run.")
  private @Nullable String sandbox;

  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "CMD",
      description = "What it runs; with --agent further arguments for the agent.")
  private List<String> words = List.of();

  @CommandLine.Option(names = "--agent", paramLabel = "A", description = "The first pane's agent.")
  private String agent = "";

  @CommandLine.Mixin private NetworkOptions network = new NetworkOptions();

  @Override
  public boolean startsProgram() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    if (!Size.holds(columns) || !Size.holds(rows)) {
      return Outcome.usage("new-session: -x and -y are numbers from 1 to " + Size.LIMIT);
    }
    Caller caller = context.caller();
    if (!detached && caller.client().isEmpty()) {
      return Outcome.failed("new-session: no terminal to show it on (-d starts it without)");
    }
    String session = name == null ? SessionNames.free(context, caller.directory()) : name;
    SessionNames.check(session);
    if (change.dryRun()) {
      context.out().println("would start session " + session);
      return Outcome.OK;
    }
    int wide = detached && columns != null ? columns : caller.columns();
    int high = detached && rows != null ? rows : caller.rows();
    Outcome opened = open(context, session, wide, high);
    if (!opened.equals(Outcome.OK)) {
      return opened;
    }
    if (!detached) {
      context.screens().attach(caller, session);
    }
    return Outcome.OK;
  }

  private Outcome open(Context context, String session, int wide, int high) {
    if (!"none".equals(sandbox)) {
      return new FirstPane(agent, sandbox == null ? "" : sandbox, network, words)
          .open(context, session, wide, high);
    }
    Caller caller = context.caller();
    context
        .screens()
        .open(
            new NewPane(
                "",
                words.isEmpty() ? Shells.of("", caller) : words,
                caller.directory(),
                caller.environment(),
                Shells.name(words),
                "",
                new NewPane.Place.NewSession(session, caller.directory(), wide, high),
                true));
    return Outcome.OK;
  }
}
