package agenttui.merge;

import agenttui.fork.Fork;
import agenttui.fork.ForkException;
import agenttui.fork.ForkId;
import agenttui.fork.Forks;
import agenttui.fork.History;
import agenttui.fork.Status;
import agenttui.git.FastForward;
import agenttui.git.Hub;
import agenttui.git.Merge;
import agenttui.git.ObjectId;
import agenttui.git.RefChange;
import agenttui.git.Repository;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The front door of merges.
///
/// Thread-safe; calls wait for git, sandboxes and the hub's lock (one merge per repository at a
/// time, A-151): virtual threads only.
public final class Merges {
  /// Pairs of commits that are remembered: those of sixty forks.
  private static final int PAIRS = 4096;

  private final Forks forks;
  private final Journal journal;
  private final Clock clock;

  private final Simulations simulations = new Simulations(PAIRS);

  private Merges(Forks forks, Journal journal, Clock clock) {
    this.forks = forks;
    this.journal = journal;
    this.clock = clock;
  }

  /// Merges of these forks.
  public static Merges open(Forks forks, Journal journal, Clock clock) {
    return new Merges(forks, journal, clock);
  }

  /// How each of these forks would merge, with its base branch and with each of the others. Asks no
  /// sandbox: it takes the forks as they were last looked at.
  public List<Verdict> simulate(Repository repository, List<Status> statuses) {
    Hub hub = forks.hub(repository);
    List<Verdict> verdicts = new ArrayList<>();
    for (Status status : statuses) {
      ObjectId tip = forks.tip(repository, status.fork());
      hub.take(repository, List.of(tip));
      List<Verdict.WithOther> others = new ArrayList<>();
      for (Status other : statuses) {
        List<Merge.Conflict> conflicts =
            other.fork().id().equals(status.fork().id())
                ? List.of()
                : conflicts(hub, head(status), head(other));
        if (!conflicts.isEmpty()) {
          ForkId id = other.fork().id();
          others.add(new Verdict.WithOther(id.family(), id.index(), conflicts));
        }
      }
      verdicts.add(new Verdict(status, conflicts(hub, tip, head(status)), others));
    }
    return verdicts;
  }

  private static ObjectId head(Status status) {
    return status.fork().head();
  }

  private List<Merge.Conflict> conflicts(Hub hub, ObjectId ours, ObjectId theirs) {
    return simulations.of(ours, theirs, () -> hub.merge(ours, theirs));
  }

  /// Merges. Looks into each fork's clone first; a dirty fork, or a conflict, refuses the whole and
  /// changes nothing.
  ///
  /// @param progress one line that replaces the last
  public MergeResult merge(Repository repository, MergeRequest request, Consumer<String> progress) {
    List<Status> statuses = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    for (ForkId id : request.forks()) {
      progress.accept("looking into fork " + id.index());
      try {
        Status status = forks.wakeAndRefresh(repository, id);
        statuses.add(status);
        refusal(status).ifPresent(refusals::add);
      } catch (ForkException e) {
        refusals.add(new Refusal.Other(String.valueOf(e.getMessage())));
      }
    }
    if (!refusals.isEmpty()) {
      return new MergeResult.Refused(refusals);
    }
    if (statuses.isEmpty()) {
      return refused("nothing to merge: no fork is named");
    }
    Hub hub = forks.hub(repository);
    progress.accept("merging");
    MergeResult result =
        hub.locked(() ->
            switch (request.strategy()) {
              case NONE -> new MergeResult.Planned(List.of());
              case FETCH -> fetch(repository, hub, statuses, request.dryRun());
              case OCTOPUS ->
                  new Octopus(repository, hub, forks.tip(repository, statuses.getFirst().fork()))
                      .merge(statuses, request);
            });
    return written(repository, request, result);
  }

  private static Optional<Refusal> refusal(Status status) {
    int index = status.fork().id().index();
    if (!status.problem().isEmpty()) {
      return Optional.of(
          new Refusal.Other("fork " + index + ": merge refused: " + status.problem()));
    }
    return status
        .facts()
        .filter(facts -> !facts.dirty().isEmpty())
        .map(facts -> new Refusal.Dirty(index, facts.dirty()));
  }

