package agenttui.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.fork.Fork;
import agenttui.fork.ForkId;
import agenttui.fork.ForkRig;
import agenttui.git.FastForward;
import agenttui.git.Merge;
import agenttui.git.ObjectId;
import agenttui.git.SampleRepository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three forks of a repository with over a thousand commits: merged, refused, taken back.
class MergesTest {
  @TempDir Path temporary;
  private SampleRepository user;
  private ForkRig rig;
  private Fork one;
  private Fork two;
  private Fork three;

  @BeforeEach
  void threeForksWithACommitEach() {
    user = SampleRepository.ofCommits(temporary.resolve("user"), 1_100);
    user.git("update-index", "-q", "--refresh");
    rig = new ForkRig(temporary, user);
    one = rig.fork();
    two = rig.sibling(one);
    three = rig.sibling(one);
    commit(one, "one.txt", "one\n", "feat(core): add one");
    commit(two, "two.txt", "two\n", "Add two");
    commit(three, "one.txt", "three\n", "Add one differently");
  }

  private void commit(Fork fork, String path, String content, String message) {
    rig.in(fork).write(path, content);
    rig.in(fork).commit(message);
  }

  private MergeResult merge(Strategy strategy, boolean forward, Fork... forks) {
    List<ForkId> ids = Stream.of(forks).map(Fork::id).toList();
    return rig.merges.merge(
        rig.repository, new MergeRequest(ids, strategy, forward, false), _ -> {});
  }

  private static MergeResult.Merged merged(MergeResult result) {
    return assertInstanceOf(MergeResult.Merged.class, result, result::toString);
  }

  private static List<Refusal> refused(MergeResult result) {
    return assertInstanceOf(MergeResult.Refused.class, result).reasons();
  }

  @Test
  void theOctopusOfTwoIsOneCommitWithThreeParentsOnItsOwnBranch() {
    String head = user.read(".git/HEAD");
    ObjectId main = user.id("main");
    MergeResult.Merged merged = merged(merge(Strategy.OCTOPUS, false, one, two));
    String branch = "merge/" + one.id().family();
    assertEquals(List.of(branch), merged.branches());
    assertEquals(user.id(branch), merged.commit().orElseThrow());
    assertEquals(
        List.of(main, rig.in(one).id("HEAD"), rig.in(two).id("HEAD")),
        Arrays.stream(user.git("log", "-1", "--format=%P", branch).strip().split(" "))
            .map(ObjectId::new)
            .toList());
    assertEquals("one\n", user.git("show", branch + ":one.txt"));
    assertEquals("two\n", user.git("show", branch + ":two.txt"));
    assertEquals(
        "Merge 2 forks of "
            + one.id().family()
            + "\n\n"
            + one.branch()
            + ": add one\n"
            + two.branch()
            + ": Add two\n\n",
        user.git("log", "-1", "--format=%B", branch));
    assertEquals(
        "Ada Sample <ada@sample.test>",
        user.git("log", "-1", "--format=%an <%ae>", branch).strip());
    assertEquals(main, user.id("main"));
    assertEquals(head, user.read(".git/HEAD"));
    assertEquals("", user.git("status", "--porcelain"));
  }

  @Test
  void aConflictNamesTheFileAndChangesNothing() {
    user.write("readme.md", "uncommitted\n");
    user.git("stash", "--include-untracked", "--quiet");
    user.write("untracked.txt", "untracked\n");
    Map<String, String> before = user.digest();
    List<Refusal> reasons = refused(merge(Strategy.OCTOPUS, true, one, two, three));
    assertEquals(before, user.digest());
    Refusal.Conflicts conflict = assertInstanceOf(Refusal.Conflicts.class, reasons.getFirst());
    assertEquals(3, conflict.index());
    assertEquals(1, conflict.with());
    assertEquals(
        new Merge.Conflict(
            "one.txt",
            "contents",
            List.of(
                new Merge.Place(
                    new Merge.Side(1, 1, List.of("one")),
                    new Merge.Side(1, 1, List.of("three")),
                    List.of(),
                    List.of(),
                    List.of()))),
        conflict.conflicts().getFirst());
    assertEquals("fork 3: merge refused: conflicts with fork 1 in one.txt:1", conflict.line());
  }

