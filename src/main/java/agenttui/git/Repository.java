package agenttui.git;

import agenttui.process.Exit;
import agenttui.store.Directories;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's own repository, seen from one of its work trees.
///
/// Reading never writes into it, not even a refreshed index. What writes says so: [#fetch],
/// [#update], [#fastForward], [#stepBack]. Thread-safe; each call blocks until git ends.
public final class Repository {
  private final Git git;
  private final Path workTree;
  private final Path gitDir;
  private final Path commonDir;
  private final String objectFormat;
  private final Git.Call call;

  Repository(Git git, Path workTree, Path gitDir, Path commonDir, String objectFormat) {
    this.git = git;
    this.workTree = workTree;
    this.gitDir = gitDir;
    this.commonDir = commonDir;
    this.objectFormat = objectFormat;
    this.call = git.user(workTree);
  }

  /// The top of the work tree.
  public Path workTree() {
    return workTree;
  }

  /// The git directory of this work tree.
  public Path gitDir() {
    return gitDir;
  }

  /// The git directory that all work trees of the repository share.
  public Path commonDir() {
    return commonDir;
  }

  /// `sha1` or `sha256`.
  public String objectFormat() {
    return objectFormat;
  }

  /// The last part of the work tree's path, raw.
  public String name() {
    Path last = workTree.getFileName();
    return last == null ? "root" : last.toString();
  }

  /// A name for our directories and volumes: a readable label and 10 digits that depend on the
  /// path; the same for all work trees of one repository.
  public String id() {
    Path home = commonDir.endsWith(".git") ? commonDir.getParent() : commonDir;
    Path last = home == null ? null : home.getFileName();
    String label = RefNames.label(last == null ? "root" : last.toString()).replace('_', '-');
    String cut = label.length() > 24 ? label.substring(0, 24) : label;
    return cut + "-" + Directories.shortHash(commonDir.toString());
  }

  /// What is checked out.
  public Head head() {
    Exit symbolic = call.tryRun("symbolic-ref", "--quiet", "HEAD");
    Optional<ObjectId> commit = resolve("HEAD");
    if (symbolic.ok()) {
      String name = Git.line(symbolic.text()).replaceFirst("^refs/heads/", "");
      return commit.isPresent() ? new Head.Branch(name, commit.get()) : new Head.Unborn(name);
    }
    return new Head.Detached(
        commit.orElseThrow(
            () -> new GitException(1, "HEAD of " + workTree + " cannot be read: git status says")));
  }

  /// The commit that `revision` (as a person writes it) means, if it means one.
  public Optional<ObjectId> resolve(String revision) {
    Exit exit =
        call.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    return exit.ok() ? ObjectId.of(exit.text().strip()) : Optional.empty();
  }

  /// Which local branch `revision` names, if it names one (`main`, not `main~1`).
  public Optional<String> branch(String revision) {
    Exit exit = call.tryRun("rev-parse", "--symbolic-full-name", "--end-of-options", revision);
    String ref = Git.line(exit.text());
    return exit.ok() && ref.startsWith("refs/heads/")
        ? Optional.of(ref.substring("refs/heads/".length()))
        : Optional.empty();
  }

  /// All refs below `prefix` (a full name or a directory of names) with what they point at.
  public Map<String, ObjectId> refs(String prefix) {
    return Refs.list(call, prefix);
  }

  /// The names of the local branches that are checked out in some work tree, raw.
  public List<String> checkedOut() {
    String all =
        call.text("for-each-ref", "--format=%(refname:lstrip=2)%00%(worktreepath)", "refs/heads/");
    return all.lines().filter(l -> !l.endsWith("\0")).map(l -> l.split("\0", 2)[0]).toList();
  }

  /// What is not committed. Runs the user's own clean filters, as `git status` does.
  public Changes changes() {
    String all =
        call.text("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all");
    List<String> tracked = new ArrayList<>();
    List<String> untracked = new ArrayList<>();
    for (String entry : all.split("\0", -1)) {
      if (entry.length() > 3) {
        (entry.startsWith("??") ? untracked : tracked).add(entry.substring(3));
      }
    }
    return new Changes(tracked, untracked);
  }

