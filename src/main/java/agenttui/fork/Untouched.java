package agenttui.fork;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Finds a fork that a new one would only repeat: made of the same commit for the same agent in the
/// same kind of sandbox, and nothing was done in it since. Whoever starts, ends and starts again
/// comes back to it in place of leaving a trail of empty forks; nothing is removed for that.
final class Untouched {
  /// Looking into one that is stopped costs a start of its sandbox.
  private static final int LOOKED_AT = 2;

  private final Forks forks;
  private final ForkRequest request;

  Untouched(Forks forks, ForkRequest request) {
    this.forks = forks;
    this.request = request;
  }

  /// The newest such fork, running.
  ///
  /// @param free whether nobody shows it
  Optional<Fork> find(Predicate<Fork> free, Consumer<String> progress) {
    if (!(request.source() instanceof Source.WorkTree tree)
        || !request.repository().changes().isClean()) {
      return Optional.empty();
    }
    Setup setup = forks.grounds().settled(request.setup(), request.repository().workTree());
    List<Fork> candidates =
        forks.ready(request.repository()).stream()
            .filter(fork -> fork.setup().equals(setup) && isAt(fork, tree) && free.test(fork))
            .sorted(Comparator.comparing(Fork::createdAt).reversed())
            .limit(LOOKED_AT)
            .toList();
    for (Fork fork : candidates) {
      progress.accept("coming back to fork " + fork.id().index());
      if (isUntouched(fork, progress)) {
        return Optional.of(fork);
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(Fork fork, Source.WorkTree tree) {
    return fork.snapshot() == null
        && fork.baseBranch().equals(tree.branch())
        && fork.base().equals(tree.commit())
        && fork.start().equals(tree.commit())
        && fork.head().equals(tree.commit());
  }

  /// Looks into it; it goes on running only if it is the one.
  private boolean isUntouched(Fork fork, Consumer<String> progress) {
    boolean ran = forks.grounds().find(fork).isPresent();
    try {
      Ground ground =
          ran
              ? forks.ground(fork)
              : forks.grounds().revive(fork, forks.hub(request.repository()), progress);
      boolean untouched =
          forks
              .refresh(request.repository(), fork.id())
              .facts()
              .filter(f -> same(fork, f))
              .isPresent();
      if (!untouched && !ran) {
        ground.stop();
      }
      return untouched;
    } catch (ForkException gone) {
      // Its sandbox is not to be had: a new fork is.
      return false;
    }
  }

  private static boolean same(Fork fork, Facts facts) {
    return facts.head().equals(Optional.of(fork.start()))
        && facts.ref().equals("refs/heads/" + fork.branch())
        && facts.dirty().isEmpty()
        && facts.others().isEmpty()
        && facts.replaced() == 0;
  }
}
