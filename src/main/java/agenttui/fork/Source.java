package agenttui.fork;

import agenttui.git.ObjectId;

/// What a new fork starts from.
public sealed interface Source {
  /// The user's own work tree.
  ///
  /// @param branch the branch, or empty for a commit without one
  /// @param commit the commit
  /// @param includeDirty whether uncommitted work comes along (only when `commit` is checked out)
  record WorkTree(String branch, ObjectId commit, boolean includeDirty) implements Source {}

  /// A fork as it is now; the new one joins its family.
  ///
  /// @param fork the fork
  /// @param includeDirty whether uncommitted work comes along
  record Pane(ForkId fork, boolean includeDirty) implements Source {}
}
