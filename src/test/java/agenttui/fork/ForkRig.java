package agenttui.fork;

import agenttui.git.Git;
import agenttui.git.Repository;
import agenttui.git.SampleRepository;
import agenttui.journal.HandClock;
import agenttui.journal.Journal;
import agenttui.merge.Merges;
import agenttui.store.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A user's repository, forks and merges wired up over plain directories.
public final class ForkRig {
  public static final Setup SHELL = Setup.of("shell", "local", "none");

  public final SampleRepository user;
  public final Repository repository;
  public final Directories directories;
  public final DirectoryGrounds grounds;
  public final Journal journal;
  public final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
  public Forks forks;
  public Merges merges;

  public ForkRig(Path temporary, SampleRepository user) {
    this.user = user;
    this.repository = user.open();
    this.directories =
        new Directories(
            temporary.resolve("config"), temporary.resolve("state"), temporary.resolve("cache"));
    this.grounds = new DirectoryGrounds(directories.state("workspaces"));
    this.journal = Journal.open(directories.state("log").resolve("journal"), clock);
    restart();
  }

  /// As after a new start of the server: nothing but the disk is remembered.
  public void restart() {
    forks = Forks.open(Git.host(), directories, grounds, journal, clock);
    merges = Merges.open(forks, journal, clock);
  }

  /// A fork of the user's tree with everything in it.
  public Fork fork() {
    return only(request(forks.workTree(repository, true), 1));
  }

  /// Another member of that family.
  public Fork sibling(Fork fork) {
    ForkRequest request =
        new ForkRequest(
            repository,
            forks.workTree(repository, true),
            SHELL,
            1,
            Optional.of(fork.id().family()));
    return only(request);
  }

  public ForkRequest request(Source source, int count) {
    return new ForkRequest(repository, source, SHELL, count, Optional.empty());
  }

  public Fork only(ForkRequest request) {
    Created created = forks.create(request, _ -> {});
    if (!created.failure().isEmpty()) {
      throw new AssertionError(created.failure());
    }
    return created.forks().getFirst();
  }

  /// The clone of a fork, driven as its agent would.
  public SampleRepository in(Fork fork) {
    return SampleRepository.at(grounds.workspace(fork.id()));
  }

  public boolean workspaceExists(Fork fork) {
    return Files.exists(grounds.workspace(fork.id()));
  }
}
