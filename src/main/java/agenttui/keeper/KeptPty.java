package agenttui.keeper;

import agenttui.term.Pty;

/// A pty that a keeper holds: it outlives us.
public interface KeptPty extends Pty {
  /// Its name, for [Keeper#attachPty] after a loss.
  PtyId id();

  /// The processes behind it. Waits one round trip; throws [KeeperException] when the stream is
  /// lost meanwhile.
  Processes processes();
}
