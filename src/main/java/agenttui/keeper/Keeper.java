package agenttui.keeper;

import agenttui.term.PtyOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;

/// One attachment to a keeper: the program that holds the ptys and starts everything in a sandbox.
///
/// A new attachment replaces the one before. Everything that a keeper says is treated as hostile.
/// Methods may be called from any thread; those that wait say so.
public final class Keeper implements AutoCloseable {
  private Keeper() {}

  /// Attaches over two streams, as of an engine's exec of `keeper attach`. Waits for the keeper's
  /// hello.
  ///
  /// @param in what the keeper sends; read by one virtual thread, closed at the end
  /// @param out what goes to it; written by one virtual thread, closed at the end
  /// @param listener told of reverse channels and of the loss
  /// @param kinds the reverse channels that are taken; all others are refused
  /// @throws KeeperException when it does not answer within 10 s, or speaks another version
  public static Keeper attach(
      InputStream in, OutputStream out, KeeperListener listener, Set<ChannelKind> kinds) {
    return unfinished(Keeper.class);
  }

  /// Attaches over the keeper's own Unix socket; else as [#attach].
  public static Keeper connect(Path socket, KeeperListener listener, Set<ChannelKind> kinds) {
    return unfinished(Keeper.class);
  }

  /// What the keeper said when it was attached.
  public Hello hello() {
    return unfinished(Hello.class);
  }

  /// Starts a program on a new pty. Waits one round trip.
  ///
  /// @throws KeeperException when it can't be started, with the reason
  public KeptPty openPty(PtySpec spec, PtyOutput output) {
    return unfinished(KeptPty.class);
  }

  /// Goes on with a held pty from a byte offset. Waits one round trip. Output that is no longer
  /// kept is told as a gap. A pty that ended tells its exit after its output.
  ///
  /// @throws KeeperException when there is none of that name or `from` lies beyond its output
  public KeptPty attachPty(PtyId id, long from, PtyOutput output) {
    return unfinished(KeptPty.class);
  }

  /// Starts a program without a terminal. Waits one round trip.
  ///
  /// @throws KeeperException when it can't be started, with the reason
  public Run run(RunSpec spec) {
    return unfinished(Run.class);
  }

  /// Unpacks a tar stream (ustar, pax and GNU long names; files and directories only) into a
  /// directory, which is made when missing. Waits until all is written.
  ///
  /// @param directory absolute, as seen by the keeper
  /// @throws KeeperException when an entry is refused (absolute, `..`, a link) or can't be written;
  ///   entries before it stay
  public void put(String directory, InputStream tar) {
    unfinished(Void.class);
  }

  /// Connects to a TCP port on the loopback interface of the sandbox. Waits one round trip.
  ///
  /// @throws KeeperException when nobody listens there
  public Channel forward(int port) {
    return unfinished(Channel.class);
  }

  /// Whether the stream is up.
  public boolean alive() {
    return unfinished(Boolean.class);
  }

  /// Leaves cleanly: the ptys go on and never wait for us; runs are ended. Waits for the answer, at
  /// most 2 s.
  public void bye() {
    unfinished(Void.class);
  }

  /// Ends the keeper and every process that it started. Waits for the answer, at most 5 s.
  public void end() {
    unfinished(Void.class);
  }

  /// Cuts the stream, as if it were lost, without telling the listener.
  @Override
  public void close() {
    unfinished(Void.class);
  }

  private static <T> T unfinished(Class<T> type) {
    throw new UnsupportedOperationException(type.getName());
  }
}
