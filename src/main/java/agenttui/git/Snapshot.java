package agenttui.git;

import java.util.List;

/// Uncommitted work as a commit: its parent is what was checked out, its tree is the work tree with
/// everything that is not ignored.
///
/// @param commit the commit, in the hub
/// @param base its parent
/// @param leftOut what could not be read, one raw line each (no right to read a file, a nested
///   repository without a commit)
public record Snapshot(ObjectId commit, ObjectId base, List<String> leftOut) {
  /// Copies the list.
  public Snapshot {
    leftOut = List.copyOf(leftOut);
  }
}
