package agenttui.fork;

import agenttui.git.Hub;
import agenttui.git.ObjectId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/// Where forks live: the edge to sandboxes, which tests replace by real git in plain directories.
public interface Grounds {
  /// Fills in what the setup leaves open (`auto`, no network mode), and what the project's file
  /// says, once, before anything is made.
  ///
  /// @param workTree the user's working tree
  /// @throws RuntimeException of the sandbox package when that sandbox is not to be had, or the
  ///   project's file is wrong
  Setup settled(Setup setup, Path workTree);

  /// Makes an empty workspace and a state of its own for a fork and starts its sandbox. On failure
  /// nothing of it is left.
  ///
  /// @param hub the hub; its objects are readable at [#hubPath] inside
  /// @param wanted commits that must be readable there
  /// @param progress one line that replaces the last
  Ground start(Fork fork, Hub hub, Collection<ObjectId> wanted, Consumer<String> progress);

  /// Starts a stopped fork again on its own workspace and state.
  Ground revive(Fork fork, Hub hub, Consumer<String> progress);

  /// The fork's sandbox, if it runs.
  Optional<Ground> find(Fork fork);

  /// Removes whatever there is of a fork: sandbox, workspace, state. Nothing there is no failure.
  void remove(Fork fork);

  /// Where the hub's bare repository is seen inside that fork's sandbox.
  String hubPath(Fork fork, Hub hub);
}
