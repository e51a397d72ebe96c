package agenttui.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.git.SampleRepository;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent plants programs in every place of its clone where git would run them (threats, 4.5).
/// Each program tells where it ran: in the sandbox is the agent's own business, on the host never.
class BoobyTrapTest {
  private static final List<String> HOOKS =
      List.of(
          "applypatch-msg",
          "commit-msg",
          "fsmonitor-watchman",
          "post-checkout",
          "post-commit",
          "post-index-change",
          "post-merge",
          "post-rewrite",
          "post-update",
          "pre-auto-gc",
          "pre-commit",
          "pre-merge-commit",
          "pre-push",
          "pre-rebase",
          "pre-receive",
          "prepare-commit-msg",
          "reference-transaction",
          "update");

  @TempDir Path temporary;
  private ForkRig rig;
  private Fork fork;
  private Path onHost;
  private Path inSandbox;

  @BeforeEach
  void plant() throws IOException {
    rig = new ForkRig(temporary, SampleRepository.small(temporary.resolve("user")));
    fork = rig.fork();
    onHost = temporary.resolve("ran-on-host");
    inSandbox = temporary.resolve("ran-in-sandbox");
    Path trap = temporary.resolve("trap");
    Files.writeString(
        trap,
        """
        #!/bin/sh
        if [ -n "$IN_SANDBOX" ]; then echo "$0 $*" >> '%s'; else echo "$0 $*" >> '%s'; fi
        case $0 in *filter) exec cat ;; esac
        """
            .formatted(inSandbox, onHost));
    Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path filter =
        Files.copy(trap, temporary.resolve("trap-filter"), StandardCopyOption.COPY_ATTRIBUTES);
    SampleRepository clone = rig.in(fork);
    clone.write("work.txt", "work\n");
    clone.write(".gitattributes", "* filter=x diff=x merge=x\n");
    clone.commit("Work");
    for (String hook : HOOKS) {
      Path file = clone.directory().resolve(".git/hooks").resolve(hook);
      Files.createDirectories(file.getParent());
      Files.copy(trap, file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (String key :
        List.of(
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.editor",
            "core.askPass",
            "diff.external",
            "diff.x.textconv",
            "diff.x.command",
            "filter.x.clean",
            "filter.x.smudge",
            "merge.x.driver",
            "gpg.program",
            "credential.helper",
            "uploadpack.packObjectsHook",
            "sequence.editor",
            "alias.status")) {
      Path program = key.startsWith("filter") ? filter : trap;
      clone.git("config", key, (key.startsWith("alias") ? "!" : "") + program);
    }
    clone.git("config", "log.showSignature", "true");
    clone.git("config", "commit.gpgSign", "true");
    clone.git("config", "remote.evil.promisor", "true");
    clone.git("config", "remote.evil.url", "ssh://evil.test/x");
    Files.deleteIfExists(inSandbox);
    Files.deleteIfExists(onHost);
  }

  @Test
  void noOperationOfOursRunsAnythingOfTheCloneOnTheHost() throws IOException {
    rig.forks.refresh(rig.repository);
    rig.merges.simulate(rig.repository, rig.forks.list(rig.repository));
    rig.forks.create(rig.request(new Source.Pane(fork.id(), true), 1), _ -> {});
    for (Strategy strategy : Strategy.values()) {
      MergeRequest request = new MergeRequest(List.of(fork.id()), strategy, true, false);
      MergeResult result = rig.merges.merge(rig.repository, request, _ -> {});
      assertFalse(result instanceof MergeResult.Refused, result::toString);
      rig.merges.undo(rig.repository, _ -> {});
    }
    rig.forks.clean(rig.repository, rig.forks.plan(rig.repository, List.of(fork.id())), true);
    rig.merges.undo(rig.repository, _ -> {});
    rig.forks.recover();
    assertFalse(Files.exists(onHost), () -> read(onHost));
    assertTrue(Files.exists(inSandbox), "the traps never went off: this test shows nothing");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hooksOfTheUsersOwnRepositoryDoNotRunForOurWork() throws IOException {
    SampleRepository user = rig.user;
    for (String hook : HOOKS) {
      Path file = user.directory().resolve(".git/hooks").resolve(hook);
      Files.createDirectories(file.getParent());
      Files.copy(temporary.resolve("trap"), file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    user.git("config", "core.fsmonitor", temporary.resolve("trap").toString());
    user.write("dirty.txt", "dirty\n");
    Files.deleteIfExists(onHost);
    rig.fork();
    rig.merges.merge(
        rig.repository,
        new MergeRequest(List.of(fork.id()), Strategy.OCTOPUS, true, false),
        _ -> {});
    assertEquals("work\n", user.read("work.txt"));
    assertFalse(Files.exists(onHost), () -> read(onHost));
  }
}
