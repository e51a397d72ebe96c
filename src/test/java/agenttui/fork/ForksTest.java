package agenttui.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.git.ObjectId;
import agenttui.git.SampleRepository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forks are made as the source is now, listed with facts, and half-made ones leave nothing.
class ForksTest {
  @TempDir Path temporary;
  private ForkRig rig;
  private SampleRepository user;

  @BeforeEach
  void open() {
    user = SampleRepository.small(temporary.resolve("user"));
    rig = new ForkRig(temporary, user);
  }

  @Test
  void aForkHasItsOwnBranchAtTheBase() {
    Fork fork = rig.fork();
    assertEquals("fork/main/" + fork.id(), fork.branch());
    assertTrue(fork.id().family().matches("[0-9a-z]{8}"));
    assertEquals("fork/main/" + fork.id(), rig.in(fork).git("branch", "--show-current").strip());
    assertEquals(user.id("HEAD"), rig.in(fork).id("HEAD"));
    assertEquals(user.id("HEAD"), rig.in(fork).id("origin/main"));
    assertEquals("", rig.in(fork).git("status", "--porcelain"));
    assertEquals("Ada Sample", rig.in(fork).git("config", "user.name").strip());
  }

  @Test
  void uncommittedWorkComesAlongUncommittedAndTheUserSeesNoChange() {
    user.write(".gitignore", "*.log\n");
    user.commit("Ignore");
    user.write("readme.txt", "changed\n");
    user.write("new file.txt", "new\n");
    user.write("noise.log", "noise\n");
    user.write("staged.txt", "staged\n");
    user.git("add", "staged.txt");
    user.git("rm", "--quiet", "src/app.txt");
    Map<String, String> before = user.digest();
    String status = user.git("status", "--porcelain");
    user.git("update-index", "-q", "--refresh");
    before = user.digest();
    Fork fork = rig.fork();
    assertEquals(before, user.digest());
    assertEquals(status, user.git("status", "--porcelain"));
    assertEquals(
        " M readme.txt\n D src/app.txt\n?? \"new file.txt\"\n?? staged.txt\n",
        rig.in(fork).git("status", "--porcelain"));
    assertEquals("changed\n", rig.in(fork).read("readme.txt"));
    assertEquals(user.id("HEAD"), rig.in(fork).id("HEAD"));
  }

  @Test
  void withoutIncludeOnlyCommitsComeAlong() {
    user.write("new.txt", "new\n");
    Fork fork = rig.only(rig.request(rig.forks.workTree(rig.repository, false), 1));
    assertEquals("", rig.in(fork).git("status", "--porcelain"));
    assertEquals(null, fork.snapshot());
  }

  @Test
  void aForkOfAPaneHasItsCommitsAndItsUncommittedWork() {
    Fork first = rig.fork();
    SampleRepository pane = rig.in(first);
    pane.write("agent.txt", "committed\n");
    ObjectId work = pane.commit("Agent's work");
    pane.write("agent.txt", "committed, then changed\n");
    pane.write("draft.txt", "draft\n");
    pane.git("add", "draft.txt");
    String status = pane.git("status", "--porcelain");
    Fork second = rig.only(rig.request(new Source.Pane(first.id(), true), 1));
    assertEquals(new ForkId(first.id().family(), 2), second.id());
    assertEquals(work, rig.in(second).id("HEAD"));
    assertEquals(first.base(), second.base());
    assertEquals("committed, then changed\n", rig.in(second).read("agent.txt"));
    assertEquals(" M agent.txt\n?? draft.txt\n", rig.in(second).git("status", "--porcelain"));
    assertEquals(status, pane.git("status", "--porcelain"));
  }

