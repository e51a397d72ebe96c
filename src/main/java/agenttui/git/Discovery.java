package agenttui.git;

/// What a directory turned out to be.
public sealed interface Discovery {
  /// A work tree of a repository.
  ///
  /// @param repository the repository
  record Found(Repository repository) implements Discovery {}

  /// Not usable, and why.
  ///
  /// @param line one line for people, raw: what is wrong and what to do
  record Not(String line) implements Discovery {}
}
