package agenttui.term;

import java.util.Optional;

/// Takes what comes from a [Pty]. Called on one reader thread in order; must never block.
public interface PtyOutput {
  /// Output of the process.
  ///
  /// @param offset number of the first byte, counted from 0 at the start of the process
  /// @param bytes owned by the receiver
  void output(long offset, byte[] bytes);

  /// Output that nobody kept: bytes `from` (inclusive) to `to` (exclusive) are lost.
  void gap(long from, long to);

  /// The process has ended; the last call.
  ///
  /// @param status exit code, or 128 + number of the signal that ended it
  /// @param why what else is known: `out of memory`
  void exited(int status, Optional<String> why);

  /// The connection to the process has ended, the process may live on; the last call.
  ///
  /// @param why one line for a person
  void lost(String why);
}
