package agenttui.fork;

import agenttui.git.Discovery;
import agenttui.git.Git;
import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.Repository;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.store.Directories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The front door of forks: make, list, look, clean, bring back.
///
/// Thread-safe. Every call may wait for git, a sandbox or a lock: virtual threads only, never the
/// event loop. [#list] answers from memory and disk.
public final class Forks {
  /// How long a cleaned fork can be brought back.
  public static final Duration TRASH = Duration.ofDays(14);

  private final Git git;
  private final Directories directories;
  private final Grounds grounds;
  private final Journal journal;
  private final Clock clock;
  private final Ledger ledger;
  private final Looks looks = new Looks(this);
  private final Map<ForkId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /// Forks that failed and could not be removed, for their engine was down.
  private final Set<Fork> leftovers = ConcurrentHashMap.newKeySet();

  private Forks(Git git, Directories directories, Grounds grounds, Journal journal, Clock clock) {
    this.git = git;
    this.directories = directories;
    this.grounds = grounds;
    this.journal = journal;
    this.clock = clock;
    this.ledger = new Ledger(directories);
  }

  /// Opens the forks that are written down below `directories`. Call [#recover] once before others.
  public static Forks open(
      Git git, Directories directories, Grounds grounds, Journal journal, Clock clock) {
    return new Forks(git, directories, grounds, journal, clock);
  }

  /// The repository whose work tree `directory` lies in.
  public Discovery discover(Path directory) {
    return git.discover(directory);
  }

  /// The hub of a repository, made when missing.
  public Hub hub(Repository repository) {
    return Hub.open(repository, directories.state("hubs"));
  }

  /// What can be taken back in a repository.
  public History history(Repository repository) {
    return new History(directories, repository.id());
  }

  /// What the user's work tree is now, as a source.
  ///
  /// @throws ForkException when it has no commit yet
  public Source.WorkTree workTree(Repository repository, boolean includeDirty) {
    return Creation.now(repository, includeDirty);
  }

  /// Makes forks. What fails is undone; what came before it stays.
  ///
  /// @param progress one line that replaces the last
  /// @throws ForkException when not even the snapshot could be taken
  public Created create(ForkRequest request, Consumer<String> progress) {
    leftovers.removeIf(this::discarded);
    return new Creation(this, request, progress).run();
  }

  /// A fork that the request would only make again: the same commit, agent, sandbox and network,
  /// nothing done in it, and nothing of the user's to bring along. It runs afterwards.
  ///
  /// @param free whether nobody shows a fork
  /// @param progress one line that replaces the last
  public Optional<Fork> untouched(
      ForkRequest request, Predicate<Fork> free, Consumer<String> progress) {
    return new Untouched(this, request).find(free, progress);
  }

  /// The families of a repository, oldest first.
  public List<Family> families(Repository repository) {
    return ledger.families(repository.id());
  }

  /// One family.
  public Optional<Family> family(Repository repository, String id) {
    return families(repository).stream().filter(f -> f.id().equals(id)).findFirst();
  }

  /// The number that the next fork of a family gets: after all that are there, whatever their
  /// family, so that a number alone says which is meant (docs/decisions/008-fork-numbers.md).
  public int nextNumber(Repository repository, Family family) {
    int highest =
        forks(repository).stream()
            .filter(fork -> fork.state() != Fork.State.TRASHED)
            .mapToInt(fork -> fork.id().index())
            .max()
            .orElse(0);
    return Math.max(family.next(), highest + 1);
  }

  /// The forks of a repository that are neither half made nor in the trash.
  public List<Fork> ready(Repository repository) {
    return forks(repository).stream().filter(f -> f.state() == Fork.State.READY).toList();
  }

  private List<Fork> forks(Repository repository) {
    return families(repository).stream().flatMap(f -> f.forks().stream()).toList();
  }

  /// One fork, in whatever state.
  public Optional<Fork> find(Repository repository, ForkId id) {
    return forks(repository).stream().filter(f -> f.id().equals(id)).findFirst();
  }

  /// The fork whose sandbox that is (it has the fork's name), in any repository.
  public Optional<Fork> bySandbox(String sandbox) {
    return all().stream()
        .filter(f -> f.state() == Fork.State.READY && f.id().toString().equals(sandbox))
        .findFirst();
  }

