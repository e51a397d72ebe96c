package agenttui.fork;

import agenttui.git.ObjectId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The forks of one run: they started from one commit and share an id. One file on disk.
///
/// @param format version of the file, [#FORMAT]
/// @param id base 36, 8 characters
/// @param workTree the user's work tree it was made from
/// @param repository the repository's name among ours
/// @param createdAt when
/// @param baseLabel the base branch's name as it stands in branch names; `detached` without one
/// @param baseBranch the base branch, or empty when HEAD was detached
/// @param base the commit
/// @param next the least number of the next fork
/// @param forks without those whose trash has expired
public record Family(
    int format,
    String id,
    Path workTree,
    String repository,
    Instant createdAt,
    String baseLabel,
    String baseBranch,
    ObjectId base,
    int next,
    List<Fork> forks) {
  /// The version written today.
  public static final int FORMAT = 1;

  /// Copies the list.
  public Family {
    forks = List.copyOf(forks);
  }

  /// The same with one more fork.
  Family plus(Fork fork) {
    List<Fork> more = new ArrayList<>(forks);
    more.add(fork);
    return with(Math.max(next, fork.id().index() + 1), more);
  }

  /// The same without a fork; its number stays used.
  Family minus(ForkId fork) {
    return with(next, forks.stream().filter(f -> !f.id().equals(fork)).toList());
  }

  /// The same with one fork changed.
  Family changed(ForkId fork, UnaryOperator<Fork> change) {
    return with(next, forks.stream().map(f -> f.id().equals(fork) ? change.apply(f) : f).toList());
  }

  private Family with(int number, List<Fork> list) {
    return new Family(
        format, id, workTree, repository, createdAt, baseLabel, baseBranch, base, number, list);
  }
}
