package agenttui.command.work;

import agenttui.fork.Fork;
import agenttui.fork.ForkId;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.git.Head;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Refusal;
import agenttui.merge.Strategy;
import agenttui.merge.Verdict;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// The page as it opens: of these forks those are marked that have something to merge.
  Question.MergePage first(List<Fork> forks, Strategy strategy, boolean forward) {
    List<Status> statuses = here.forks().refresh(here.repository());
    Set<ForkId> empty =
        statuses.stream()
            .filter(each -> each.ahead() == 0 && each.dirty() == 0 && each.problem().isEmpty())
            .map(each -> each.fork().id())
            .collect(Collectors.toSet());
    return filled(
        forks.stream().filter(each -> !empty.contains(each.id())).toList(), strategy, forward);
  }

  /// The page with these forks marked.
  Question.MergePage page(List<Fork> marked, Strategy strategy, boolean forward) {
    here.forks().refresh(here.repository());
    return filled(marked, strategy, forward);
  }

  /// The page, from what was just looked at.
  private Question.MergePage filled(List<Fork> marked, Strategy strategy, boolean forward) {
    List<Refusal> refusals = refusals(marked, strategy, forward);
    // The trial has looked into the marked ones that rest, too.
    List<Status> statuses = here.forks().list(here.repository());
    List<Verdict> verdicts = here.merges().simulate(here.repository(), statuses);
    Set<String> chosen = marked.stream().map(f -> f.id().toString()).collect(Collectors.toSet());
    List<Question.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      boolean mark = chosen.contains(statuses.get(i).fork().id().toString());
      candidates.add(
          new Question.Candidate(ForkRows.of(List.of(verdicts.get(i))).getFirst(), mark));
    }
    MergeConflicts conflicts = new MergeConflicts(verdicts, here.repository().head());
    boolean stopped = refusals.stream().noneMatch(r -> r instanceof Refusal.Conflicts);
    if (strategy == Strategy.OCTOPUS && !refusals.isEmpty() && stopped) {
      refusals.addAll(conflicts.among(marked));
    }
    String target = target();
    return new Question.MergePage(
        title(),
        target + "your checkout is not touched" + (forward ? " unless it can move forward" : ""),
        "fork merge",
        candidates,
        STRATEGIES,
        ForkMerge.word(strategy),
        conflicts.places(refusals),
        forward(strategy),
        forward,
        ways(marked, refusals),
        reasons(refusals));
  }

  private String title() {
    return here.repository().head() instanceof Head.Branch head
        ? "Merge into " + head.name()
        : "Merge";
  }

  /// Why not: the reason, or how many of which kind.
  private static Optional<String> reasons(List<Refusal> refusals) {
    if (refusals.size() < 2) {
      return refusals.stream().map(MergePages::reason).findFirst();
    }
    long conflicts = refusals.stream().filter(r -> r instanceof Refusal.Conflicts).count();
    long files =
        refusals.stream()
            .mapToLong(r -> r instanceof Refusal.Dirty dirty ? dirty.files().size() : 0)
            .sum();
    List<String> all = new ArrayList<>();
    if (conflicts > 0) {
      all.add(Words.count(conflicts, "conflict"));
    }
    if (files > 0) {
      all.add(Words.count(files, "file") + " not committed");
    }
    refusals.stream().filter(r -> r instanceof Refusal.Other).map(Refusal::line).forEach(all::add);
    return Optional.of(String.join(", ", all));
  }

  /// Why not, in few words: files and lines stand above.
  private static String reason(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Dirty dirty ->
          "fork " + dirty.index() + " has " + Words.uncommitted(dirty.files());
      case Refusal.Conflicts conflicts ->
          "fork "
              + conflicts.index()
              + " conflicts with "
              + (conflicts.with() == 0 ? "your branch" : "fork " + conflicts.with());
      case Refusal.Other other -> other.line();
    };
  }

  /// Ways out of a refusal: each leads back to the page.
  private List<Question.Way> ways(List<Fork> marked, List<Refusal> refusals) {
    List<Question.Way> ways = new ArrayList<>();
    List<String> all = marked.stream().map(here::name).toList();
    List<Refusal.Dirty> dirty =
        refusals.stream()
            .flatMap(r -> r instanceof Refusal.Dirty d ? Stream.of(d) : Stream.of())
            .toList();
    if (!dirty.isEmpty()) {
      List<String> which = dirty.stream().map(d -> String.valueOf(d.index())).toList();
      String label = "commit the files of fork " + String.join(", ", which) + " first";
      ways.add(new Question.Way('c', label, "--commit " + String.join(" ", all)));
    }
    Set<Integer> refused = new HashSet<>();
    for (Refusal refusal : refusals) {
      if (refusal instanceof Refusal.Conflicts conflicts) {
        refused.add(conflicts.index());
      }
    }
    List<Fork> rest = marked.stream().filter(f -> !refused.contains(f.id().index())).toList();
    if (!refused.isEmpty() && !rest.isEmpty()) {
      List<String> names = rest.stream().map(here::name).toList();
      String label = "only what merges cleanly: " + String.join(", ", names);
      ways.add(new Question.Way('o', label, String.join(" ", names)));
    }
    return ways;
  }

  private String target() {
    return here.repository().head() instanceof Head.Branch head
        ? head.name() + " is " + head.commit().brief() + "; "
        : "";
  }

  /// Why it cannot be done as chosen, found out by trying without changing anything.
  private List<Refusal> refusals(List<Fork> marked, Strategy strategy, boolean forward) {
    if (marked.isEmpty()) {
      return new ArrayList<>(List.of(new Refusal.Other("mark at least one fork")));
    }
    MergeRequest request =
        new MergeRequest(marked.stream().map(Fork::id).toList(), strategy, forward, true);
    return switch (here.merges().merge(here.repository(), request, _ -> {})) {
      case MergeResult.Refused refused -> new ArrayList<>(refused.reasons());
      case MergeResult.Planned _, MergeResult.Merged _ -> new ArrayList<>();
    };
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