  /// The fork that a sandbox was made for, in whatever state it is: one in the trash keeps its
  /// sandbox's volumes.
  public Optional<Fork> madeFor(String sandbox) {
    return all().stream().filter(f -> f.id().toString().equals(sandbox)).findFirst();
  }

  private List<Fork> all() {
    return ledger.repositories().stream()
        .flatMap(r -> ledger.families(r).stream())
        .flatMap(f -> f.forks().stream())
        .toList();
  }

  /// The id of the sandbox that a fork runs in, if it runs.
  public Optional<String> sandbox(Fork fork) {
    return grounds.find(fork).map(Ground::sandbox);
  }

  /// All ready forks with what was last learned; asks nobody.
  public List<Status> list(Repository repository) {
    List<Status> all = new ArrayList<>();
    for (Family family : families(repository)) {
      for (Fork fork : family.forks()) {
        if (fork.state() == Fork.State.READY) {
          all.add(looks.last(fork, family));
        }
      }
    }
    return all;
  }

  /// Looks into each ready fork's clone, one after the other.
  public List<Status> refresh(Repository repository) {
    return ready(repository).stream().map(f -> refresh(repository, f.id())).toList();
  }

  /// Looks into a fork's clone, and brings its new commits into the hub. A fork whose sandbox is
  /// stopped is not woken: its status says so.
  ///
  /// @throws ForkException when there is no such fork
  public Status refresh(Repository repository, ForkId id) {
    return refresh(repository, id, false);
  }

  /// As [#refresh(Repository, ForkId)]; a stopped sandbox runs for the time of the look.
  ///
  /// @throws ForkException when there is no such fork
  public Status wakeAndRefresh(Repository repository, ForkId id) {
    return refresh(repository, id, true);
  }

