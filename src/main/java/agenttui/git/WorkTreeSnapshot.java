package agenttui.git;

import agenttui.process.Exit;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Takes the uncommitted work of the user's work tree into the hub.
///
/// The index is copied with its times (else git would hash every file again) and `add -A` works on
/// the copy; new objects go to a scratch directory that sees the repository's objects beside it, so
/// the user's object store stays as it is too. Then exactly what the snapshot has and its base has
/// not is packed into the hub.
final class WorkTreeSnapshot {
  private final Hub hub;
  private final Repository from;

  WorkTreeSnapshot(Hub hub, Repository from) {
    this.hub = hub;
    this.from = from;
  }

  Optional<Snapshot> take(ObjectId base, Identity by, String ref) {
    RefNames.requireFull(ref);
    Path scratch = hub.scratch();
    try {
      Path index = copiedIndex(scratch);
      Path objects = Files.createDirectory(scratch.resolve("objects"));
      Git.Call aside = from.aside(index, objects);
      List<String> leftOut = add(aside);
      ObjectId tree = aside.id("write-tree");
      if (tree.equals(hub.tree(base)) && leftOut.isEmpty()) {
        return Optional.empty();
      }
      ObjectId commit =
          Hub.as(aside, by)
              .id("commit-tree", "--no-gpg-sign", "-p", base.hex(), "-m", "snapshot", tree.hex());
      Path pack = scratch.resolve("pack");
      PackFile.write(aside, hub.packInput(List.of(commit), List.of(base)), pack);
      PackFile.into(hub, pack, 0, Long.MAX_VALUE, false);
      hub.keep(ref, commit);
      return Optional.of(new Snapshot(commit, base, leftOut));
    } catch (IOException e) {
      throw new StoreException("cannot snapshot " + from + ": " + e, e);
    } finally {
      Scratch.remove(scratch);
    }
  }

  private Path copiedIndex(Path scratch) throws IOException {
    Path index = scratch.resolve("index");
    Path original = from.indexFile();
    if (Files.exists(original)) {
      Files.copy(original, index, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return index;
  }

  /// Adds everything; what cannot be read is left out and told (git ends with 1 then).
  private static List<String> add(Git.Call aside) {
    Exit exit =
        aside
            .with("advice.addEmbeddedRepo=false")
            .with("core.safecrlf=false")
            .tryRun("add", "--all", "--ignore-errors", "--", ":/");
    if (exit.ok()) {
      return List.of();
    }
    if (exit.code() != 1) {
      aside.checked(exit, "add");
    }
    return exit.complaint().lines().filter(l -> l.startsWith("error:")).limit(20).toList();
  }
}