  @Test
  void aDirtyForkIsRefusedAndCommittingItFirstHelps() {
    rig.in(two).write("draft.txt", "draft\n");
    Map<String, String> before = user.digest();
    for (Strategy strategy : List.of(Strategy.OCTOPUS, Strategy.FETCH)) {
      assertEquals(
          "fork 2: merge refused: 1 uncommitted file (draft.txt); --commit (c on the merge page)"
              + " commits them first",
          refused(merge(strategy, false, one, two)).getFirst().line());
    }
    assertEquals(before, user.digest());
    rig.forks.commitAll(rig.repository, two.id(), "Draft");
    merged(merge(Strategy.OCTOPUS, false, one, two));
    assertEquals("draft\n", user.git("show", "merge/" + one.id().family() + ":draft.txt"));
  }

  @Test
  void theCheckedOutBranchMovesForwardOnlyWhenAsked() {
    MergeResult.Merged merged = merged(merge(Strategy.OCTOPUS, true, one, two));
    assertInstanceOf(FastForward.Moved.class, merged.forward().orElseThrow());
    assertEquals(merged.commit().orElseThrow(), user.id("main"));
    assertEquals("one\n", user.read("one.txt"));
    assertEquals("", user.git("status", "--porcelain"));
  }

  @Test
  void aDirtyTreeKeepsTheCheckedOutBranchWhereItIs() {
    user.write("dir1/file1.txt", "changed\n");
    Map<String, String> before = user.digest();
    assertEquals(
        "merge refused: main has 1 uncommitted file",
        refused(merge(Strategy.OCTOPUS, true, one, two)).getFirst().line());
    assertEquals(before, user.digest());
  }

  @Test
  void anUntrackedFileInTheWayStaysAndTheMergeIsKept() {
    user.write("one.txt", "mine\n");
    MergeResult.Merged merged = merged(merge(Strategy.OCTOPUS, true, one, two));
    FastForward.Refused why =
        assertInstanceOf(FastForward.Refused.class, merged.forward().orElseThrow());
    assertEquals("untracked files are in the way: one.txt", why.why());
    assertEquals("mine\n", user.read("one.txt"));
  }

  @Test
  void newCommitsOfTheUserAreMergedWith() {
    user.write("mine.txt", "mine\n");
    user.commit("Mine");
    MergeResult.Merged merged = merged(merge(Strategy.OCTOPUS, true, one));
    assertEquals("mine\n", user.git("show", merged.commit().orElseThrow() + ":mine.txt"));
  }

  @Test
  void fetchBringsEachBranchUnderItsOwnName() {
    merged(merge(Strategy.FETCH, false, one, two, three));
    for (Fork fork : List.of(one, two, three)) {
      assertEquals(rig.in(fork).id("HEAD"), user.id(fork.branch()));
    }
    assertFalse(user.git("for-each-ref").contains("refs/agent-tui"));
  }

  @Test
  void aBranchThatTheUserWorkedOnIsNotOverwritten() {
    merge(Strategy.FETCH, false, one);
    user.git("branch", "--force", one.branch(), "main~3");
    user.git(
        "update-ref",
        "refs/heads/" + one.branch(),
        user.git("commit-tree", "-p", "main", "-m", "mine", "main^{tree}").strip());
    Map<String, String> before = user.digest();
    refused(merge(Strategy.FETCH, false, one));
    before.remove(".git/index");
    Map<String, String> after = user.digest();
    after.remove(".git/index");
    assertEquals(refsOf(before), refsOf(after));
  }

