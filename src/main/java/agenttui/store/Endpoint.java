package agenttui.store;

import java.nio.file.Path;

/// Where the server of a name listens, and the files beside its socket.
///
/// @param name what `-L` says; `default` without it
/// @param run the private directory of the sockets
/// @param locks the private directory of the files beside them
public record Endpoint(String name, Path run, Path locks) {
  /// Where programs in panes find the name of their server.
  public static final String VARIABLE = "AGENT_TUI_SERVER";

  /// The endpoint of `name` for the user whose directories these are.
  ///
  /// @throws StoreException when the name cannot be a file's name
  public static Endpoint of(Directories directories, String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}") || name.startsWith(".")) {
      throw new StoreException("-L takes letters, digits, '.', '_' and '-', not '" + name + "'");
    }
    return new Endpoint(name, directories.run(), directories.locks());
  }

  /// The socket. A long name is replaced by its hash: paths of Unix sockets are short.
  public Path socket() {
    return run.resolve((name.length() > 36 ? Directories.shortHash(name) : name) + ".sock");
  }

  /// Locked by a client while it starts a server, so that two clients start one.
  public Path startLock() {
    return locks.resolve(name + ".start");
  }

  /// Locked by the server as long as it lives.
  public Path serverLock() {
    return locks.resolve(name + ".lock");
  }

  /// Where the server's standard output and error go.
  public Path output() {
    return locks.resolve(name + ".out");
  }
}
