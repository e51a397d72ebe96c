package agenttui.fork;

import agenttui.git.GitException;
import agenttui.git.Head;
import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.RefNames;
import agenttui.git.Repository;
import agenttui.git.Snapshot;
import agenttui.journal.Topic;
import agenttui.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One request for new forks: the snapshot once, then fork by fork.
///
/// Each fork is written down as `STARTING` before anything of it exists, so that a crash at any
/// step is undone by the next start ([Forks#recover]); a failure is undone here at once.
final class Creation {
  private final Forks forks;
  private final ForkRequest request;
  private final Consumer<String> progress;
  private final Repository repository;
  private final Hub hub;
  private final Setup setup;

  Creation(Forks forks, ForkRequest request, Consumer<String> progress) {
    this.forks = forks;
    this.request = request;
    this.progress = progress;
    this.repository = request.repository();
    this.hub = forks.hub(repository);
    this.setup = forks.grounds().settled(request.setup(), request.repository().workTree());
  }

  Created run() {
    progress.accept("taking a snapshot");
    Origin origin =
        switch (request.source()) {
          case Source.WorkTree tree -> fromTree(tree);
          case Source.Pane pane -> fromPane(pane.fork(), pane.includeDirty());
        };
    List<Fork> ready = new ArrayList<>();
    String failure = "";
    String family = origin.family();
    for (int i = 0; i < request.count() && failure.isEmpty(); i++) {
      try {
        ready.add(one(origin, family));
      } catch (ForkException | GitException | StoreException e) {
        failure = String.valueOf(e.getMessage());
      }
    }
    return new Created(ready, failure, origin.leftOut());
  }

  /// Where the forks start.
  ///
  /// @param family the family they join
  /// @param baseBranch the branch they are merged onto, or empty
  /// @param base the user's commit that they count from
  /// @param start where the branches start
  /// @param snapshot uncommitted work, if any
  /// @param leftOut what could not come along
  private record Origin(
      String family,
      String baseBranch,
      ObjectId base,
      ObjectId start,
      Optional<ObjectId> snapshot,
      List<String> leftOut) {}

  private Origin fromTree(Source.WorkTree tree) {
    Optional<Family> joined = request.family().flatMap(id -> forks.family(repository, id));
    String family = joined.map(Family::id).orElseGet(() -> newFamily(tree));
    hub.take(repository, List.of(tree.commit()));
    Optional<Snapshot> work = Optional.empty();
    if (tree.includeDirty() && repository.head().commitIfAny().equals(Optional.of(tree.commit()))) {
      String ref = RefNames.OURS + "snapshots/" + family + "/" + forks.clock().millis();
      work = hub.snapshot(repository, tree.commit(), repository.identity(), ref);
    }
    return new Origin(
        family,
        tree.branch(),
        tree.commit(),
        tree.commit(),
        work.map(Snapshot::commit),
        work.map(Snapshot::leftOut).orElse(List.of()));
  }

  private String newFamily(Source.WorkTree tree) {
    Instant now = forks.clock().instant();
    return forks
        .ledger()
        .add(
            new Family(
                Family.FORMAT,
                ForkId.newFamily(),
                repository.workTree(),
                repository.id(),
                now,
                label(tree.branch()),
                tree.branch(),
                tree.commit(),
                1,
                List.of()))
        .id();
  }

  private static String label(String branch) {
    return branch.isEmpty() ? "detached" : RefNames.label(branch);
  }

  private Origin fromPane(ForkId id, boolean includeDirty) {
    Fork source = forks.require(repository, id);
    Clone clone = new Clone(source, forks.ground(source));
    Clone.Kept kept = clone.snapshot();
    List<String> refs = new ArrayList<>(List.of("refs/agent-tui/head"));
    kept.work().ifPresent(_ -> refs.add("refs/agent-tui/snapshot"));
    Map<String, ObjectId> came = clone.bring(hub, id.refs(), refs);
    boolean known = kept.head().equals(source.base()) || kept.head().equals(source.start());
    boolean headCame = kept.head().equals(came.get(id.refs() + "agent-tui/head"));
    boolean workCame =
        kept.work().equals(Optional.ofNullable(came.get(id.refs() + "agent-tui/snapshot")));
    if (!(known || headCame) || (kept.work().isPresent() && !workCame)) {
      throw new ForkException(id, "its clone says other things than it sends");
    }
    Optional<ObjectId> work = includeDirty ? kept.work() : Optional.empty();
    return new Origin(
        id.family(), source.baseBranch(), source.base(), kept.head(), work, List.of());
  }

  private Fork one(Origin origin, String familyId) {
    Fork fork = reserve(origin, familyId);
    String step = "sandbox";
    try {
      List<ObjectId> wanted = new ArrayList<>(List.of(fork.base(), fork.start()));
      origin.snapshot().ifPresent(wanted::add);
      hub.keep(fork.headRef(), fork.start());
      Ground ground = forks.grounds().start(fork, hub, wanted, progress);
      step = "checkout";
      progress.accept("checking out");
      String hubPath = forks.grounds().hubPath(fork, hub);
      new Clone(fork, ground).checkout(repository, hubPath);
      Fork ready = fork.with(Fork.State.READY, null);
      forks.ledger().change(repository.id(), familyId, f -> f.changed(fork.id(), _ -> ready));
      forks.tell(Topic.FORK, ready, "fork " + ready.id().index() + " ready on " + ready.branch());
      return ready;
    } catch (RuntimeException e) {
      boolean removed = forks.discarded(fork);
      forks.tell(Topic.FORK, fork, "fork " + fork.id().index() + " failed at " + step);
      throw new ForkException(
          "fork "
              + fork.id().index()
              + ": "
              + step
              + (removed
                  ? " failed, nothing is left of it: "
                  : " failed, what is left of it is removed once the engine answers: ")
              + e.getMessage(),
          e);
    }
  }

  private Fork reserve(Origin origin, String familyId) {
    List<Fork> made = new ArrayList<>();
    forks
        .ledger()
        .change(
            repository.id(),
            familyId,
            family -> {
              ForkId id = new ForkId(familyId, forks.nextNumber(repository, family));
              Fork fork =
                  new Fork(
                      id,
                      "fork/" + label(origin.baseBranch()) + "/" + id,
                      setup,
                      origin.baseBranch(),
                      origin.base(),
                      origin.start(),
                      origin.snapshot().orElse(null),
                      origin.start(),
                      Fork.State.STARTING,
                      forks.clock().instant(),
                      null);
              made.add(fork);
              return family.plus(fork);
            });
    return made.getFirst();
  }

  /// The source that the work tree of `repository` is now.
  ///
  /// @throws ForkException when it has no commit yet
  static Source.WorkTree now(Repository repository, boolean includeDirty) {
    return switch (repository.head()) {
      case Head.Branch b -> new Source.WorkTree(b.name(), b.commit(), includeDirty);
      case Head.Detached d -> new Source.WorkTree("", d.commit(), includeDirty);
      case Head.Unborn u ->
          throw new ForkException(
              u.name() + " has no commit yet: make one first (git commit --allow-empty -m start)");
    };
  }
}
