package agenttui.fork;

import agenttui.git.FastForward;
import agenttui.git.RefChange;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import agenttui.store.Json;
import agenttui.store.KernelLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What was done to forks and can be taken back: the last cleans and merges of a repository, on
/// disk. Any thread of any process.
public final class History {
  private static final int KEPT = 50;

  private final Path file;

  History(Directories directories, String repository) {
    this.file = directories.state("history").resolve(repository + ".json");
  }

  /// Something that was done.
  ///
  /// @param id counts up
  /// @param kind what
  /// @param at when
  /// @param text one line for people, raw
  /// @param forks the forks it was done to
  /// @param changes refs of the user's repository that it moved
  /// @param moved the fast-forward of the checked-out branch, if it made one
  /// @param undone whether it was taken back
  public record Operation(
      int id,
      Kind kind,
      Instant at,
      String text,
      List<ForkId> forks,
      List<RefChange> changes,
      FastForward.@Nullable Moved moved,
      boolean undone) {
    /// Copies the lists.
    public Operation {
      forks = List.copyOf(forks);
      changes = List.copyOf(changes);
    }

    private Operation done(boolean taken) {
      return new Operation(id, kind, at, text, forks, changes, moved, taken);
    }
  }

  /// What an operation was.
  public enum Kind {
    /// Forks went to the trash.
    CLEAN,
    /// Refs of the user's repository moved.
    MERGE
  }

  private record Stored(int format, List<Operation> operations) {}

  /// The last operation that was not taken back.
  public Optional<Operation> last() {
    return read().reversed().stream().filter(o -> !o.undone()).findFirst();
  }

  /// Writes an operation down; its id is given here.
  public Operation add(Operation operation) {
    List<Operation> result = new ArrayList<>();
    change(all -> {
      int id = all.isEmpty() ? 1 : all.getLast().id() + 1;
      Operation numbered =
          new Operation(
              id,
              operation.kind(),
              operation.at(),
              operation.text(),
              operation.forks(),
              operation.changes(),
              operation.moved(),
              false);
      result.add(numbered);
      List<Operation> more = new ArrayList<>(all);
      more.add(numbered);
      return more.subList(Math.max(0, more.size() - KEPT), more.size());
    });
    return result.getFirst();
  }

  /// Marks an operation as taken back.
  public void undone(Operation operation) {
    change(all -> all.stream().map(o -> o.id() == operation.id() ? o.done(true) : o).toList());
  }

  private void change(UnaryOperator<List<Operation>> change) {
    try (KernelLock _ = KernelLock.acquire(file.resolveSibling("lock"))) {
      AtomicFile.write(file, Json.pretty(new Stored(1, change.apply(read()))));
    }
  }

  private List<Operation> read() {
    return AtomicFile.read(file)
        .map(bytes -> Json.read(bytes, Stored.class).operations())
        .orElse(List.of());
  }
}
