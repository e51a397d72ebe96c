package agenttui.fork;

import agenttui.git.ObjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fork as it is written down: a workspace with its branch, its agent and its sandbox.
///
/// @param id its name
/// @param branch the branch made for it (`fork/main/k3f9a0b1-2`)
/// @param setup agent, sandbox and network
/// @param baseBranch the user's branch that it started from and is merged onto; empty without one
/// @param base the commit of the user's that it started from
/// @param start the commit that its branch started at: `base`, or the source pane's
/// @param snapshot the uncommitted work that it got, if any
/// @param head its newest commit that the hub has
/// @param state where in its life it is
/// @param createdAt when it was asked for
/// @param trashedAt when it was cleaned, if it was
public record Fork(
    ForkId id,
    String branch,
    Setup setup,
    String baseBranch,
    ObjectId base,
    ObjectId start,
    @Nullable ObjectId snapshot,
    ObjectId head,
    State state,
    Instant createdAt,
    @Nullable Instant trashedAt) {
  /// The life of a fork.
  public enum State {
    /// Being made; after a crash it is undone.
    STARTING,
    /// There.
    READY,
    /// Cleaned: its workspace waits in the trash.
    TRASHED
  }

  /// The same in another state.
  Fork with(State next, @Nullable Instant trashed) {
    return new Fork(
        id, branch, setup, baseBranch, base, start, snapshot, head, next, createdAt, trashed);
  }

  /// The same with a newer head.
  Fork withHead(ObjectId next) {
    return new Fork(
        id, branch, setup, baseBranch, base, start, snapshot, next, state, createdAt, trashedAt);
  }

  /// Where its newest commit is kept in the hub.
  public String headRef() {
    return id.refs() + "HEAD";
  }
}
