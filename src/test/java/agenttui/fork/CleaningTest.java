package agenttui.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.fork.CleanPlan.Kind;
import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.SampleRepository;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Strategy;
import agenttui.merge.Undone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cleaning protects, archives, and can be taken back.
class CleaningTest {
  @TempDir Path temporary;
  private ForkRig rig;
  private Fork fork;
  private SampleRepository clone;

  @BeforeEach
  void open() {
    rig = new ForkRig(temporary, SampleRepository.small(temporary.resolve("user")));
    fork = rig.fork();
    clone = rig.in(fork);
  }

  private CleanPlan plan() {
    return rig.forks.plan(rig.repository, List.of(fork.id()));
  }

  private List<Kind> kinds() {
    return plan().items().getFirst().protections().stream()
        .map(CleanPlan.Protection::kind)
        .toList();
  }

  private Cleaned clean(boolean force) {
    return rig.forks.clean(rig.repository, plan(), force);
  }

  @Test
  void anUntouchedForkGoesToTheTrashAndComesBack() {
    Cleaned cleaned = clean(false);
    assertEquals(List.of(fork.id()), cleaned.trashed().stream().map(Fork::id).toList());
    assertEquals(List.of(), rig.forks.ready(rig.repository));
    assertEquals(Optional.empty(), rig.forks.sandbox(fork));
    assertTrue(rig.workspaceExists(fork));
    rig.restart();
    assertTrue(rig.merges.undo(rig.repository, _ -> {}) instanceof Undone.Clean);
    assertEquals(List.of(fork), rig.forks.ready(rig.repository));
    assertTrue(rig.forks.sandbox(fork).isPresent());
    assertTrue(rig.merges.undo(rig.repository, _ -> {}) instanceof Undone.Refused);
  }

  @Test
  void forksWhoseSandboxesCannotBeEndedGoToTheTrashAllTheSame() {
    Fork second = rig.sibling(fork);
    CleanPlan both = rig.forks.plan(rig.repository, List.of(fork.id(), second.id()));
    rig.grounds.failsToStop("the engine does not answer");
    assertEquals(2, rig.forks.clean(rig.repository, both, false).trashed().size());
    assertEquals(List.of(), rig.forks.ready(rig.repository));
    rig.grounds.failsToStop("");
    rig.restart();
    rig.forks.recover();
    assertEquals(Optional.empty(), rig.forks.sandbox(fork));
    assertEquals(Optional.empty(), rig.forks.sandbox(second));
    assertTrue(rig.merges.undo(rig.repository, _ -> {}) instanceof Undone.Clean);
    assertEquals(2, rig.forks.ready(rig.repository).size());
  }

  @Test
  void forksThatCannotBeLookedIntoStay() {
    CleanPlan plan = plan();
    rig.grounds.fails("the engine does not answer");
    Cleaned cleaned = rig.forks.clean(rig.repository, plan, false);
    assertEquals(List.of("the engine does not answer: it stays"), cleaned.failed());
    assertEquals(List.of(fork), rig.forks.ready(rig.repository));
  }

  @Test
  void uncommittedFilesProtect() {
    clone.write("draft.txt", "draft\n");
    assertEquals(List.of(Kind.DIRTY), kinds());
    assertEquals(
        "1 uncommitted file (draft.txt)",
        plan().items().getFirst().protections().getFirst().words());
    assertEquals(1, clean(false).kept().size());
    assertEquals(1, rig.forks.ready(rig.repository).size());
  }

  @Test
  void unmergedCommitsProtectUntilTheUserHasThem() {
    clone.write("a.txt", "a\n");
    clone.commit("A");
    assertEquals(List.of(Kind.AHEAD), kinds());
    MergeRequest fetch = new MergeRequest(List.of(fork.id()), Strategy.FETCH, false, false);
    assertTrue(rig.merges.merge(rig.repository, fetch, _ -> {}) instanceof MergeResult.Merged);
    assertEquals(List.of(), kinds());
  }

  @Test
  void sideBranchStashAndTagProtect() {
    clone.write("readme.txt", "stashed\n");
    clone.git("stash", "--quiet");
    clone.git("checkout", "--quiet", "-b", "side");
    clone.write("side.txt", "side\n");
    clone.commit("Side");
    clone.git("checkout", "--quiet", "--detach");
    clone.write("tagged.txt", "tagged\n");
    clone.commit("Tagged");
    clone.git("tag", "v1");
    clone.git("checkout", "--quiet", fork.branch());
    assertEquals(List.of(Kind.OTHER, Kind.OTHER, Kind.OTHER), kinds());
  }

