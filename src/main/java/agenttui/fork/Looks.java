package agenttui.fork;

import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.Repository;
import agenttui.journal.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What is learned of forks: in the clone of one that runs, else from the hub; and what was learned
/// last.
///
/// Thread-safe; [#look] waits, and its caller holds the fork's lock.
final class Looks {
  /// From this age a fork is called stale.
  private static final Duration STALE = Duration.ofDays(14);

  private final Forks forks;
  private final Map<ForkId, Status> known = new ConcurrentHashMap<>();

  Looks(Forks forks) {
    this.forks = forks;
  }

  /// What was learned last, if anything; asks nobody.
  Status last(Fork fork, Family family) {
    Status last = known.get(fork.id());
    return last != null ? last : unknown(fork, family, "not looked at yet");
  }

  void forget(ForkId id) {
    known.remove(id);
  }

  /// Looks into a fork's clone, and brings its new commits into the hub.
  ///
  /// @param wake whether a stopped sandbox runs for the time of the look; else the hub is asked
  Status look(Repository repository, Family family, Fork fork, boolean wake) {
    Status status;
    try {
      Function<Ground, Status> look = ground -> inside(repository, family, fork, ground);
      status = wake ? forks.awake(repository, fork, look) : look.apply(forks.ground(fork));
    } catch (RuntimeException e) {
      if (wake && !(e instanceof ForkException)) {
        throw e;
      }
      // Also when its engine is down: who only looks is told what the hub knows.
      String why = e instanceof ForkException said ? said.why() : String.valueOf(e.getMessage());
      status = unseen(repository, fork, family, why);
    }
    known.put(fork.id(), status);
    return status;
  }

  private Status inside(Repository repository, Family family, Fork fork, Ground ground) {
    Clone clone = new Clone(fork, ground);
    Facts facts = clone.facts();
    Hub hub = forks.hub(repository);
    Fork current =
        facts.head().map(head -> brought(repository, hub, clone, fork, head)).orElse(fork);
    ObjectId tip = forks.tip(repository, fork);
    hub.take(repository, List.of(tip));
    int behind = hub.count(current.head(), tip);
    boolean merged = repository.reaches(current.head());
    return new Status(
        current,
        family,
        Status.Standing.RUNNING,
        Optional.of(facts),
        Optional.empty(),
        behind,
        merged,
        stale(fork),
        "");
  }

  private Fork brought(Repository repository, Hub hub, Clone clone, Fork fork, ObjectId head) {
    if (head.equals(fork.head())) {
      return fork;
    }
    Map<String, ObjectId> came = clone.bring(hub, fork.id().refs(), List.of("HEAD"));
    ObjectId tip = came.getOrDefault(fork.headRef(), head);
    if (came.isEmpty()) {
      boolean back =
          head.equals(fork.base())
              || head.equals(fork.start())
              || hub.isAncestor(head, fork.start());
      if (!back) {
        throw new ForkException(fork.id(), "its head did not come");
      }
      hub.keep(fork.headRef(), head);
    }
    forks
        .ledger()
        .change(
            repository.id(),
            fork.id().family(),
            f -> f.changed(fork.id(), old -> old.withHead(tip)));
    moved(hub, fork, tip);
    return fork.withHead(tip);
  }

  /// The journal knows what was committed when nobody looked.
  private void moved(Hub hub, Fork fork, ObjectId tip) {
    int commits = hub.count(fork.head(), tip);
    if (commits == 0) {
      return;
    }
    Hub.Lines lines = hub.lines(fork.head(), tip);
    forks.tell(
        Topic.FORK,
        fork,
        "fork "
            + fork.id().index()
            + ": "
            + Words.count(commits, "commit")
            + ", +"
            + lines.added()
            + " −"
            + lines.removed(),
        Map.of(
            "step", "commits",
            "commits", Integer.toString(commits),
            "added", Long.toString(lines.added()),
            "removed", Long.toString(lines.removed())));
  }

  /// The status of a fork that cannot be looked at: what was seen last still holds while its
  /// sandbox is stopped, for nobody changes it; else what the hub knows of its commits.
  private Status unseen(Repository repository, Fork fork, Family family, String why) {
    Status.Standing standing = standing(fork);
    Optional<Facts> before =
        standing == Status.Standing.STOPPED
            ? Optional.ofNullable(known.get(fork.id())).flatMap(Status::facts)
            : Optional.empty();
    ObjectId tip = forks.tip(repository, fork);
    Hub hub = forks.hub(repository);
    hub.take(repository, List.of(tip));
    return new Status(
        fork,
        family,
        standing,
        before,
        Optional.of(commits(hub, fork)),
        hub.count(fork.head(), tip),
        repository.reaches(fork.head()),
        stale(fork),
        before.isPresent() ? "" : why);
  }

  private Status.Standing standing(Fork fork) {
    try {
      return forks.grounds().find(fork).isPresent()
          ? Status.Standing.RUNNING
          : Status.Standing.STOPPED;
    } catch (RuntimeException e) {
      return Status.Standing.UNKNOWN; // Its engine does not answer.
    }
  }

  private static Status.Commits commits(Hub hub, Fork fork) {
    Hub.Lines lines = hub.lines(fork.base(), fork.head());
    return new Status.Commits(hub.count(fork.base(), fork.head()), lines.added(), lines.removed());
  }

  private Status unknown(Fork fork, Family family, String why) {
    return new Status(
        fork,
        family,
        Status.Standing.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        0,
        false,
        stale(fork),
        why);
  }

  private boolean stale(Fork fork) {
    return fork.createdAt().plus(STALE).isBefore(forks.clock().instant());
  }
}
