package agenttui.egress;

import java.nio.file.Path;

/// What people allowed or denied for a project or for good: a small file below the state directory,
/// mode 0600, written as a whole. Any thread.
public final class Allowances {
  private Allowances() {}

  /// Those that `file` holds; it need not exist.
  ///
  /// @throws agenttui.store.StoreException when it is there and cannot be read
  public static Allowances open(Path file) {
    return new Allowances();
  }
}