  private Status refresh(Repository repository, ForkId id, boolean wake) {
    ReentrantLock lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      Family family = family(repository, id.family()).orElseThrow();
      return looks.look(repository, family, require(repository, id), wake);
    } finally {
      lock.unlock();
    }
  }

  /// Does `work` in the fork's sandbox; one that is stopped runs for that time.
  <T> T awake(Repository repository, Fork fork, Function<Ground, T> work) {
    Optional<Ground> running = grounds.find(fork);
    if (running.isPresent()) {
      return work.apply(running.get());
    }
    Ground woken = grounds.revive(fork, hub(repository), _ -> {});
    try {
      return work.apply(woken);
    } finally {
      woken.stop();
    }
  }

  /// The commit that a fork is merged onto: the tip of its base branch, or its base where there is
  /// no such branch (any more).
  public ObjectId tip(Repository repository, Fork fork) {
    return fork.baseBranch().isEmpty()
        ? fork.base()
        : repository.resolve("refs/heads/" + fork.baseBranch()).orElse(fork.base());
  }

  /// Commits everything that is not committed in a fork, inside its sandbox.
  ///
  /// @throws ForkException when it cannot be done (a hook of the fork's refused)
  public Status commitAll(Repository repository, ForkId id, String message) {
    Fork fork = require(repository, id);
    return awake(
        repository,
        fork,
        ground -> {
          new Clone(fork, ground).commitAll(message);
          return refresh(repository, id);
        });
  }

  /// Says what a clean of these forks would do; looks at each of them now.
  public CleanPlan plan(Repository repository, Collection<ForkId> ids) {
    return new Cleaning(this, repository).plan(ids);
  }

  /// Cleans: archives every commit and all uncommitted work in the hub, ends the sandbox, and moves
  /// the workspace to the trash.
  ///
  /// @param force also the protected ones; else they stay
  public Cleaned clean(Repository repository, CleanPlan plan, boolean force) {
    return new Cleaning(this, repository).clean(plan, force);
  }

  /// Takes back a clean: branch, workspace and sandbox come back.
  ///
  /// @throws ForkException when one of its forks is gone from the trash
  public List<Fork> undoClean(
      Repository repository, History.Operation clean, Consumer<String> progress) {
    return new Cleaning(this, repository).undo(clean, progress);
  }

  /// After a start: what was half made when the program died is undone, what was half cleaned is
  /// finished, and what is too long in the trash is removed for good.
  ///
  /// @return one line for each thing done, raw
  public List<String> recover() {
    return recovery().get();
  }

  /// As [#recover], parted: now is decided what was left, and calling the result mends it, while
  /// new forks may be made already.
  public Supplier<List<String>> recovery() {
    List<Fork> left = all().stream().filter(f -> f.state() != Fork.State.READY).toList();
    return () -> left.stream().flatMap(fork -> recovered(fork).stream()).toList();
  }

  private Optional<String> recovered(Fork fork) {
    if (fork.state() == Fork.State.STARTING) {
      return discarded(fork)
          ? Optional.of("fork " + fork.id() + " was half made: undone")
          : Optional.empty();
    }
    try {
      grounds.find(fork).ifPresent(Ground::stop);
    } catch (RuntimeException e) {
      return Optional.empty(); // The next start tries again.
    }
    return expired(fork) && discarded(fork)
        ? Optional.of("fork " + fork.id() + " was in the trash for 14 days: removed")
        : Optional.empty();
  }

  private boolean expired(Fork fork) {
    Instant since = fork.trashedAt();
    return since != null && since.plus(TRASH).isBefore(clock.instant());
  }

  /// Removes all there is of a fork, but for its commits in the hub.
  void discard(Fork fork) {
    grounds.remove(fork);
    looks.forget(fork.id());
    for (String repository : ledger.repositories()) {
      boolean there =
          ledger.families(repository).stream().anyMatch(f -> f.id().equals(fork.id().family()));
      if (there) {
        ledger.change(repository, fork.id().family(), f -> f.minus(fork.id()));
      }
    }
  }

  /// As [#discard]; one that cannot be removed now, for its engine is down, is when the next fork
  /// is made, or by [#recover].
  ///
  /// @return whether nothing is left of it
  boolean discarded(Fork fork) {
    try {
      discard(fork);
      return true;
    } catch (RuntimeException e) {
      leftovers.add(fork);
      return false;
    }
  }

  /// The repository that a fork belongs to, if it is still where it was.
  public Optional<Repository> home(Fork fork) {
    return ledger.repositories().stream()
        .flatMap(each -> ledger.families(each).stream())
        .filter(family -> family.id().equals(fork.id().family()))
        .flatMap(family ->
            git.discover(family.workTree()) instanceof Discovery.Found found
                ? Stream.of(found.repository())
                : Stream.empty())
        .findFirst();
  }

  /// The id of a fork's sandbox, which is started again on its workspace when it was stopped.
  ///
  /// @param progress one line that replaces the last
  public String wake(Repository repository, Fork fork, Consumer<String> progress) {
    ReentrantLock lock = locks.computeIfAbsent(fork.id(), _ -> new ReentrantLock());
    lock.lock();
    try {
      return grounds
          .find(fork)
          .orElseGet(() -> grounds.revive(fork, hub(repository), progress))
          .sandbox();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the sandbox of a fork that no pane shows any more, once its commits are home; workspace
  /// and state stay.
  ///
  /// @param unused asked again right before the end
  public void rest(String sandbox, BooleanSupplier unused) {
    Optional<Fork> fork = bySandbox(sandbox);
    Optional<Repository> repository = fork.flatMap(this::home);
    if (repository.isEmpty()) {
      return;
    }
    ForkId id = fork.get().id();
    ReentrantLock lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      Optional<Ground> running = grounds.find(fork.get());
      if (running.isPresent()) {
        refresh(repository.get(), id);
        if (unused.getAsBoolean()) {
          running.get().stop();
          tell(Topic.FORK, fork.get(), "fork " + id.index() + " rests: no pane shows it");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// A ready fork.
  Fork require(Repository repository, ForkId id) {
    return find(repository, id)
        .filter(f -> f.state() == Fork.State.READY)
        .orElseThrow(() -> new ForkException("there is no fork " + id + " here"));
  }

  /// A fork's running sandbox.
  Ground ground(Fork fork) {
    return grounds
        .find(fork)
        .orElseThrow(() -> new ForkException(fork.id(), "its sandbox is stopped"));
  }

  void forget(ForkId id) {
    looks.forget(id);
  }

  /// Appends to the journal.
  void tell(Topic topic, Fork fork, String text) {
    tell(topic, fork, text, Map.of());
  }

  void tell(Topic topic, Fork fork, String text, Map<String, String> facts) {
    Map<String, String> fields = new HashMap<>(facts);
    fields.put("fork", fork.id().toString());
    fields.put("branch", fork.branch());
    journal.append(topic, "", text, fields);
  }

  Grounds grounds() {
    return grounds;
  }

  Ledger ledger() {
    return ledger;
  }

  /// The time that forks go by.
  public Clock clock() {
    return clock;
  }
}