  @Test
  void anUntouchedForkIsComeBackToAndNoOther() {
    Fork fork = rig.fork();
    ForkRequest again = rig.request(rig.forks.workTree(rig.repository, true), 1);
    assertEquals(Optional.of(fork.id()), untouched(again));
    assertEquals(Optional.empty(), rig.forks.untouched(again, _ -> false, _ -> {}));
    rig.in(fork).write("draft.txt", "draft\n");
    assertEquals(Optional.empty(), untouched(again));
    rig.in(fork).commit("Work");
    assertEquals(Optional.empty(), untouched(again));
    rig.in(fork).git("reset", "--hard", "--quiet", "HEAD~1");
    assertEquals(Optional.empty(), untouched(again), "its reflog still knows the commit");
    Fork second = rig.fork();
    assertEquals(Optional.of(second.id()), untouched(again));
    user.write("mine.txt", "mine\n");
    assertEquals(Optional.empty(), untouched(again), "my file would not come along");
  }

  private Optional<ForkId> untouched(ForkRequest request) {
    return rig.forks.untouched(request, _ -> true, _ -> {}).map(Fork::id);
  }

  @Test
  void severalForksOfOneRequestAreTheSameAndNumbered() {
    user.write("new.txt", "new\n");
    Created created =
        rig.forks.create(rig.request(rig.forks.workTree(rig.repository, true), 3), _ -> {});
    assertEquals(List.of(1, 2, 3), created.forks().stream().map(f -> f.id().index()).toList());
    assertEquals(1, new HashSet<>(created.forks().stream().map(Fork::snapshot).toList()).size());
  }

  @Test
  void forksOfAnotherFamilyGoOnCountingWhileTheFirstAreThere() {
    List<Fork> made = List.of(rig.fork(), rig.fork());
    assertEquals(List.of(1, 2), made.stream().map(f -> f.id().index()).toList());
    Source first = new Source.Pane(made.getFirst().id(), true);
    Fork third = rig.forks.create(rig.request(first, 1), _ -> {}).forks().getFirst();
    assertEquals(made.getFirst().id().family() + "-3", third.id().toString());
    for (Fork fork : List.of(made.getFirst(), made.getLast(), third)) {
      rig.forks.clean(rig.repository, rig.forks.plan(rig.repository, List.of(fork.id())), true);
    }
    assertEquals(1, rig.fork().id().index());
  }

  @Test
  void aDetachedHeadGivesDetachedNames() {
    user.git("checkout", "--quiet", "--detach");
    Fork fork = rig.fork();
    assertEquals("fork/detached/" + fork.id(), fork.branch());
    assertEquals(user.id("HEAD"), rig.in(fork).id("HEAD"));
  }

  @Test
  void oddBranchNamesGiveValidLabels() {
    user.git("checkout", "--quiet", "-b", "Feature/ÄX-1");
    Fork fork = rig.fork();
    assertEquals("fork/feature-x-1/" + fork.id(), fork.branch());
  }

  @Test
  void aRepositoryWithoutCommitsIsRefusedWithWords() {
    SampleRepository bare = SampleRepository.empty(temporary.resolve("unborn"));
    ForkException e =
        assertThrows(ForkException.class, () -> rig.forks.workTree(bare.open(), true));
    assertTrue(e.getMessage().contains("no commit yet"), e::getMessage);
  }

  @Test
  void aFailedStartLeavesNothing() {
    rig.grounds.failNext("no room");
    Created created =
        rig.forks.create(rig.request(rig.forks.workTree(rig.repository, true), 1), _ -> {});
    assertEquals(List.of(), created.forks());
    assertTrue(created.failure().contains("fork 1: sandbox failed"), created::failure);
    assertTrue(created.failure().contains("no room"), created::failure);
    assertEquals(List.of(), rig.forks.families(rig.repository));
    assertEquals(List.of(), rig.grounds.workspaces());
  }

  @Test
  void aFailureOfTheSecondKeepsTheFirst() {
    Fork first = rig.fork();
    rig.grounds.failNext("no room");
    Created created = rig.forks.create(rig.request(new Source.Pane(first.id(), true), 1), _ -> {});
    assertFalse(created.failure().isEmpty());
    assertEquals(List.of(first), rig.forks.ready(rig.repository));
  }

  @Test
  void aHalfMadeForkIsUndoneByTheNextStart() {
    Fork fork = rig.fork();
    rig.forks
        .ledger()
        .change(
            rig.repository.id(),
            fork.id().family(),
            f -> f.changed(fork.id(), x -> x.with(Fork.State.STARTING, null)));
    rig.restart();
    assertEquals(1, rig.forks.recover().size());
    assertFalse(rig.workspaceExists(fork));
    assertEquals(List.of(), rig.forks.families(rig.repository));
  }

