package agenttui.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client that sends any bytes to a proxy at a Unix socket and reads until it hangs up.
public final class RawClient implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  private final SocketChannel channel;
  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final StringBuffer soFar = new StringBuffer();

  public RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    Thread.startVirtualThread(this::read);
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(65536);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      while (channel.read(buffer) >= 0) {
        all.write(buffer.array(), 0, buffer.position());
        soFar.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
        buffer.clear();
      }
    } catch (IOException e) {
      // A reset is an end, too.
    }
    answer.complete(all.toString(StandardCharsets.ISO_8859_1));
  }

  /// Sends `bytes`; false when the proxy has hung up.
  public boolean send(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public boolean send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends no more.
  public void finish() throws IOException {
    channel.shutdownOutput();
  }

  /// What has come by now.
  public String received() {
    return soFar.toString();
  }

  /// Waits until `text` has come.
  public void await(String text) throws IOException {
    try {
      for (int i = 0; i < 3000 && !soFar.toString().contains(text); i++) {
        Thread.sleep(10); // the other end of a real socket
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (!soFar.toString().contains(text)) {
      throw new AssertionError("no '" + text + "' in: " + soFar);
    }
  }

  public boolean hungUp() {
    return answer.isDone();
  }

  /// Everything, once the proxy has hung up.
  public String answer() {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the proxy did not hang up; so far: " + soFar, e);
    }
  }

  /// The status of the first answer in `text`; empty when there is none.
  public static Optional<Integer> status(String text) {
    Matcher matcher = STATUS.matcher(text);
    return matcher.lookingAt() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /// How many answers are in `text`.
  public static long answers(String text) {
    return STATUS.matcher(text).results().count();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
