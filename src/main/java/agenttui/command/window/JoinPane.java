package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.Session;
import agenttui.mux.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Moves a pane beside another, usually of another window.
@CommandLine.Command(
    name = "join-pane",
    aliases = {"joinp", "move-pane", "movep"},
    description = "Move a pane beside another one, also of another window.")
public final class JoinPane implements Command {
  @CommandLine.Option(
      names = "-s",
      paramLabel = "PANE",
      description = "The pane that is moved; without it the one with the focus.")
  private @Nullable String source;

  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description = "Beside which: %%3, 2.1 (window and pane), 2. (what has the focus there).")
  private @Nullable String target;

  @CommandLine.Option(names = "-h", description = "To its right.")
  private boolean right;

  @CommandLine.Option(names = "-v", description = "Below it (default).")
  private boolean below;

  @CommandLine.Option(names = "--ask", description = "Ask into which window.")
  private boolean ask;

  @CommandLine.Option(names = "-d", description = "The focus stays.")
  private boolean stay;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    if (right && below) {
      return Outcome.usage("join-pane: -h or -v, not both");
    }
    Stage stage = context.the(Stage.class);
    Pane moved = stage.pane(context.caller(), Optional.ofNullable(source));
    Session session = stage.of(moved);
    if (ask) {
      return question(session, moved);
    }
    Pane beside = stage.pane(context.caller(), Optional.ofNullable(target));
    if (moved == beside) {
      return Outcome.failed("join-pane: a pane cannot be beside itself; -s and -t name two");
    }
    if (session.pane(beside.id()).isEmpty()) {
      return Outcome.failed("join-pane: pane " + beside.id() + " is of another session");
    }
    Axis axis = right ? Axis.SIDE_BY_SIDE : Axis.STACKED;
    Window to = session.window(beside.id()).orElseThrow();
    if (!to.canSplit(beside.id(), axis)) {
      return Outcome.failed("join-pane: no room beside pane " + beside.number());
    }
    session.move(moved, to, beside.id(), axis);
    if (!stay) {
      stage.seat(context.caller(), session).focus(moved.id());
    }
    stage.refit(session);
    return Outcome.OK;
  }

  private static Outcome question(Session session, Pane moved) {
    Window from = session.window(moved.id()).orElseThrow();
    List<Question.Option> others =
        session.windows().stream()
            .filter(window -> window != from)
            .map(window ->
                new Question.Option(
                    session.name() + ":" + window.number() + ".",
                    window.number() + ":" + window.name(),
                    window.panes().size() == 1 ? "1 pane" : window.panes().size() + " panes",
                    false))
            .toList();
    if (others.isEmpty()) {
      return Outcome.failed("join-pane: there is one window only; break-pane makes another");
    }
    return new Outcome.Ask(
        new Question.Choose(
            "Move pane " + moved.number() + " " + moved.name() + " to a window",
            "MOVE",
            List.of(),
            others,
            false,
            "join-pane -s " + moved.id(),
            "-t",
            "Move",
            new Question.Choice("Leave it here", "")));
  }
}
