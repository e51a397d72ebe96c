package agenttui.term;

/// What a process behind a pane looks like to us. Methods may be called from the loop's thread and
/// never block; what can't be delivered any more is dropped (the loss is told by [PtyOutput#lost]).
public interface Pty {
  /// Sends input to the process.
  ///
  /// @param bytes what was typed, or what the terminal answers; not changed afterwards by the
  ///   caller
  void write(byte[] bytes);

  /// Tells the process a new size (TIOCSWINSZ, so it gets SIGWINCH).
  void resize(Size size);

  /// Sends a signal to the foreground process group.
  ///
  /// @param number as in `kill -l`: 2 is SIGINT, 15 SIGTERM, 9 SIGKILL
  void signal(int number);

  /// Gives back credit: so many bytes of output have been fed to an emulator.
  ///
  /// @param bytes their number
  void consumed(int bytes);

  /// Hangs up. No output comes afterwards.
  void close();
}