  @Test
  void theListSaysAheadBehindDirtyAndLines() {
    Fork fork = rig.fork();
    assertEquals("not looked at yet", rig.forks.list(rig.repository).getFirst().problem());
    rig.in(fork).write("a.txt", "1\n2\n3\n");
    rig.in(fork).commit("A");
    rig.in(fork).write("readme.txt", "short\n");
    user.write("later.txt", "later\n");
    user.commit("Later");
    Status status = rig.forks.refresh(rig.repository, fork.id());
    assertEquals(1, status.ahead());
    assertEquals(1, status.behind());
    assertEquals(List.of("readme.txt"), status.facts().orElseThrow().dirty());
    assertEquals(4, status.facts().orElseThrow().added());
    assertEquals(20, status.facts().orElseThrow().removed());
    assertFalse(status.merged());
    assertEquals(List.of(status), rig.forks.list(rig.repository));
    assertEquals(
        Optional.of(rig.in(fork).id("HEAD")),
        rig.forks.hub(rig.repository).resolve(fork.headRef()));
    assertEquals(Set.of(rig.in(fork).id("HEAD")), Set.of(status.fork().head()));
  }

  @Test
  void aForkThatWentBackIsSeen() {
    Fork fork = rig.fork();
    rig.in(fork).write("a.txt", "a\n");
    rig.in(fork).commit("A");
    rig.forks.refresh(rig.repository, fork.id());
    rig.in(fork).git("reset", "--hard", "--quiet", "HEAD~1");
    Status status = rig.forks.refresh(rig.repository, fork.id());
    assertEquals("", status.problem());
    assertEquals(0, status.ahead());
    assertEquals(fork.base(), status.fork().head());
    assertEquals(1, status.facts().orElseThrow().replaced());
  }

  @Test
  void aBrokenCloneIsAProblemNotACrash() {
    Fork fork = rig.fork();
    rig.in(fork).write(".git/HEAD", "garbage\n");
    Status status = rig.forks.refresh(rig.repository, fork.id());
    assertFalse(status.problem().isEmpty());
  }

  @Test
  void aStoppedForkIsToldFromTheHubAndItsFilesAreNotMadeUp() {
    Fork fork = rig.fork();
    rig.in(fork).write("a.txt", "a\nb\n");
    rig.in(fork).commit("A");
    rig.in(fork).write("draft.txt", "draft\n");
    Status before = rig.forks.refresh(rig.repository, fork.id());
    rig.forks.rest(fork.id().toString(), () -> true);
    Status resting = rig.forks.refresh(rig.repository, fork.id());
    assertEquals(Status.Standing.STOPPED, resting.standing());
    assertEquals(before.facts(), resting.facts());
    assertEquals("", resting.problem());
    rig.restart();
    Status known = rig.forks.refresh(rig.repository, fork.id());
    assertEquals(Optional.empty(), known.facts());
    assertEquals(Optional.of(new Status.Commits(1, 2, 0)), known.commits());
    assertEquals(1, known.ahead());
    assertTrue(known.problem().contains("stopped"), known.problem());
  }

  @Test
  void aForkWhoseEngineIsDownIsToldFromTheHub() {
    Fork fork = rig.fork();
    rig.in(fork).write("a.txt", "a\n");
    rig.in(fork).commit("A");
    rig.forks.refresh(rig.repository, fork.id());
    rig.grounds.fails("the engine is down");
    Status status = rig.forks.refresh(rig.repository).getFirst();
    assertEquals(Status.Standing.UNKNOWN, status.standing());
    assertEquals(Optional.empty(), status.facts());
    assertEquals(1, status.ahead());
    assertEquals("the engine is down", status.problem());
  }

  @Test
  void everythingIsThereAgainAfterARestart() {
    Fork fork = rig.fork();
    rig.restart();
    assertEquals(List.of(fork), rig.forks.ready(rig.repository));
    assertEquals(Optional.of(fork), rig.forks.bySandbox(fork.id().toString()));
  }
}
