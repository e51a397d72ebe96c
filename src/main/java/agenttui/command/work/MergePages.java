package agenttui.command.work;

import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.git.Head;
import agenttui.git.Merge;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Refusal;
import agenttui.merge.Strategy;
import agenttui.merge.Verdict;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Fills the merge page: every mark or tick asks for a new one.
final class MergePages {
  private static final List<Question.Strategy> STRATEGIES =
      List.of(
          new Question.Strategy("fetch", "each fork's branch comes under its own name"),
          new Question.Strategy("octopus", "one merge commit on a branch of its own"));

  private final Here here;

  MergePages(Here here) {
    this.here = here;
  }

  Question.MergePage page(List<Fork> marked, Strategy strategy, boolean forward) {
    List<Status> statuses = here.forks().refresh(here.repository());
    List<Verdict> verdicts = here.merges().simulate(here.repository(), statuses);
    Set<String> chosen = marked.stream().map(f -> f.id().toString()).collect(Collectors.toSet());
    List<Question.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      boolean mark = chosen.contains(statuses.get(i).fork().id().toString());
      candidates.add(
          new Question.Candidate(ForkRows.of(List.of(verdicts.get(i))).getFirst(), mark));
    }
    List<Refusal> refusals = refusals(marked, strategy, forward);
    String target = target();
    return new Question.MergePage(
        "Merge",
        target + "your checkout is not touched" + (forward ? " unless it can move forward" : ""),
        "fork merge",
        candidates,
        STRATEGIES,
        ForkMerge.word(strategy),
        conflicts(refusals, statuses),
        forward(strategy),
        forward,
        refusals.stream().map(Refusal::line).findFirst());
  }

  private String target() {
    return here.repository().head() instanceof Head.Branch head
        ? head.name() + " is " + head.commit().brief() + "; "
        : "";
  }

  /// Why it cannot be done as chosen, found out by trying without changing anything.
  private List<Refusal> refusals(List<Fork> marked, Strategy strategy, boolean forward) {
    if (marked.isEmpty()) {
      return List.of(new Refusal.Other("mark at least one fork"));
    }
    MergeRequest request =
        new MergeRequest(marked.stream().map(Fork::id).toList(), strategy, forward, true);
    return switch (here.merges().merge(here.repository(), request, _ -> {})) {
      case MergeResult.Refused refused -> refused.reasons();
      case MergeResult.Planned _, MergeResult.Merged _ -> List.of();
    };
  }

  private static List<Question.Conflict> conflicts(List<Refusal> refusals, List<Status> statuses) {
    List<Question.Conflict> all = new ArrayList<>();
    for (Refusal refusal : refusals) {
      if (refusal instanceof Refusal.Conflicts found) {
        String first = found.with() == 0 ? "your branch" : name(found.with(), statuses);
        String who = first + " and " + name(found.index(), statuses) + " both changed them";
        found.conflicts().forEach(c -> all.add(new Question.Conflict(c.path(), lines(c), who)));
      }
    }
    return all;
  }

  private static String name(int index, List<Status> statuses) {
    return statuses.stream()
        .map(Status::fork)
        .filter(f -> f.id().index() == index)
        .map(f -> index + " " + f.setup().agent())
        .findFirst()
        .orElse("fork " + index);
  }

  private static String lines(Merge.Conflict conflict) {
    if (conflict.places().isEmpty()) {
      return conflict.kind();
    }
    List<String> each = conflict.places().stream().map(p -> ForkJson.lines(p.theirs())).toList();
    boolean one = each.size() == 1 && !each.getFirst().contains("-");
    return (one ? "line " : "lines ") + Words.some(each);
  }

  private Question.FastForward forward(Strategy strategy) {
    if (!(here.repository().head() instanceof Head.Branch head)) {
      return new Question.FastForward(
          "move your branch to the result", Optional.of("no branch is checked out"));
    }
    String label = "move " + head.name() + " to the result";
    if (strategy != Strategy.OCTOPUS) {
      return new Question.FastForward(label, Optional.of("fetch makes no result to move to"));
    }
    int dirty = here.repository().changes().tracked().size();
    return new Question.FastForward(
        label,
        dirty == 0
            ? Optional.empty()
            : Optional.of(head.name() + " has " + Words.count(dirty, "uncommitted file")));
  }
}
