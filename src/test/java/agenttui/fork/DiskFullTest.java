package agenttui.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import agenttui.git.GitException;
import agenttui.git.SampleRepository;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Strategy;
import agenttui.process.Program;
import agenttui.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full disk refuses with one line, and everything is as it was (threats R8 to R10). The disk is
/// a memory file system of 12 MiB, which only root may mount: elsewhere these tests do not run.
class DiskFullTest {
  @TempDir Path temporary;
  private Path small;

  @BeforeEach
  void mount() throws IOException {
    small = Files.createDirectory(temporary.resolve("small"));
    boolean mounted =
        Program.of("mount", "-t", "tmpfs", "-o", "size=12m", "agent-tui-test", small.toString())
            .run()
            .ok();
    assumeTrue(mounted, "needs root to mount a small disk");
  }

  @AfterEach
  void unmount() {
    Program.of("umount", "--lazy", small.toString()).run();
  }

  private static void fill(Path disk) throws IOException {
    byte[] block = new byte[64 << 10];
    try (OutputStream out =
        Files.newOutputStream(
            disk.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(Files.size(disk.resolve("filler")) > 0);
    }
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static Map<String, String> withoutNewObjects(Map<String, String> digest) {
    return digest.entrySet().stream()
        .filter(e -> !e.getKey().startsWith(".git/objects/"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aForkThatDoesNotFitIsRefusedAndNothingIsLeft() throws IOException {
    ForkRig rig = new ForkRig(small, SampleRepository.small(temporary.resolve("user")));
    Files.write(rig.user.directory().resolve("big.bin"), noise(20 << 20));
    Map<String, String> before = rig.user.digest();
    RuntimeException e =
        assertThrows(
            RuntimeException.class,
            () ->
                rig.forks.create(
                    rig.request(rig.forks.workTree(rig.repository, true), 1), _ -> {}));
    assertTrue(
        e instanceof GitException || e instanceof StoreException || e instanceof ForkException,
        e::toString);
    assertEquals(1, e.getMessage().lines().count(), e::getMessage);
    assertTrue(e.getMessage().toLowerCase(java.util.Locale.ROOT).contains("space"), e::getMessage);
    assertEquals(before, rig.user.digest());
    assertEquals(List.of(), rig.forks.ready(rig.repository));
    Files.delete(rig.user.directory().resolve("big.bin"));
    rig.forks.hub(rig.repository).sweep();
    rig.fork();
  }

  @Test
  void aMergeThatDoesNotFitChangesNothing() throws IOException {
    SampleRepository user = SampleRepository.small(small.resolve("user"));
    ForkRig rig = new ForkRig(temporary, user);
    Fork fork = rig.fork();
    Files.write(rig.in(fork).directory().resolve("big.bin"), noise(4 << 20));
    rig.in(fork).commit("Big");
    fill(small);
    Map<String, String> before = withoutNewObjects(user.digest());
    for (Strategy strategy : List.of(Strategy.FETCH, Strategy.OCTOPUS)) {
      MergeRequest request = new MergeRequest(List.of(fork.id()), strategy, true, false);
      assertInstanceOf(
          MergeResult.Refused.class, rig.merges.merge(rig.repository, request, _ -> {}));
      assertEquals(before, withoutNewObjects(user.digest()));
    }
    Files.delete(small.resolve("filler"));
    assertFalse(user.git("fsck", "--no-dangling").contains("error"));
    MergeRequest request = new MergeRequest(List.of(fork.id()), Strategy.FETCH, false, false);
    assertInstanceOf(MergeResult.Merged.class, rig.merges.merge(rig.repository, request, _ -> {}));
  }
}
