package agenttui.git;

import java.util.Optional;

/// What is checked out in a work tree.
public sealed interface Head {
  /// A branch with at least one commit.
  ///
  /// @param name its short name (`main`), raw
  /// @param commit its tip
  record Branch(String name, ObjectId commit) implements Head {
    /// The full name, `refs/heads/…`.
    public String ref() {
      return "refs/heads/" + name;
    }
  }

  /// A commit without a branch.
  ///
  /// @param commit that commit
  record Detached(ObjectId commit) implements Head {}

  /// A branch without a commit: nothing can be forked yet.
  ///
  /// @param name the branch's short name, raw
  record Unborn(String name) implements Head {}

  /// The commit, unless there is none yet.
  default Optional<ObjectId> commitIfAny() {
    return switch (this) {
      case Branch b -> Optional.of(b.commit());
      case Detached d -> Optional.of(d.commit());
      case Unborn _ -> Optional.empty();
    };
  }
}
