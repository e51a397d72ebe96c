package agenttui.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One end of a conversation over a Unix socket.
///
/// [#send] never waits: it queues for a writing thread, which is started when first needed;
/// [#answer] does so without a limit. [#sendOrWait] writes by itself, unless something is queued
/// before it: so a key reaches the socket without another thread. [#receive] blocks and belongs to
/// one thread. Never interrupt a thread that is in here: that closes the channel.
public final class Connection implements AutoCloseable {
  /// What may wait to be sent: far above a frame, far below memory.
  private static final int MAX_QUEUED = 4 << 20;

  private final SocketChannel channel;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 << 10).limit(0);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(64 << 10);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
  private int queued;
  private boolean writing;
  private boolean started;
  private boolean closing;
  private boolean closed;

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  /// A connection over `channel` (blocking mode).
  public static Connection over(SocketChannel channel) {
    return new Connection(channel);
  }

  /// Connects to the server that listens at `socket`, if one does.
  ///
  /// @throws WireException when the socket is there but may not be used
  public static Optional<Connection> to(Path socket) {
    @Nullable SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return Optional.of(over(channel));
    } catch (java.net.SocketException e) {
      close(channel);
      return Optional.empty();
    } catch (IOException e) {
      close(channel);
      throw new WireException("cannot use " + socket + ": " + e.getMessage(), e);
    }
  }

  /// Queues `message`. A side that does not read for more than 4 MiB is cut off.
  public void send(Message message) {
    queue(Frames.encode(message), true);
  }

  /// Queues a piece of what the other side has asked for, or the last word; never waits. An answer
  /// has an end, so however slowly it is read, it is not cut off.
  public void answer(Message message) {
    queue(Frames.encode(message), false);
  }

  private void queue(ByteBuffer frame, boolean limited) {
    lock.lock();
    try {
      if (limited && queued > MAX_QUEUED && !closing) {
        shut();
      }
      enqueue(frame);
    } finally {
      lock.unlock();
    }
  }

  /// Writes `message`, or queues it behind what is queued, waiting while that is more than 4 MiB.
  public void sendOrWait(Message message) {
    ByteBuffer frame = Frames.encode(message);
    lock.lock();
    try {
      while (queued > MAX_QUEUED && !closed) {
        changed.awaitUninterruptibly();
      }
      if (writing || !queue.isEmpty() || closed || closing) {
        enqueue(frame);
        return;
      }
      writing = true;
      queued += frame.remaining();
    } finally {
      lock.unlock();
    }
    try {
      write(frame);
    } catch (IOException ignored) {
      mute();
    }
  }

  private void enqueue(ByteBuffer frame) {
    if (!closed && !closing) {
      queued += frame.remaining();
      queue.add(frame);
      wakeWriter();
    }
  }

  private void wakeWriter() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("wire-writer").start(this::writeAll);
    }
    changed.signalAll();
  }

  private void writeAll() {
    try {
      for (ByteBuffer frame = next(); frame.hasRemaining(); frame = next()) {
        write(frame);
      }
      closeWritten();
    } catch (IOException ignored) {
      mute();
    }
  }

  /// Writes a frame whole; whoever calls has set `writing`.
  private void write(ByteBuffer frame) throws IOException {
    int length = frame.remaining();
    while (frame.hasRemaining()) {
      int some = Math.min(frame.remaining(), outgoing.clear().capacity());
      outgoing.put(frame.slice(frame.position(), some)).flip();
      frame.position(frame.position() + some);
      while (outgoing.hasRemaining()) {
        channel.write(outgoing);
      }
    }
    lock.lock();
    try {
      writing = false;
      boolean waitedFor = !queue.isEmpty() || closing || queued > MAX_QUEUED;
      queued -= length;
      if (waitedFor) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The other side reads no more. What it said last may still wait for our reader, which closes
  /// when it has heard it.
  private void mute() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The next frame to write, or an empty one at the end.
  private ByteBuffer next() {
    lock.lock();
    try {
      while (!closed && (writing || (queue.isEmpty() && !closing))) {
        changed.awaitUninterruptibly();
      }
      if (closed || queue.isEmpty()) {
        return ByteBuffer.allocate(0);
      }
      writing = true;
      return queue.poll();
    } finally {
      lock.unlock();
    }
  }

  /// All is written. Where the other side stopped reading before, what it said last may still wait.
  private void closeWritten() {
    if (!closed()) {
      close(channel);
    }
  }

  /// The next message, or nothing when the other side has closed.
  ///
  /// @throws WireException when it broke the protocol
  public Optional<Message> receive() {
    try {
      byte[] head = new byte[4];
      if (!fill(head)) {
        close(channel);
        return Optional.empty();
      }
      int length = ByteBuffer.wrap(head).getInt();
      if (length < 1 || length > Protocol.MAX_FRAME) {
        throw new WireException("a frame of " + length + " bytes");
      }
      byte[] frame = new byte[length];
      return fill(frame) ? Optional.of(Frames.decode(frame)) : Optional.empty();
    } catch (IOException e) {
      close(channel);
      return Optional.empty();
    }
  }

  private boolean fill(byte[] target) throws IOException {
    int at = 0;
    while (at < target.length) {
      if (!incoming.hasRemaining()) {
        incoming.clear();
        int n = channel.read(incoming);
        incoming.flip();
        if (n < 0) {
          return false;
        }
      }
      int some = Math.min(incoming.remaining(), target.length - at);
      incoming.get(target, at, some);
      at += some;
    }
    return true;
  }

  /// The user at the other end, as the kernel says.
  ///
  /// @throws WireException when it cannot be told
  public String peer() {
    try {
      return channel.getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException e) {
      throw new WireException("cannot tell who is at the other end", e);
    }
  }

  /// Closes after what is queued has been written.
  public void finish() {
    lock.lock();
    try {
      closing = true;
      wakeWriter();
    } finally {
      lock.unlock();
    }
  }

  /// After [#finish]: waits until what was queued has been written, or `limit` has passed.
  public void awaitWritten(Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Whether it was closed, by us or because the other side is gone: what is sent is thrown away.
  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Closes at once.
  @Override
  public void close() {
    lock.lock();
    try {
      shut();
    } finally {
      lock.unlock();
    }
  }

  private void shut() {
    closed = true;
    queue.clear();
    changed.signalAll();
    close(channel);
  }

  private static void close(@Nullable SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // Nothing can be done about it, and nothing depends on it.
    }
  }
}
