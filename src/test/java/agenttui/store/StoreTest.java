package agenttui.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths, atomic files, locks and JSON on a real file system.
class StoreTest {
  @TempDir Path directory;

  record Saved(String name, Instant at, Duration age, Path where, List<Integer> numbers) {}

  @Test
  void withoutXdgVariablesTheDefaultsLieBelowHome() {
    Directories found = Directories.of(Map.of("HOME", "/h", "XDG_STATE_HOME", "relative"));
    assertEquals(Path.of("/h/.local/state/agent-tui"), found.state());
    assertEquals(Path.of("/h/.config/agent-tui/config.toml"), found.configFile());
  }

  @Test
  void madeDirectoriesAreOursAlone() throws IOException {
    Path made = Directories.of(Map.of("HOME", directory.toString())).state("hubs", "a b");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
  }

  @Test
  void aDirectoryThatOthersMayReadIsRefused() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThrows(StoreException.class, () -> Directories.priv(open));
  }

  @Test
  void aLinkInPlaceOfAPrivateDirectoryIsRefused() throws IOException {
    Path real = Directories.priv(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    assertThrows(StoreException.class, () -> Directories.priv(link));
  }

  @Test
  void aDeepStateDirectoryGetsAShortSocketDirectory() {
    Path deep = directory.resolve("x".repeat(120));
    Path run = new Directories(deep, deep, deep).run();
    assertTrue(run.toString().length() < 60, run.toString());
  }

  @Test
  void aFailedWriteKeepsTheOldContentAndLeavesNothing() throws IOException {
    Path file = directory.resolve("f");
    AtomicFile.write(file, "old");
    Path occupied = Files.createDirectories(directory.resolve("d/inner")).getParent();
    assertThrows(StoreException.class, () -> AtomicFile.write(occupied, "new"));
    assertEquals("old", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var names = Files.list(directory)) {
      assertEquals(2, names.count());
    }
  }

  @Test
  void aMissingFileReadsAsNothing() {
    assertTrue(AtomicFile.read(directory.resolve("none")).isEmpty());
  }

  @Test
  void recordsComeBackFromJson() {
    Saved saved =
        new Saved("ä\u001b", Instant.EPOCH, Duration.ofSeconds(3), Path.of("/a"), List.of(1));
    assertEquals(saved, Json.read(Json.pretty(saved), Saved.class));
  }

  @Test
  void aDuplicateKeyIsRefused() {
    assertThrows(
        StoreException.class, () -> Json.read("{\"name\":\"a\",\"name\":\"b\"}", Saved.class));
  }

  @Test
  void oneHolderAtATime() {
    Path file = directory.resolve("lock");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger worst = new AtomicInteger();
    List<CompletableFuture<Void>> all =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(_ -> CompletableFuture.runAsync(() -> hold(file, inside, worst)))
            .toList();
    all.forEach(CompletableFuture::join);
    assertEquals(1, worst.get());
    assertTrue(Files.exists(file), "a lock file is never deleted");
  }

  private static void hold(Path file, AtomicInteger inside, AtomicInteger worst) {
    for (int i = 0; i < 50; i++) {
      try (KernelLock _ = KernelLock.acquire(file)) {
        worst.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
      }
    }
  }

  @Test
  void aHeldLockIsNotGivenTwice() {
    Path file = directory.resolve("lock");
    try (KernelLock _ = KernelLock.acquire(file)) {
      assertTrue(CompletableFuture.supplyAsync(() -> KernelLock.tryAcquire(file)).join().isEmpty());
    }
    KernelLock again = KernelLock.tryAcquire(file).orElseThrow();
    again.close();
  }
}