  private static MergeResult fetch(
      Repository repository, Hub hub, List<Status> statuses, boolean dryRun) {
    Map<String, String> copies = new java.util.LinkedHashMap<>();
    List<String> branches = new ArrayList<>();
    for (Status status : statuses) {
      Fork fork = status.fork();
      copies.put(fork.headRef(), "refs/heads/" + fork.branch());
      branches.add(fork.branch());
    }
    if (dryRun) {
      return new MergeResult.Planned(
          copies.values().stream().map(ref -> "fetch into " + ref).toList());
    }
    return switch (repository.fetch(hub, copies)) {
      case Repository.Fetched.Refused r -> refused("fetch refused: " + r.why());
      case Repository.Fetched.Done done ->
          new MergeResult.Merged(
              Strategy.FETCH,
              branches,
              Optional.empty(),
              done.changes(),
              Optional.empty(),
              "fetched " + String.join(", ", branches));
    };
  }

  static MergeResult refused(String line) {
    return new MergeResult.Refused(List.of(new Refusal.Other(line)));
  }

  private MergeResult written(Repository repository, MergeRequest request, MergeResult result) {
    switch (result) {
      case MergeResult.Merged merged -> {
        FastForward.Moved moved =
            merged.forward().orElse(null) instanceof FastForward.Moved m ? m : null;
        if (!merged.changes().isEmpty() || moved != null) {
          forks
              .history(repository)
              .add(
                  new History.Operation(
                      0,
                      History.Kind.MERGE,
                      clock.instant(),
                      merged.line(),
                      request.forks(),
                      merged.changes(),
                      moved,
                      false));
        }
        tell(merged.line(), "merged");
      }
      case MergeResult.Refused refused -> tell(refused.reasons().getFirst().line(), "refused");
      case MergeResult.Planned _ -> {
        // Nothing happened.
      }
    }
    return result;
  }

  private void tell(String line, String outcome) {
    journal.append(Topic.MERGE, "", line, Map.of("outcome", outcome));
  }

  /// Takes back the last clean or merge of a repository. Refs move back only if nobody moved them
  /// since.
  public Undone undo(Repository repository, Consumer<String> progress) {
    Optional<History.Operation> last = forks.history(repository).last();
    if (last.isEmpty()) {
      return new Undone.Refused("nothing to undo: no merge or clean is left");
    }
    return switch (last.get().kind()) {
      case CLEAN -> undoClean(repository, last.get(), progress);
      case MERGE -> forks.hub(repository).locked(() -> undoMerge(repository, last.get()));
    };
  }

  private Undone undoClean(
      Repository repository, History.Operation clean, Consumer<String> progress) {
    try {
      List<Fork> back = forks.undoClean(repository, clean, progress);
      List<String> names = back.stream().map(f -> String.valueOf(f.id().index())).toList();
      return new Undone.Clean(back, "undone: fork " + String.join(", ", names) + " is back");
    } catch (ForkException e) {
      return new Undone.Refused("undo refused: " + e.getMessage());
    }
  }

  private Undone undoMerge(Repository repository, History.Operation merge) {
    List<RefChange> back = merge.changes().stream().map(RefChange::reversed).toList();
    List<String> checkedOut = repository.checkedOut();
    for (RefChange change : back) {
      String branch = change.ref().replaceFirst("^refs/heads/", "");
      if (checkedOut.contains(branch)) {
        return new Undone.Refused("undo refused: " + branch + " is checked out");
      }
      ObjectId now = repository.refs(change.ref()).get(change.ref());
      if (!java.util.Objects.equals(now, change.from())) {
        return new Undone.Refused("undo refused: " + branch + " has changed since");
      }
    }
    FastForward.Moved moved = merge.moved();
    if (moved != null) {
      Optional<String> why = repository.stepBack(moved);
      if (why.isPresent()) {
        return new Undone.Refused("undo refused: " + why.get());
      }
    }
    Optional<String> why = repository.update(back, "agent-tui: undo merge");
    if (why.isPresent()) {
      return new Undone.Refused("undo refused: " + why.get());
    }
    forks.history(repository).undone(merge);
    tell("undone: " + merge.text(), "undone");
    return new Undone.MergeTaken("undone: " + merge.text());
  }
}
