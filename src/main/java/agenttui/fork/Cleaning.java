package agenttui.fork;

import agenttui.fork.CleanPlan.Kind;
import agenttui.fork.CleanPlan.Protection;
import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.RefChange;
import agenttui.git.Repository;
import agenttui.journal.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Moves forks to the trash and back.
///
/// Nothing is ever deleted here: commits and uncommitted work are archived in the hub first, the
/// workspace stays until the trash expires. The order makes every crash harmless: archive, write
/// the operation down, mark as trashed, end the sandbox ([Forks#recover] ends what still runs).
final class Cleaning {
  private final Forks forks;
  private final Repository repository;

  Cleaning(Forks forks, Repository repository) {
    this.forks = forks;
    this.repository = repository;
  }

  CleanPlan plan(Collection<ForkId> ids) {
    List<CleanPlan.Item> items = new ArrayList<>();
    for (ForkId id : ids) {
      Status status = forks.wakeAndRefresh(repository, id);
      items.add(new CleanPlan.Item(status, protections(status)));
    }
    return new CleanPlan(items);
  }

  private static List<Protection> protections(Status status) {
    if (status.facts().isEmpty()) {
      return List.of(new Protection(Kind.UNKNOWN, status.problem()));
    }
    Facts facts = status.facts().get();
    List<Protection> found = new ArrayList<>();
    if (facts.head().isEmpty()) {
      found.add(new Protection(Kind.UNKNOWN, "its HEAD cannot be read"));
    }
    if (!facts.dirty().isEmpty()) {
      found.add(new Protection(Kind.DIRTY, Words.uncommitted(facts.dirty())));
    }
    if (!status.merged()) {
      String commits = Words.count(facts.ahead(), "commit");
      found.add(new Protection(Kind.AHEAD, commits + " on no branch of yours"));
    }
    for (Facts.OtherRef other : facts.others()) {
      String where = other.ref().replaceFirst("^refs/(heads/)?", "");
      found.add(
          new Protection(Kind.OTHER, Words.count(other.commits(), "commit") + " on " + where));
    }
    return found;
  }

  Cleaned clean(CleanPlan plan, boolean force) {
    List<Fork> trashed = new ArrayList<>();
    List<CleanPlan.Item> kept = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<RefChange> changes = new ArrayList<>();
    for (CleanPlan.Item item : plan.items()) {
      if (item.isProtected() && !force) {
        kept.add(item);
        continue;
      }
      try {
        archive(item);
        changes.addAll(withoutBranch(item.fork()));
        trashed.add(item.fork());
      } catch (RuntimeException e) {
        // Whatever it is, also an engine that is gone: the others are not left half cleaned.
        failed.add(e.getMessage() + ": it stays");
      }
    }
    if (!trashed.isEmpty()) {
      finish(trashed, changes);
    }
    return new Cleaned(trashed, kept, failed);
  }

  /// Brings everything home. A clone that cannot be read any more is taken as it is: it was
  /// confirmed with that fact in sight, and its workspace stays in the trash.
  private void archive(CleanPlan.Item item) {
    boolean unreadable = item.protections().stream().anyMatch(p -> p.kind() == Kind.UNKNOWN);
    if (!unreadable) {
      Hub hub = forks.hub(repository);
      forks.awake(repository, item.fork(), ground -> new Clone(item.fork(), ground).archive(hub));
    }
  }

  /// Deletes the user's copy of the fork's branch where another branch of the user's has all of it.
  private List<RefChange> withoutBranch(Fork fork) {
    String ref = "refs/heads/" + fork.branch();
    Optional<ObjectId> tip = Optional.ofNullable(repository.refs(ref).get(ref));
    if (tip.isEmpty() || repository.checkedOut().contains(fork.branch())) {
      return List.of();
    }
    Map<String, ObjectId> heads = repository.refs("refs/heads");
    boolean elsewhere =
        heads.entrySet().stream()
            .filter(e -> !e.getKey().startsWith("refs/heads/fork/"))
            .anyMatch(e -> repository.isAncestor(tip.get(), e.getValue()));
    RefChange delete = RefChange.of(ref, tip, Optional.empty());
    boolean gone = elsewhere && repository.update(List.of(delete), "agent-tui: clean").isEmpty();
    return gone ? List.of(delete) : List.of();
  }

  private void finish(List<Fork> trashed, List<RefChange> changes) {
    List<ForkId> ids = trashed.stream().map(Fork::id).toList();
    List<String> names = ids.stream().map(id -> String.valueOf(id.index())).toList();
    String text = "cleaned fork " + String.join(", ", names);
    forks
        .history(repository)
        .add(
            new History.Operation(
                0, History.Kind.CLEAN, forks.clock().instant(), text, ids, changes, null, false));
    for (Fork fork : trashed) {
      state(fork, Fork.State.TRASHED);
      forks.forget(fork.id());
    }
    for (Fork fork : trashed) {
      forks.tell(Topic.FORK, fork, "fork " + fork.id().index() + " went to the trash");
      try {
        forks.grounds().find(fork).ifPresent(Ground::stop);
      } catch (RuntimeException e) {
        String rest = " in the trash still runs, until the next start: " + e.getMessage();
        forks.tell(Topic.FORK, fork, "fork " + fork.id().index() + rest);
      }
    }
  }

  private void state(Fork fork, Fork.State state) {
    boolean trash = state == Fork.State.TRASHED;
    forks
        .ledger()
        .change(
            repository.id(),
            fork.id().family(),
            f ->
                f.changed(
                    fork.id(), old -> old.with(state, trash ? forks.clock().instant() : null)));
  }

  List<Fork> undo(History.Operation clean, Consumer<String> progress) {
    List<Fork> back = new ArrayList<>();
    for (ForkId id : clean.forks()) {
      back.add(
          forks
              .find(repository, id)
              .filter(f -> f.state() == Fork.State.TRASHED)
              .orElseThrow(
                  () -> new ForkException("fork " + id.index() + " is not in the trash any more")));
    }
    Hub hub = forks.hub(repository);
    for (Fork fork : back) {
      forks.grounds().revive(fork, hub, progress);
      state(fork, Fork.State.READY);
      forks.tell(Topic.FORK, fork, "fork " + fork.id().index() + " came back from the trash");
    }
    for (RefChange change : clean.changes()) {
      // A branch that exists again by then is the user's: it stays as it is.
      Optional<String> _ = repository.update(List.of(change.reversed()), "agent-tui: undo clean");
    }
    forks.history(repository).undone(clean);
    return back.stream().map(f -> f.with(Fork.State.READY, null)).toList();
  }
}
