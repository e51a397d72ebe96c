package agenttui.keeper;

import java.io.InputStream;
import java.io.OutputStream;

/// A connection between a process in the sandbox and us: two byte streams, each half closed alone.
///
/// Reading and writing wait; use virtual threads. Credit is returned as bytes are read.
public interface Channel extends AutoCloseable {
  /// What it is for.
  ChannelKind kind();

  /// What the process sends; ends at its half close. Throws `IOException` after a reset or a loss.
  InputStream input();

  /// What the process gets; `close` closes this half. Throws `IOException` after a reset or a loss.
  OutputStream output();

  /// Ends it. When [#output()] was closed before, what was written still arrives, and the rest of
  /// the input is thrown away; else it is reset, so that the process sees a failure.
  @Override
  void close();
}