  @Test
  void aDetachedCommitProtects() {
    clone.git("checkout", "--quiet", "--detach");
    clone.write("a.txt", "a\n");
    clone.commit("A");
    assertEquals(List.of(Kind.AHEAD), kinds());
  }

  @Test
  void aNestedRepositoryProtects() {
    SampleRepository.small(clone.directory().resolve("nested"));
    assertEquals(List.of(Kind.DIRTY), kinds());
  }

  @Test
  void aCloneThatCannotBeReadProtects() {
    clone.write(".git/HEAD", "garbage\n");
    assertEquals(List.of(Kind.UNKNOWN), kinds());
    assertEquals(1, clean(true).trashed().size());
    assertTrue(rig.workspaceExists(fork));
  }

  @Test
  void everyCommitThatEverWasIsInTheHubAfterwards() {
    clone.write("a.txt", "a\n");
    ObjectId first = clone.commit("A");
    clone.git("commit", "--quiet", "--amend", "-m", "A again");
    ObjectId amended = clone.id("HEAD");
    clone.write("b.txt", "b\n");
    ObjectId dropped = clone.commit("Dropped");
    clone.git("reset", "--hard", "--quiet", "HEAD~1");
    clone.write("readme.txt", "stashed\n");
    clone.git("stash", "--quiet");
    ObjectId stash = clone.id("stash");
    clone.git("checkout", "--quiet", "-b", "side");
    clone.write("side.txt", "side\n");
    ObjectId side = clone.commit("Side");
    clone.git("checkout", "--quiet", fork.branch());
    clone.write("untracked.txt", "untracked\n");
    assertEquals(1, clean(true).trashed().size());
    Hub hub = rig.forks.hub(rig.repository);
    for (ObjectId id : List.of(first, amended, dropped, stash, side)) {
      assertTrue(hub.has(id), id::hex);
    }
    Map<String, ObjectId> archived = hub.refs(fork.id().archive());
    ObjectId snapshot = archived.get(fork.id().archive() + "agent-tui/snapshot");
    SampleRepository inHub = SampleRepository.at(hub.path());
    assertEquals("untracked\n", inHub.git("cat-file", "blob", snapshot + ":untracked.txt"));
    assertEquals(
        "",
        inHub.git(
            "rev-list",
            "--objects",
            first.hex(),
            dropped.hex(),
            "--not",
            "--glob=refs/agent-tui/archive/*"));
  }

  @Test
  void theUsersCopyOfAMergedBranchGoesAndComesBack() {
    clone.write("a.txt", "a\n");
    ObjectId work = clone.commit("A");
    rig.merges.merge(
        rig.repository,
        new MergeRequest(List.of(fork.id()), Strategy.FETCH, false, false),
        _ -> {});
    rig.merges.merge(
        rig.repository,
        new MergeRequest(List.of(fork.id()), Strategy.OCTOPUS, false, false),
        _ -> {});
    assertEquals(1, clean(false).trashed().size());
    assertFalse(rig.repository.refs("refs/heads").containsKey("refs/heads/" + fork.branch()));
    assertTrue(rig.repository.reaches(work));
    rig.merges.undo(rig.repository, _ -> {});
    assertEquals(work, rig.repository.refs("refs/heads").get("refs/heads/" + fork.branch()));
  }

  @Test
  void aStoppedForkIsLookedIntoBeforeItGoes() {
    clone.write("a.txt", "a\n");
    ObjectId work = clone.commit("A");
    rig.grounds.find(fork).orElseThrow().stop();
    assertEquals(List.of(Kind.AHEAD), kinds());
    assertEquals(Optional.empty(), rig.forks.sandbox(fork));
    assertEquals(1, clean(true).trashed().size());
    assertTrue(rig.forks.hub(rig.repository).has(work));
    assertEquals(Optional.empty(), rig.forks.sandbox(fork));
  }

  @Test
  void theTrashExpiresAfterTwoWeeks() {
    clean(false);
    rig.clock.pass(Duration.ofDays(13));
    assertEquals(List.of(), rig.forks.recover());
    rig.clock.pass(Duration.ofDays(2));
    assertEquals(1, rig.forks.recover().size());
    assertFalse(rig.workspaceExists(fork));
    assertEquals(List.of(), rig.forks.families(rig.repository));
    assertTrue(rig.merges.undo(rig.repository, _ -> {}) instanceof Undone.Refused);
  }
}
