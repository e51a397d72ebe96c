package agenttui.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hub: what comes in, what does not, and merging in it.
class HubTest {
  private static final Identity ADA = new Identity("Ada Sample", "ada@sample.test");
  private static final String FORK = "refs/agent-tui/forks/k3f9/1/";

  @TempDir Path temporary;
  private SampleRepository user;
  private Repository repository;
  private Hub hub;

  @BeforeEach
  void open() {
    user = SampleRepository.small(temporary.resolve("user"));
    repository = user.open();
    hub = Hub.open(repository, temporary.resolve("hubs"));
  }

  @Test
  void onlyTheWantedHistoryComesIn() throws IOException {
    ObjectId kept = user.id("HEAD");
    user.write("secret.txt", "dropped secret\n");
    ObjectId dropped = user.commit("Dropped");
    user.git("reset", "--hard", "--quiet", kept.hex());
    user.write("readme.txt", "stashed\n");
    user.git("stash");
    user.git("tag", "v1");
    hub.take(repository, List.of(kept));
    assertTrue(hub.has(kept));
    assertFalse(hub.has(dropped));
    assertFalse(hub.has(user.id("stash")));
    assertEquals(Set.of("refs/agent-tui/bases/" + kept), hub.refs("refs/").keySet());
    assertEquals(1, mostLinks(hub.path()));
    assertFalse(Files.exists(hub.path().resolve("objects/info/alternates")));
  }