  private static List<String> refsOf(Map<String, String> digest) {
    return digest.entrySet().stream()
        .filter(e -> !e.getKey().contains("/objects/"))
        .map(Object::toString)
        .toList();
  }

  @Test
  void undoTakesTheLastMergeBack() {
    ObjectId main = user.id("main");
    Map<String, String> before = user.digest();
    merged(merge(Strategy.FETCH, false, one));
    merged(merge(Strategy.OCTOPUS, true, one, two));
    assertInstanceOf(Undone.MergeTaken.class, rig.merges.undo(rig.repository, _ -> {}));
    assertEquals(main, user.id("main"));
    assertEquals("", user.git("status", "--porcelain"));
    assertFalse(user.git("branch", "--list").contains("merge/"));
    assertTrue(user.git("branch", "--list").contains(one.branch()));
    assertInstanceOf(Undone.MergeTaken.class, rig.merges.undo(rig.repository, _ -> {}));
    assertEquals("* main\n", user.git("branch", "--list"));
    assertEquals(before.get("dir1/file1.txt"), user.digest().get("dir1/file1.txt"));
    assertInstanceOf(Undone.Refused.class, rig.merges.undo(rig.repository, _ -> {}));
  }

  @Test
  void undoLeavesWhatWasTouchedSince() {
    merged(merge(Strategy.OCTOPUS, true, one, two));
    user.write("more.txt", "more\n");
    ObjectId more = user.commit("More");
    Undone.Refused refused =
        assertInstanceOf(Undone.Refused.class, rig.merges.undo(rig.repository, _ -> {}));
    assertEquals("undo refused: main has changed since", refused.line());
    assertEquals(more, user.id("main"));
  }

  @Test
  void theSecondMergeOfAFamilyKeepsTheFirst() {
    ObjectId first = merged(merge(Strategy.OCTOPUS, false, one)).commit().orElseThrow();
    MergeResult.Merged second = merged(merge(Strategy.OCTOPUS, false, two));
    assertEquals(List.of("merge/" + one.id().family() + "-2"), second.branches());
    assertEquals(first, user.id("merge/" + one.id().family()));
  }

  @Test
  void aDryRunChangesNothing() {
    Map<String, String> before = user.digest();
    for (Strategy strategy : Strategy.values()) {
      MergeRequest request = new MergeRequest(List.of(one.id(), two.id()), strategy, true, true);
      assertInstanceOf(
          MergeResult.Planned.class, rig.merges.merge(rig.repository, request, _ -> {}));
    }
    assertEquals(before, user.digest());
  }

  @Test
  void simulationSaysWhoConflictsWithWhom() {
    rig.forks.refresh(rig.repository);
    Map<String, String> before = user.digest();
    List<Verdict> verdicts = rig.merges.simulate(rig.repository, rig.forks.list(rig.repository));
    assertEquals(
        List.of("≠ with 3", "clean", "≠ with 1"), verdicts.stream().map(Verdict::words).toList());
    assertEquals(before, user.digest());
  }

  @Test
  void twoMergesAtOnceBothLand() {
    CompletableFuture<MergeResult> other =
        CompletableFuture.supplyAsync(() -> merge(Strategy.OCTOPUS, false, two));
    MergeResult.Merged mine = merged(merge(Strategy.OCTOPUS, false, one));
    MergeResult.Merged theirs = merged(other.join());
    assertFalse(mine.branches().equals(theirs.branches()));
    assertEquals(mine.commit(), Optional.of(user.id(mine.branches().getFirst())));
    assertEquals(theirs.commit(), Optional.of(user.id(theirs.branches().getFirst())));
  }

  @Test
  void aBranchNamedForkInTheWayIsNamed() {
    user.git("branch", "merge");
    Map<String, String> before = user.digest();
    String line = refused(merge(Strategy.OCTOPUS, false, one)).getFirst().line();
    assertTrue(line.contains("refs/heads/merge"), line);
    assertEquals(refsOf(before), refsOf(user.digest()));
  }
}
