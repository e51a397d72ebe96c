package agenttui.toolproxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A request that is not carried out.
///
/// @param status the HTTP status of `shim/TOOL-PROTOCOL.md`
/// @param text one line for whoever called the shim
/// @param exitCode what the shim ends with
record Refusal(int status, String text, int exitCode) {
  /// One that ends the shim as if it had not reached the proxy: a code of its own, which no tool's
  /// failure is mistaken for.
  Refusal(int status, String text) {
    this(status, text, ToolProxy.UNREACHABLE);
  }

  /// Writes it as the whole answer.
  void write(Response response, Callback callback) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put("X-Exit-Code", Integer.toString(exitCode));
    if (status == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
