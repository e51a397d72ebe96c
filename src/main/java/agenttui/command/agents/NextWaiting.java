package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.Session;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine;

/// Gives the focus to the pane that has waited longest for a person: first those that ask, then
/// those that failed, then those that are done. The focused pane is never meant.
@CommandLine.Command(
    name = "next-waiting",
    description = "Go to the pane that has waited longest for you.")
public final class NextWaiting implements Command {
  private static final Comparator<Pane> LONGEST =
      Comparator.<Pane, Activity.Kind>comparing(pane -> pane.activity().kind())
          .thenComparing(pane -> pane.activity().since())
          .thenComparingInt(Pane::number);

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Session session = stage.session(context.caller(), Optional.empty());
    Optional<Pane> focused = stage.seat(context.caller(), session).focused();
    Optional<Pane> next = longest(session, focused);
    if (next.isEmpty()) {
      return Outcome.failed(none(stage, session, focused));
    }
    stage.focus(context.caller(), next.get(), true);
    return Outcome.OK;
  }

  private static Optional<Pane> longest(Session session, Optional<Pane> but) {
    return session.panes().stream()
        .filter(pane -> pane.activity().waits() && but.filter(pane::equals).isEmpty())
        .min(LONGEST);
  }

  /// Why nothing happens, with where somebody else waits.
  private static String none(Stage stage, Session here, Optional<Pane> focused) {
    String others = focused.filter(pane -> pane.activity().waits()).isPresent() ? "other " : "";
    String elsewhere =
        stage.sessions().stream()
            .filter(each -> each != here)
            .filter(each -> longest(each, Optional.empty()).isPresent())
            .map(each -> "; session " + each.name() + " has one")
            .findFirst()
            .orElse("");
    return "no " + others + "pane waits" + elsewhere;
  }
}
