package agenttui.keeper;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/// A program that runs without a terminal, in a process group of its own.
///
/// Reading and writing wait; use virtual threads, one for each of the two outputs, for each has its
/// own window and the program blocks on the one that nobody reads. Close it always: until then the
/// keeper keeps the group's id from being used again, so [#signal] is safe and reaches what the
/// leader left behind.
public interface Run extends AutoCloseable {
  /// The program's input; `close` is its end of file. Writing after the program closed it throws.
  OutputStream stdin();

  /// The program's output; ends when every process has closed it.
  InputStream stdout();

  /// The program's error output, as [#stdout()].
  InputStream stderr();

  /// How the leader ended; completes exceptionally with [KeeperException] when the stream is lost
  /// or the run was closed before.
  CompletableFuture<ExitStatus> exit();

  /// Sends a signal to the whole process group, also after the leader has ended.
  void signal(int signal);

  /// The processes of this run. Waits one round trip.
  Processes processes();

  /// Kills what is left of the process group and forgets the run.
  @Override
  void close();
}
