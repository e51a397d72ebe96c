package agenttui.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who a container's processes are, from the first on: numbers only, never root.
///
/// @param uid the user
/// @param gid the group
/// @param mapped whether these are not the caller's own numbers, because the caller is root (then
///   1000:1000, with a badge)
public record Account(int uid, int gid, boolean mapped) {
  /// Stands in for a caller who is root.
  private static final int STAND_IN = 1000;

  /// Checks that it is not root.
  ///
  /// @throws IllegalArgumentException for uid or gid 0 and below
  public Account {
    if (uid <= 0 || gid <= 0) {
      throw new IllegalArgumentException("a container never runs as root: " + uid + ":" + gid);
    }
  }

  /// The account for containers of whoever runs this program: the same numbers, or 1000:1000 for
  /// root.
  public static Account ofCaller() {
    try {
      int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      int gid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
      boolean root = uid == 0;
      return new Account(root ? STAND_IN : uid, root || gid == 0 ? STAND_IN : gid, root);
    } catch (IOException | UnsupportedOperationException e) {
      throw new EngineException(
          EngineException.Reason.FAILED, "cannot tell who I am: /proc is not mounted", e);
    }
  }

  /// `uid:gid`, as the engine wants it.
  public String numbers() {
    return uid + ":" + gid;
  }
}
