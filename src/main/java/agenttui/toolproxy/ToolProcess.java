package agenttui.toolproxy;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/// A running command in a sidecar: a real edge, replaced in tests by processes of this machine.
///
/// Every method may be called on any thread. Reading blocks; what is not read holds the command
/// back, not us.
public interface ToolProcess extends AutoCloseable {
  /// Its standard input; closing it is end of file.
  OutputStream stdin();

  /// Its standard output.
  InputStream stdout();

  /// Its standard error.
  InputStream stderr();

  /// How it ended: [ToolState.Exited], [ToolState.Signalled] or [ToolState.Lost]; never
  /// exceptional.
  CompletableFuture<ToolState> exit();

  /// Sends `signal` to its whole process group; nothing happens when all of it is gone.
  void signal(ToolSignal signal);

  /// Frees what belongs to it here; whatever of the process group still lives is killed.
  @Override
  void close();
}
