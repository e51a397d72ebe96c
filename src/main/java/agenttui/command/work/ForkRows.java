package agenttui.command.work;

import agenttui.fork.Forks;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.git.Repository;
import agenttui.merge.Merges;
import agenttui.merge.Verdict;
import agenttui.mux.Panel;
import java.util.List;

/// The rows of the panel's FORKS section.
public final class ForkRows {
  private ForkRows() {}

  /// Looks into every fork of the repository and gives its rows. Waits: not on the loop.
  public static List<Panel.ForkRow> refreshed(Forks forks, Merges merges, Repository repository) {
    return merges.simulate(repository, forks.refresh(repository)).stream()
        .map(ForkRows::inPanel)
        .toList();
  }

  /// One row for each verdict, for a page: what it offers there is to be merged.
  static List<Panel.ForkRow> of(List<Verdict> verdicts) {
    return verdicts.stream().map(verdict -> row(verdict, mark(verdict), words(verdict))).toList();
  }

  /// A fork that does not run says so, unless it conflicts.
  private static Panel.ForkRow inPanel(Verdict verdict) {
    Panel.Verdict mark = mark(verdict);
    boolean says = mark == Panel.Verdict.CONFLICTS;
    return switch (verdict.status().standing()) {
      case RUNNING -> row(verdict, mark, words(verdict));
      case STOPPED ->
          row(verdict, says ? mark : Panel.Verdict.NOTHING, says ? words(verdict) : "stopped");
      case UNKNOWN ->
          row(verdict, says ? mark : Panel.Verdict.CHECKING, says ? words(verdict) : "unknown");
    };
  }

  private static Panel.Verdict mark(Verdict verdict) {
    Status status = verdict.status();
    if (verdict.conflicts()) {
      return Panel.Verdict.CONFLICTS;
    }
    if (!status.isCounted()) {
      return Panel.Verdict.CHECKING;
    }
    return status.ahead() == 0 || status.merged() ? Panel.Verdict.NOTHING : Panel.Verdict.CLEAN;
  }

  /// What Enter does in the panel: a fork that does not run is started again.
  private static Panel.ForkRow row(Verdict verdict, Panel.Verdict mark, String words) {
    Status status = verdict.status();
    boolean running = status.standing() == Status.Standing.RUNNING;
    return new Panel.ForkRow(
        status.fork().id().index(),
        status.fork().setup().agent(),
        status.fork().branch(),
        status.ahead(),
        lines(status.added()),
        lines(status.removed()),
        status.facts().isPresent() ? status.dirty() : Panel.ForkRow.NOT_KNOWN,
        mark,
        words,
        detail(verdict),
        (running ? "fork merge --ask " : "fork attach ") + status.fork().id());
  }

  private static int lines(long n) {
    return (int) Math.min(n, Integer.MAX_VALUE);
  }

  private static String words(Verdict verdict) {
    if (verdict.conflicts()) {
      return verdict.opponents();
    }
    boolean untouched = verdict.status().isCounted() && verdict.status().ahead() == 0;
    return untouched && verdict.status().merged() ? "" : verdict.words();
  }

  private static String detail(Verdict verdict) {
    Status status = verdict.status();
    if (!status.isCounted()) {
      return status.problem();
    }
    List<String> paths = verdict.conflictPaths();
    if (!paths.isEmpty()) {
      return Words.some(paths);
    }
    String behind =
        status.behind() > 0 ? ", " + Words.count(status.behind(), "commit") + " behind" : "";
    return status.fork().branch() + behind;
  }
}
