package agenttui.toolproxy;

import agenttui.keeper.ExitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/// The 200 of a started tool: head, pieces of output, trailer. Several threads write; each write
/// waits until the bytes are on the socket, which is what holds a tool back whose shim is not read.
final class Answer {
  private final ReentrantLock lock = new ReentrantLock();
  private final HttpFields.Mutable trailers = HttpFields.build();
  private final Response response;
  private final boolean framed;

  Answer(Response response, boolean framed) {
    this.response = response;
    this.framed = framed;
  }

  /// Sends the head.
  ///
  /// @throws IOException when the client is gone
  void begin(String execId, boolean wantsInput) throws IOException {
    response.setStatus(200);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Exec-Id", execId);
    headers.put("X-Agent-Tui-Input", wantsInput ? "yes" : "no");
    headers.put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    headers.put(HttpHeader.TRAILER, "X-Exit-Code");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    response.setTrailersSupplier(() -> trailers);
    write(ByteBuffer.allocate(0), false);
  }

  /// Sends `length` bytes of `buffer`, which start at [Frames#HEAD]; the place before is used for
  /// the frame's head.
  ///
  /// @throws IOException when the client is gone
  void piece(int stream, byte[] buffer, int length) throws IOException {
    if (!framed) {
      write(ByteBuffer.wrap(buffer, Frames.HEAD, length), false);
      return;
    }
    buffer[0] = (byte) stream;
    buffer[1] = 0;
    buffer[2] = (byte) (length >> 16);
    buffer[3] = (byte) (length >> 8);
    buffer[4] = (byte) length;
    write(ByteBuffer.wrap(buffer, 0, Frames.HEAD + length), false);
  }

  /// Sends an empty piece: nothing to the client, but a client that is gone shows.
  ///
  /// @throws IOException when it is
  void probe() throws IOException {
    if (framed) {
      piece(1, new byte[Frames.HEAD], 0);
    }
  }

  /// Sends the last chunk and the trailer: the only proper end.
  ///
  /// @throws IOException when the client is gone
  void end(ToolState state) throws IOException {
    trailers.put("X-Exit-Code", Integer.toString(state.exitCode()));
    if (state instanceof ToolState.Ended(ExitStatus status)) {
      status.signal().ifPresent(number -> trailers.put("X-Exit-Signal", Integer.toString(number)));
    }
    write(ByteBuffer.allocate(0), true);
  }

  private void write(ByteBuffer bytes, boolean last) throws IOException {
    lock.lock();
    try {
      Content.Sink.write(response, last, bytes);
    } finally {
      lock.unlock();
    }
  }
}