  /// The user's name and address as git would use them here; the account's where none is set.
  public Identity identity() {
    String account = System.getProperty("user.name", "agent-tui");
    return new Identity(
        setting("user.name").orElse(account), setting("user.email").orElse(account + "@localhost"));
  }

  /// One value of the configuration.
  Optional<String> setting(String key) {
    Exit exit = call.tryRun("config", "--get", "--end-of-options", key);
    return exit.ok() ? Optional.of(Git.line(exit.text())) : Optional.empty();
  }

  /// The address of `origin` for a fork's own configuration: only http(s), ssh and git addresses,
  /// and never with a user's password or token in it.
  public Optional<String> originUrl() {
    return setting("remote.origin.url").flatMap(Repository::withoutSecrets);
  }

  static Optional<String> withoutSecrets(String url) {
    if (url.matches("[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[^:\\p{Cntrl}]+")) {
      return Optional.of(url);
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme();
      if (scheme == null || !List.of("http", "https", "ssh", "git").contains(scheme)) {
        return Optional.empty();
      }
      String user = scheme.equals("ssh") && uri.getUserInfo() != null ? uri.getUserInfo() : null;
      String plain = user == null || user.contains(":") ? null : user;
      return Optional.of(
          new URI(scheme, plain, uri.getHost(), uri.getPort(), uri.getPath(), null, null)
              .toString());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// How many commits `to` has that `from` has not.
  public int count(ObjectId from, ObjectId to) {
    return Refs.count(call, from, to);
  }

  /// Whether `ancestor` is in the history of `tip`; false when either is not here.
  public boolean isAncestor(ObjectId ancestor, ObjectId tip) {
    return call.tryRun("merge-base", "--is-ancestor", ancestor.hex(), tip.hex()).ok();
  }

  /// Whether some branch, tag or remote branch of the user has `commit` in its history.
  public boolean reaches(ObjectId commit) {
    Exit exit =
        call.tryRun(
            "for-each-ref",
            "--count=1",
            "--contains=" + commit.hex(),
            "--format=%(refname)",
            "refs/heads",
            "refs/tags",
            "refs/remotes");
    return exit.ok() && exit.out().length > 0;
  }

  /// Copies finished refs of the hub into this repository: all or none, and each only where it is
  /// new or a fast-forward. Writes objects and refs, nothing else.
  ///
  /// @param copies full names in the hub → full names here
  /// @return what changed here, or why nothing did (half a line, raw)
  public Fetched fetch(Hub hub, Map<String, String> copies) {
    Map<String, ObjectId> before = refs("refs/");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fetch",
                "--quiet",
                "--atomic",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--no-recurse-submodules",
                "--end-of-options",
                hub.path().toString()));
    copies.forEach((from, to) -> {
      RefNames.requireFull(from);
      RefNames.requireFull(to);
      arguments.add(from + ":" + to);
    });
    Exit exit = call.with("protocol.file.allow=always").tryRun(arguments.toArray(String[]::new));
    if (!exit.ok()) {
      return new Fetched.Refused(Git.oneLine(exit.complaint()));
    }
    Map<String, ObjectId> after = refs("refs/");
    List<RefChange> changes = new ArrayList<>();
    for (String ref : copies.values()) {
      Optional<ObjectId> from = Optional.ofNullable(before.get(ref));
      Optional<ObjectId> to = Optional.ofNullable(after.get(ref));
      if (!from.equals(to)) {
        changes.add(RefChange.of(ref, from, to));
      }
    }
    return new Fetched.Done(changes);
  }

  /// Moves refs, all or none, each only if it still is what the change says it was.
  ///
  /// @return why not (half a line, raw); nothing when they moved
  public Optional<String> update(List<RefChange> changes, String reason) {
    return Refs.update(call, changes, reason);
  }

