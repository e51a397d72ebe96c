package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.screen.PaneOption;
import agenttui.state.Transition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine;

/// Says what the program of a pane does, why, who says so, and what it did before.
@CommandLine.Command(
    name = "why",
    description = "Say what a pane's program does, why, since when, and what it did before.")
public final class Why implements Command {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @Override
  public Outcome run(Context context) {
    PaneFacts facts = context.screens().facts(context.caller(), pane.target());
    States.Told told = context.the(States.class).look(facts.id());
    var out = context.out();
    out.println(told.verdict().line(told.at()));
    out.println();
    out.println("since     " + time(told.verdict().since()));
    out.println("told by   " + told.verdict().source().words());
    for (int i = 0; i < told.recent().size(); i++) {
      out.println((i == 0 ? "changes   " : "          ") + line(told.recent().get(i)));
    }
    return Outcome.OK;
  }

  private static String line(Transition transition) {
    return time(transition.at()) + "  " + transition.line();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
