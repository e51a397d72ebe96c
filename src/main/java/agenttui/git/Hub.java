package agenttui.git;

import agenttui.process.Exit;
import agenttui.store.KernelLock;
import agenttui.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Our bare repository beside one of the user's, in the state directory.
///
/// Exactly the wanted commits are fetched *into* it from the user's repository; forks read its
/// objects (a read-only mount or a mirror volume); what agents commit comes *back* into it as
/// bundles, checked like mail from a stranger. Merges are computed in it. It is never collected or
/// pruned while forks live. All its refs lie below [RefNames#OURS].
///
/// Thread-safe: git's own locks order writers, refs move by compare-and-swap, and [#locked]
/// serialises what takes several steps.
public final class Hub {
  private final Git git;
  private final Path home;
  private final Git.Call call;

  private Hub(Git git, Path home) {
    this.git = git;
    this.home = home;
    this.call = git.hub(home.resolve("hub.git"));
  }

  /// The hub of `repository` below `hubs`, made when missing.
  ///
  /// @param hubs an existing directory of ours alone
  /// @throws GitException when it cannot be made
  /// @throws StoreException when the disk refuses
  public static Hub open(Repository repository, Path hubs) {
    Path home = hubs.resolve(repository.id());
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new StoreException("cannot make " + home + ": " + e, e);
    }
    Hub hub = new Hub(repository.git(), home);
    return hub.locked(() -> {
      if (!Files.exists(hub.path())) {
        hub.make(repository.objectFormat());
      }
      return hub;
    });
  }

  /// The hub of the repository with that [Repository#id], if it was ever made.
  public static Optional<Hub> existing(Git git, Path hubs, String id) {
    Hub hub = new Hub(git, hubs.resolve(id));
    return Files.exists(hub.path()) ? Optional.of(hub) : Optional.empty();
  }

  private void make(String objectFormat) {
    Path half = home.resolve("half-made");
    Scratch.remove(half);
    Git.Call there = git.hub(half);
    git.user(home)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .text(
            "init",
            "--quiet",
            "--bare",
            "--template=",
            "--initial-branch=none",
            "--object-format=" + objectFormat,
            "--",
            half.toString());
    for (String setting :
        List.of("gc.auto=0", "core.logAllRefUpdates=false", "gc.pruneExpire=never")) {
      String[] pair = setting.split("=", 2);
      there.text("config", pair[0], pair[1]);
    }
    try {
      Files.move(half, path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreException("cannot make " + path() + ": " + e, e);
    }
  }

  /// The bare repository's directory.
  public Path path() {
    return home.resolve("hub.git");
  }

  /// The name of the repository that it is the hub of ([Repository#id]).
  public String id() {
    return home.getFileName().toString();
  }

  /// Does `work` while nobody else, in this process or another, is inside `locked` of this hub. Not
  /// reentrant.
  public <T> T locked(Supplier<T> work) {
    try (KernelLock _ = KernelLock.acquire(home.resolve("lock"))) {
      return work.get();
    }
  }

  /// Brings commits of the user's repository here, with their history and nothing else: no tag, no
  /// dropped commit, no stash. Each gets a ref below `refs/agent-tui/bases/`.
  ///
  /// @throws GitException when git cannot (a partial clone, a full disk)
  public void take(Repository from, Collection<ObjectId> commits) {
    List<ObjectId> missing =
        commits.stream().distinct().filter(id -> !holds(base(id), id)).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fetch",
                "--quiet",
                "--no-tags",
                "--update-shallow",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--no-recurse-submodules",
                "--end-of-options",
                from.commonDir().toString()));
    missing.forEach(id -> arguments.add("+" + id.hex() + ":" + base(id)));
    Git.Call reading = call.with("protocol.file.allow=always").with("transfer.fsckObjects=false");
    reading.checked(reading.tryRun(arguments.toArray(String[]::new)), "fetch");
  }

  private static String base(ObjectId id) {
    return RefNames.OURS + "bases/" + id.hex();
  }

  private boolean holds(String ref, ObjectId id) {
    return resolve(ref).equals(Optional.of(id));
  }

  /// The uncommitted work of the user's work tree as a commit, here and not in the user's
  /// repository, whose refs, index, objects and files stay as they are.
  ///
  /// @param base what is checked out; it is taken too
  /// @param by who the commit is by
  /// @param ref where it is kept here; below [RefNames#OURS]
  /// @return nothing when everything is committed
  /// @throws GitException when git cannot
  public Optional<Snapshot> snapshot(Repository from, ObjectId base, Identity by, String ref) {
    take(from, List.of(base));
    return new WorkTreeSnapshot(this, from).take(base, by, ref);
  }

  /// Takes a bundle that came out of a sandbox: its objects are checked (`--strict`), its history
  /// must be complete, and only then refs move. `git fetch` of a bundle would check neither in the
  /// versions up to 2.46 (tried: a tree with `.git` in it came in).
  ///
  /// @param bundle the file, not larger than `limit` bytes
  /// @param prefix where its refs go: `refs/heads/x` becomes `<prefix>heads/x`; below
  ///   [RefNames#OURS], with `/` at the end; refs of earlier bundles move
  public Received receive(Path bundle, long limit, String prefix) {
    return new BundleImport(this).receive(bundle, limit, prefix);
  }

  /// All refs below `prefix`.
  public Map<String, ObjectId> refs(String prefix) {
    return Refs.list(call, prefix);
  }

  /// The commit that a full ref name or an id means here.
  public Optional<ObjectId> resolve(String name) {
    Exit exit =
        call.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
    return exit.ok() ? ObjectId.of(exit.text().strip()) : Optional.empty();
  }

  /// Whether the commit is here.
  public boolean has(ObjectId commit) {
    return resolve(commit.hex()).isPresent();
  }

  /// Moves refs, all or none, each only if it still is what the change says.
  ///
  /// @return why not (half a line, raw); nothing when they moved
  public Optional<String> update(List<RefChange> changes) {
    return Refs.update(call, changes, "agent-tui");
  }

  /// Lets `ref` point at `to`, whatever it was.
  ///
  /// @throws GitException when git cannot
  public void keep(String ref, ObjectId to) {
    RefNames.requireFull(ref);
    call.text("update-ref", "--no-deref", ref, to.hex());
  }

  /// How many commits `to` has that `from` has not.
  public int count(ObjectId from, ObjectId to) {
    return Refs.count(call, from, to);
  }

  /// How many lines a commit has that another has not.
  ///
  /// @param added in known text files
  /// @param removed in known text files
  public record Lines(long added, long removed) {}

  /// What `to` adds to `from` and removes from it, in lines of text files.
  public Lines lines(ObjectId from, ObjectId to) {
    long added = 0;
    long removed = 0;
    String all =
        call.text(
            "diff", "--no-ext-diff", "--no-textconv", "--numstat", from.hex(), to.hex(), "--");
    for (String line : all.lines().toList()) {
      String[] words = line.split("\t", 3);
      // A binary file has dashes.
      if (words.length == 3 && words[0].matches("\\d{1,9}") && words[1].matches("\\d{1,9}")) {
        added += Long.parseLong(words[0]);
        removed += Long.parseLong(words[1]);
      }
    }
    return new Lines(added, removed);
  }

  /// Whether `ancestor` is in the history of `tip`.
  public boolean isAncestor(ObjectId ancestor, ObjectId tip) {
    return call.tryRun("merge-base", "--is-ancestor", ancestor.hex(), tip.hex()).ok();
  }

  /// The tree of a commit.
  public ObjectId tree(ObjectId commit) {
    return call.id("rev-parse", "--verify", commit.hex() + "^{tree}");
  }

  /// The first lines of the messages of the commits that `to` has and `from` has not, newest first,
  /// raw.
  ///
  /// @param most how many at most
  public List<String> subjects(ObjectId from, ObjectId to, int most) {
    return call.text(
            "log", "--no-show-signature", "--format=%s", "-n" + most, from.hex() + ".." + to.hex())
        .lines()
        .toList();
  }

  /// Merges two commits in the object store.
  ///
  /// @throws GitException when git cannot (no common history, disk full)
  public Merge merge(ObjectId ours, ObjectId theirs) {
    return new TreeMerge(this).merge(ours, theirs);
  }

  /// Makes a commit; no ref moves.
  ///
  /// @throws GitException when git cannot
  public ObjectId commit(ObjectId tree, List<ObjectId> parents, Identity by, String message) {
    List<String> arguments = new ArrayList<>(List.of("commit-tree", "--no-gpg-sign", tree.hex()));
    parents.forEach(parent -> arguments.addAll(List.of("-p", parent.hex())));
    Git.Call author = as(call, by);
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    return new ObjectId(author.text(text, arguments.toArray(String[]::new)).strip());
  }

  static Git.Call as(Git.Call call, Identity by) {
    return call.env("GIT_AUTHOR_NAME", by.name())
        .env("GIT_AUTHOR_EMAIL", by.email())
        .env("GIT_COMMITTER_NAME", by.name())
        .env("GIT_COMMITTER_EMAIL", by.email());
  }

  /// `sha1` or `sha256`.
  public String objectFormat() {
    return call.text("rev-parse", "--show-object-format").strip();
  }

  /// Hands `reader` a pack with everything that a mirror needs to have `wanted` when it has `had`.
  /// The reader reads it to its end.
  ///
  /// @throws GitException when git cannot
  /// @throws IOException when the pack cannot be read
  public void pack(
      Collection<ObjectId> wanted, Collection<ObjectId> had, Consumer<InputStream> reader)
      throws IOException {
    PackFile.stream(call, packInput(wanted, had), reader);
  }

  /// What `pack-objects --revs` reads: one id a line, those that the reader has with `^`.
  byte[] packInput(Collection<ObjectId> wanted, Collection<ObjectId> had) {
    StringBuilder lines = new StringBuilder();
    wanted.forEach(id -> lines.append(id.hex()).append('\n'));
    had.stream().filter(this::has).forEach(id -> lines.append('^').append(id.hex()).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Removes what interrupted writes left behind. Call it when no work is under way.
  public void sweep() {
    locked(() -> {
      Scratch.remove(home.resolve("half-made"));
      Scratch.remove(home.resolve("scratch"));
      Scratch.removeTemporary(path().resolve("objects"));
      return true;
    });
  }

  /// A directory of its own for one operation; remove it with [Scratch#remove].
  Path scratch() {
    String name = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path made = home.resolve("scratch").resolve(name);
    try {
      return Files.createDirectories(made);
    } catch (IOException e) {
      throw new StoreException("cannot make " + made + ": " + e, e);
    }
  }

  Git.Call call() {
    return call;
  }
}