  private static int mostLinks(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      int most = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        most = Math.max(most, (int) Files.getAttribute(file, "unix:nlink"));
      }
      return most;
    }
  }

  @Test
  void aSnapshotHoldsUncommittedWorkAndChangesNothingOfTheUsers() {
    user.write("readme.txt", "changed\n");
    user.write("new file.txt", "new\n");
    user.write("staged.txt", "staged\n");
    user.git("add", "staged.txt");
    user.write(".gitignore", "*.log\n");
    user.write("noise.log", "noise\n");
    user.git("rm", "--quiet", "src/app.txt");
    Map<String, String> before = user.digest();
    Snapshot snapshot =
        hub.snapshot(repository, user.id("HEAD"), ADA, FORK + "snapshot").orElseThrow();
    assertEquals(before, user.digest());
    assertEquals(List.of(), snapshot.leftOut());
    assertEquals(
        List.of(".gitignore", "new file.txt", "readme.txt", "staged.txt"),
        files(snapshot.commit()));
    assertEquals(Optional.of(snapshot.commit()), hub.resolve(FORK + "snapshot"));
    assertEquals("", hub.call().text("fsck", "--connectivity-only"));
  }

  private List<String> files(ObjectId commit) {
    return hub.call().text("ls-tree", "-r", "--name-only", commit.hex()).lines().toList();
  }

  @Test
  void aBlobThatOnlyTheUsersStoreHasComesAlong() {
    user.write("staged.txt", "in the store, in no commit\n");
    user.git("add", "staged.txt");
    Snapshot snapshot =
        hub.snapshot(repository, user.id("HEAD"), ADA, FORK + "snapshot").orElseThrow();
    assertEquals(
        "in the store, in no commit\n",
        hub.call().text("cat-file", "blob", snapshot.commit() + ":staged.txt"));
  }

  @Test
  void aCleanTreeNeedsNoSnapshot() {
    assertEquals(
        Optional.empty(), hub.snapshot(repository, user.id("HEAD"), ADA, FORK + "snapshot"));
  }

  @Test
  void whatCannotBeAddedIsLeftOutAndTold() throws IOException {
    user.write("good.txt", "good\n");
    SampleRepository.empty(user.directory().resolve("nested"));
    Snapshot snapshot =
        hub.snapshot(repository, user.id("HEAD"), ADA, FORK + "snapshot").orElseThrow();
    assertTrue(files(snapshot.commit()).contains("good.txt"));
    assertEquals(1, snapshot.leftOut().size());
    assertTrue(snapshot.leftOut().getFirst().contains("nested"), snapshot.leftOut()::toString);
  }

  @Test
  void awkwardPathsWork() {
    SampleRepository odd = SampleRepository.small(temporary.resolve("it's \"odd\": $(id) `x`\nü"));
    odd.write("späte datei\n\"q\".txt", "x\n");
    Repository opened = odd.open();
    Hub its = Hub.open(opened, temporary.resolve("hubs"));
    Snapshot snapshot = its.snapshot(opened, odd.id("HEAD"), ADA, FORK + "snapshot").orElseThrow();
    assertEquals(
        3,
        its.call()
            .text("ls-tree", "-r", "-z", "--name-only", snapshot.commit().hex())
            .split("\0")
            .length);
    assertTrue(opened.id().matches("[a-z0-9.-]{1,24}-[0-9a-f]{10}"), opened.id());
  }

  @Test
  void aBundleComesInUnderOurRefsOnly() {
    hub.take(repository, List.of(user.id("HEAD")));
    ObjectId base = user.id("HEAD");
    user.write("agent.txt", "work\n");
    ObjectId work = user.commit("Work");
    Path bundle = bundle("refs/heads/main", "^" + base);
    Received received = hub.receive(bundle, 1 << 20, FORK);
    assertEquals(new Received.Done(Map.of(FORK + "heads/main", work)), received);
    assertEquals(Optional.of(work), hub.resolve(FORK + "heads/main"));
  }

  private Path bundle(String... what) {
    Path file = temporary.resolve("some.bundle");
    String[] command =
        Stream.concat(Stream.of("bundle", "create", "--quiet", file.toString()), Stream.of(what))
            .toArray(String[]::new);
    user.git(command);
    return file;
  }

  @Test
  void aTreeThatWouldWriteIntoGitDirectoriesIsRefused() {
    hub.take(repository, List.of(user.id("HEAD")));
    for (String name : List.of(".git", ".GIT", "git~1", "..")) {
      String blob = user.git("hash-object", "-w", "readme.txt").strip();
      String inner = tree("100644 blob " + blob + "\tconfig");
      String outer = tree("040000 tree " + inner + "\t" + name);
      ObjectId evil = new ObjectId(user.git("commit-tree", "-p", "HEAD", "-m", "x", outer).strip());
      user.git("update-ref", "refs/heads/evil", evil.hex());
      Received received = hub.receive(bundle("refs/heads/evil", "^main"), 1 << 20, FORK);
      assertInstanceOf(Received.Refused.class, received, name);
      assertFalse(hub.has(evil), name);
    }
    assertEquals(Map.of(), hub.refs(FORK));
  }

  private String tree(String entry) {
    Path file = temporary.resolve("tree");
    try {
      Files.writeString(file, entry + "\n");
      return new String(
              new ProcessBuilder("git", "mktree", "--missing")
                  .directory(user.directory().toFile())
                  .redirectInput(file.toFile())
                  .start()
                  .getInputStream()
                  .readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBundleOnUnknownCommitsAndGarbageAndTooMuchAreRefused() throws IOException {
    ObjectId base = user.id("HEAD");
    user.write("a.txt", "a\n");
    user.commit("A");
    Path bundle = bundle("refs/heads/main", "^" + base);
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 1 << 20, FORK));
    hub.take(repository, List.of(base));
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 10, FORK));
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, java.util.Arrays.copyOf(whole, whole.length - 30));
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 1 << 20, FORK));
    Files.writeString(bundle, "hello");
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 1 << 20, FORK));
    Files.writeString(bundle, "# v2 git bundle\n" + base + " refs/heads/../../x\n\n");
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 1 << 20, FORK));
    assertEquals(Map.of(), hub.refs(FORK));
  }

  @Test
  void aBundleWithoutItsHistoryIsRefused() {
    hub.take(repository, List.of(user.id("HEAD")));
    user.write("a.txt", "a\n");
    ObjectId first = user.commit("A");
    user.write("b.txt", "b\n");
    user.commit("B");
    Path bundle = bundle("refs/heads/main", "^" + first);
    try {
      byte[] bytes = Files.readAllBytes(bundle);
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      int line = text.indexOf("-" + first);
      String lied = text.substring(0, line) + text.substring(text.indexOf('\n', line) + 1);
      Files.write(bundle, lied.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertInstanceOf(Received.Refused.class, hub.receive(bundle, 1 << 20, FORK));
    assertEquals(Map.of(), hub.refs(FORK));
  }

  @Test
  void aCleanMergeGivesATree() {
    ObjectId base = user.id("HEAD");
    user.write("one.txt", "1\n");
    ObjectId one = user.commit("One");
    user.git("reset", "--hard", "--quiet", base.hex());
    user.write("two.txt", "2\n");
    ObjectId two = user.commit("Two");
    hub.take(repository, List.of(one, two));
    Merge.Clean clean = assertInstanceOf(Merge.Clean.class, hub.merge(one, two));
    ObjectId commit = hub.commit(clean.tree(), List.of(base, one, two), ADA, "Merge both\n");
    assertEquals(List.of("one.txt", "readme.txt", "src/app.txt", "two.txt"), files(commit));
    assertTrue(hub.isAncestor(two, commit));
  }

  @Test
  void aConflictNamesFileAndLinesOfBothSides() {
    ObjectId base = user.id("HEAD");
    String text = user.read("readme.txt");
    user.write("readme.txt", "top\n" + text.replace("line 10\n", "ours a\nours b\n"));
    ObjectId ours = user.commit("Ours");
    user.git("reset", "--hard", "--quiet", base.hex());
    user.write("readme.txt", text.replace("line 10\n", "theirs\n") + "end\n");
    ObjectId theirs = user.commit("Theirs");
    hub.take(repository, List.of(ours, theirs));
    Merge.Conflicted conflicted = assertInstanceOf(Merge.Conflicted.class, hub.merge(ours, theirs));
    assertEquals(
        List.of(
            new Merge.Conflict(
                "readme.txt",
                "contents",
                List.of(
                    new Merge.Place(
                        new Merge.Side(11, 2, List.of("ours a", "ours b")),
                        new Merge.Side(10, 1, List.of("theirs")),
                        List.of("line 10"),
                        List.of("line 9"),
                        List.of("line 11"))))),
        conflicted.conflicts());
  }

  @Test
  void aConflictWithoutLinesSaysItsKind() {
    ObjectId base = user.id("HEAD");
    user.git("rm", "--quiet", "src/app.txt");
    ObjectId ours = user.commit("Delete");
    user.git("reset", "--hard", "--quiet", base.hex());
    user.write("src/app.txt", "changed\n");
    ObjectId theirs = user.commit("Change");
    hub.take(repository, List.of(ours, theirs));
    Merge.Conflicted conflicted = assertInstanceOf(Merge.Conflicted.class, hub.merge(ours, theirs));
    assertEquals("src/app.txt", conflicted.conflicts().getFirst().path());
    assertEquals("modify/delete", conflicted.conflicts().getFirst().kind());
  }

  @Test
  void parallelWritersLoseNothing() {
    ObjectId base = user.id("HEAD");
    hub.take(repository, List.of(base));
    String ref = "refs/agent-tui/line";
    hub.keep(ref, base);
    List<CompletableFuture<Void>> all =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.runAsync(() -> addCommit(ref, i)))
            .toList();
    all.forEach(CompletableFuture::join);
    assertEquals(8, hub.count(base, hub.resolve(ref).orElseThrow()));
  }

  private void addCommit(String ref, int number) {
    boolean landed = false;
    while (!landed) {
      ObjectId tip = hub.resolve(ref).orElseThrow();
      ObjectId next = hub.commit(hub.tree(tip), List.of(tip), ADA, "commit " + number);
      landed = hub.update(List.of(new RefChange(ref, tip, next))).isEmpty();
    }
  }
}
