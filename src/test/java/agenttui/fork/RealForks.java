package agenttui.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.git.Git;
import agenttui.git.Repository;
import agenttui.git.SampleRepository;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Merges;
import agenttui.merge.Strategy;
import agenttui.merge.Undone;
import agenttui.sandbox.Finished;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Directories;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of forks in a real sandbox: keeper, sandbox and git as the product runs them. Each kind
/// of sandbox has a test class of its own.
abstract class RealForks {
  @TempDir Path temporary;
  private SampleRepository user;
  private Repository repository;
  private Sandboxes sandboxes;
  private Forks forks;
  private Merges merges;
  private Setup shell = Setup.of("shell", "local", "none");

  /// Wires forks over these sandboxes.
  void open(
      String kind, Directories directories, Settings settings, Engine engine, ImageChain chain) {
    user = SampleRepository.ofCommits(temporary.resolve("user's repo"), 50);
    repository = user.open();
    shell = Setup.of("shell", kind, "none");
    Journal journal = Journal.open(directories.state("log").resolve("journal"), Clock.systemUTC());
    sandboxes =
        Sandboxes.open(
            directories,
            settings,
            engine,
            chain,
            ToolsVolumes.of(engine, chain, directories),
            Agents.builtIn(),
            journal,
            Map.of(),
            Map.of());
    Grounds grounds = SandboxGrounds.over(sandboxes, Set.of(), _ -> {});
    forks = Forks.open(Git.host(), directories, grounds, journal, Clock.systemUTC());
    merges = Merges.open(forks, journal, Clock.systemUTC());
  }

  /// Removes what is left.
  void removeAll() {
    sandboxes.ids().forEach(sandboxes::remove);
  }

  private Fork fork() {
    ForkRequest request =
        new ForkRequest(repository, forks.workTree(repository, true), shell, 1, Optional.empty());
    Created created = forks.create(request, _ -> {});
    assertEquals("", created.failure());
    return created.forks().getFirst();
  }

  /// As the agent would, inside the sandbox.
  private String inside(Fork fork, String script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Finished finished =
        sandboxes
            .find(fork.id().toString())
            .orElseThrow()
            .finish(
                List.of("sh", "-c", script),
                Sandbox.WORKSPACE,
                Map.of(),
                out,
                Duration.ofSeconds(30));
    assertTrue(finished.ok(), finished::complaint);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aForkIsMadeMergedCleanedAndBroughtBack() {
    user.write("draft.txt", "draft\n");
    Map<String, String> before = user.digest();
    Fork fork = fork();
    assertEquals(before, user.digest());
    assertEquals("draft\n", inside(fork, "cat draft.txt"));
    assertEquals(fork.branch() + "\n", inside(fork, "git branch --show-current"));
    inside(fork, "git add -A && git commit -qm 'feat: draft' && echo more > more.txt");
    Status status = forks.refresh(repository, fork.id());
    assertEquals("", status.problem());
    assertEquals(1, status.ahead());
    assertEquals(List.of("more.txt"), status.facts().orElseThrow().dirty());
    MergeRequest octopus = new MergeRequest(List.of(fork.id()), Strategy.OCTOPUS, false, false);
    assertInstanceOf(MergeResult.Refused.class, merges.merge(repository, octopus, _ -> {}));
    assertEquals(before, user.digest());
    inside(fork, "rm more.txt");
    assertInstanceOf(MergeResult.Merged.class, merges.merge(repository, octopus, _ -> {}));
    assertEquals("draft\n", user.git("show", "merge/" + fork.id().family() + ":draft.txt"));

    CleanPlan plan = forks.plan(repository, List.of(fork.id()));
    assertEquals(List.of(), plan.kept());
    assertEquals(1, forks.clean(repository, plan, false).trashed().size());
    assertEquals(Optional.empty(), sandboxes.find(fork.id().toString()));
    assertInstanceOf(Undone.Clean.class, merges.undo(repository, _ -> {}));
    assertEquals("draft\n", inside(fork, "cat draft.txt"));
  }

  @Test
  void aForkOfAForkHasItsUncommittedWork() {
    Fork first = fork();
    inside(first, "echo one > one.txt && git add -A && git commit -qm one && echo two > two.txt");
    ForkRequest request =
        new ForkRequest(repository, new Source.Pane(first.id(), true), shell, 1, Optional.empty());
    Created created = forks.create(request, _ -> {});
    assertEquals("", created.failure());
    assertEquals(
        "?? two.txt\n", inside(created.forks().getFirst(), "cat one.txt >&2; git status -s"));
    assertEquals("?? two.txt\n", inside(first, "git status -s"));
    assertFalse(created.forks().getFirst().id().equals(first.id()));
  }
}
