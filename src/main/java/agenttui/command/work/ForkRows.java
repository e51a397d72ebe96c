package agenttui.command.work;

import agenttui.fork.Forks;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.git.Merge;
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
        .map(verdict -> row(verdict, forks.sandbox(verdict.status().fork()).isPresent()))
        .toList();
  }

  /// One row for each verdict.
  static List<Panel.ForkRow> of(List<Verdict> verdicts) {
    return verdicts.stream().map(verdict -> row(verdict, true)).toList();
  }

  /// @param running whether its sandbox runs; else what the row offers is to start it again
  private static Panel.ForkRow row(Verdict verdict, boolean running) {
    Status status = verdict.status();
    Panel.Verdict mark =
        !status.problem().isEmpty()
            ? Panel.Verdict.CHECKING
            : !verdict.withBase().isEmpty() || !verdict.withOthers().isEmpty()
                ? Panel.Verdict.CONFLICTS
                : status.ahead() == 0 || status.merged()
                    ? Panel.Verdict.NOTHING
                    : Panel.Verdict.CLEAN;
    return new Panel.ForkRow(
        status.fork().id().index(),
        status.fork().setup().agent(),
        status.ahead(),
        lines(status.facts().map(f -> f.added()).orElse(0L)),
        lines(status.facts().map(f -> f.removed()).orElse(0L)),
        status.dirty(),
        mark,
        running ? words(verdict) : "stopped",
        detail(verdict),
        (running ? "fork merge --ask " : "fork attach ") + status.fork().id());
  }

  private static int lines(long n) {
    return (int) Math.min(n, Integer.MAX_VALUE);
  }

  private static String words(Verdict verdict) {
    if (!verdict.status().problem().isEmpty()) {
      return "unknown";
    }
    if (!verdict.withBase().isEmpty()) {
      return "with " + verdict.status().fork().baseBranch();
    }
    if (!verdict.withOthers().isEmpty()) {
      List<String> numbers =
          verdict.withOthers().stream().map(o -> String.valueOf(o.index())).toList();
      return "with " + String.join(" ", numbers);
    }
    if (verdict.status().merged()) {
      return verdict.status().ahead() > 0 ? "merged" : "";
    }
    return "clean";
  }

  private static String detail(Verdict verdict) {
    Status status = verdict.status();
    if (!status.problem().isEmpty()) {
      return status.problem();
    }
    List<Merge.Conflict> conflicts =
        verdict.withBase().isEmpty()
            ? verdict.withOthers().stream().flatMap(o -> o.conflicts().stream()).toList()
            : verdict.withBase();
    if (!conflicts.isEmpty()) {
      return Words.some(conflicts.stream().map(Merge.Conflict::path).distinct().toList());
    }
    String behind =
        status.behind() > 0 ? ", " + Words.count(status.behind(), "commit") + " behind" : "";
    return status.fork().branch() + behind;
  }
}