  /// Moves the checked-out branch forward to `to`, which must be here: only when no tracked file is
  /// changed and `to` descends from it. Untracked files in the way refuse it too.
  public FastForward fastForward(ObjectId to) {
    if (!(head() instanceof Head.Branch branch)) {
      return new FastForward.Refused("no branch is checked out");
    }
    Optional<String> dirty = dirt(branch.name());
    if (dirty.isPresent()) {
      return new FastForward.Refused(dirty.get());
    }
    if (!isAncestor(branch.commit(), to)) {
      return new FastForward.Refused(branch.name() + " has commits that the merge does not have");
    }
    Exit exit =
        call.tryRun("merge", "--ff-only", "--no-autostash", "--no-stat", "--quiet", to.hex());
    return exit.ok()
        ? new FastForward.Moved(branch.name(), branch.commit(), to)
        : new FastForward.Refused(overwritten(exit.complaint()));
  }

  /// Takes a fast-forward back: only when that branch is still checked out at where it was moved to
  /// and no tracked file is changed.
  ///
  /// @return why not (half a line, raw); nothing when it moved
  public Optional<String> stepBack(FastForward.Moved moved) {
    if (!head().equals(new Head.Branch(moved.branch(), moved.to()))) {
      return Optional.of(moved.branch() + " has changed since");
    }
    Optional<String> dirty = dirt(moved.branch());
    if (dirty.isPresent()) {
      return dirty;
    }
    Exit exit = call.tryRun("reset", "--keep", "--quiet", moved.from().hex());
    return exit.ok() ? Optional.empty() : Optional.of(Git.oneLine(exit.complaint()));
  }

  private Optional<String> dirt(String branch) {
    List<String> tracked = changes().tracked();
    if (tracked.isEmpty()) {
      return Optional.empty();
    }
    String files =
        tracked.size() == 1 ? "1 uncommitted file" : tracked.size() + " uncommitted files";
    return Optional.of(
        branch + " has " + files + " (" + tracked.getFirst() + (tracked.size() > 1 ? ", …)" : ")"));
  }

  /// Git lists the files in the way on lines of their own, indented by a tab.
  private static String overwritten(String complaint) {
    List<String> files =
        complaint.lines().filter(l -> l.startsWith("\t")).map(String::strip).toList();
    return files.isEmpty()
        ? Git.oneLine(complaint)
        : "untracked files are in the way: "
            + String.join(", ", files.subList(0, Math.min(3, files.size())));
  }

  /// Git commands here that see and write objects in `scratch` beside the repository's own, with a
  /// copy of the index: nothing of the repository changes.
  Git.Call aside(Path index, Path scratch) {
    return call.env("GIT_INDEX_FILE", index.toString())
        .env("GIT_OBJECT_DIRECTORY", scratch.toString())
        .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(commonDir.resolve("objects")));
  }

  /// The index file of this work tree.
  Path indexFile() {
    return Path.of(
        Git.line(call.text("rev-parse", "--path-format=absolute", "--git-path", "index")));
  }

  /// A path in git's own quoting: a colon would separate, a leading quote would unquote.
  private static String quoted(Path path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('"');
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') {
        out.write('\\');
        out.write(b);
      } else if (b < ' ' && b >= 0) {
        out.writeBytes(String.format("\\%03o", b).getBytes(StandardCharsets.US_ASCII));
      } else {
        out.write(b);
      }
    }
    out.write('"');
    return out.toString(StandardCharsets.UTF_8);
  }

  /// What became of a fetch into the user's repository.
  public sealed interface Fetched {
    /// It worked.
    ///
    /// @param changes the refs that moved, for undo
    record Done(List<RefChange> changes) implements Fetched {
      /// Copies the list.
      public Done {
        changes = List.copyOf(changes);
      }
    }

    /// Nothing changed.
    ///
    /// @param why half a line, raw
    record Refused(String why) implements Fetched {}
  }

  /// The git that opened it.
  Git git() {
    return git;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Repository r && r.workTree.equals(workTree) && r.gitDir.equals(gitDir);
  }

  @Override
  public int hashCode() {
    return workTree.hashCode();
  }

  @Override
  public String toString() {
    return workTree.toString();
  }
}
