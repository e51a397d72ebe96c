package agenttui.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// One plain request on its way to the host, and the answer on its way back: one connection for
/// each, so that no request can end in another's answer. What is between two hops stays here (RFC
/// 9110 section 7.6.1), the credentials for a proxy among it.
final class Forward {
  private static final int BUFFER = 32 * 1024;
  private static final int HEAD = 64 * 1024;
  private static final Set<String> BETWEEN_HOPS =
      Set.of(
          "connection",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final EndPoint endPoint;
  private final Socket upstream;
  private final LiveRequest live;

  Forward(
      Request request,
      Response response,
      Callback callback,
      EndPoint endPoint,
      Socket upstream,
      LiveRequest live) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.endPoint = endPoint;
    this.upstream = upstream;
    this.live = live;
  }

  /// Carries both; blocks until the answer is whole or cut off.
  ///
  /// @param parent the proxy at the other end, if it is one
  void carry(Target target, Optional<ParentProxy.Hop> parent, EgressLimits limits) {
    // From here on the host's silence counts, not the agent's.
    endPoint.setIdleTimeout(0);
    try (upstream) {
      upstream.setSoTimeout((int) limits.idle().toMillis());
      OutputStream out = upstream.getOutputStream();
      out.write(head(target, parent).getBytes(StandardCharsets.ISO_8859_1));
      Thread body = Thread.ofVirtual().name("egress-body-" + target).start(() -> sendBody(out));
      new Reply().carry(upstream.getInputStream());
      live.done();
      hangUp();
      endPoint.close();
      body.join();
      callback.succeeded();
    } catch (IOException | InterruptedException e) {
      if (!response.isCommitted()) {
        live.over(new Verdict.Failed("gave no answer"));
        EgressHandler.failed(live.place() + " gave no answer", response, callback);
        return;
      }
      live.over(new Verdict.Failed("was cut off"));
      endPoint.close();
      callback.failed(new EofException(e));
    }
  }

  private String head(Target target, Optional<ParentProxy.Hop> parent) {
    String authority = request.getHttpURI().getAuthority();
    String path = request.getHttpURI().getPathQuery();
    String local = path == null || path.isEmpty() ? "/" : path;
    String whole = parent.isPresent() ? "http://" + authority + local : local;
    StringBuilder head = new StringBuilder();
    head.append(request.getMethod()).append(' ').append(whole).append(" HTTP/1.1\r\n");
    field(head, "Host", target.port() == 80 ? written(target) : target.toString());
    HttpFields fields = request.getHeaders();
    Set<String> dropped = dropped(fields);
    for (HttpField field : fields) {
      if (!dropped.contains(field.getLowerCaseName())) {
        field(head, field.getName(), String.valueOf(field.getValue()));
      }
    }
    if (chunked()) {
      field(head, "Transfer-Encoding", "chunked");
    }
    parent
        .map(ParentProxy.Hop::credentials)
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> field(head, "Proxy-Authorization", each));
    field(head, "Connection", "close");
    return head.append("\r\n").toString();
  }

  private static String written(Target target) {
    String whole = target.toString();
    return whole.substring(0, whole.lastIndexOf(':'));
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private boolean chunked() {
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /// Names of fields that go no further, those that `Connection` lists among them.
  private static Set<String> dropped(HttpFields fields) {
    Set<String> dropped = new HashSet<>(BETWEEN_HOPS);
    fields
        .getCSV(HttpHeader.CONNECTION, false)
        .forEach(name -> dropped.add(name.toLowerCase(Locale.ROOT)));
    // The framing is ours to say, whatever Connection lists.
    dropped.remove("content-length");
    return dropped;
  }

  /// Sends the body, then watches for the agent's end: who hangs up wants no answer.
  private void sendBody(OutputStream out) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream body = Content.Source.asInputStream(request);
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        if (chunked() && n > 0) {
          out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(buffer, 0, n);
        if (chunked() && n > 0) {
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        live.up(n);
      }
      if (chunked()) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      watch();
    } catch (IOException | IllegalStateException e) {
      hangUp(); // The agent is gone, or has had its answer already.
    }
  }

  private void watch() {
    endPoint.tryFillInterested(
        Callback.from(
            () -> {
              try {
                if (endPoint.fill(BufferUtil.allocate(16)) < 0) {
                  hangUp();
                }
              } catch (IOException e) {
                hangUp();
              }
            },
            _ -> hangUp()));
  }

  private void hangUp() {
    try {
      upstream.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /// The answer, parsed and passed on as it comes.
  private final class Reply implements HttpParser.ResponseHandler {
    private final HttpFields.Mutable fields = HttpFields.build();
    private int status;
    private boolean over;
    private boolean broken;

    void carry(InputStream from) throws IOException {
      HttpParser parser = new HttpParser(this, HEAD, HttpCompliance.RFC9110);
      parser.setHeadResponse(HttpMethod.HEAD.is(request.getMethod()));
      byte[] buffer = new byte[BUFFER];
      while (!over && !broken) {
        int n = from.read(buffer);
        if (n < 0) {
          parser.atEOF();
          parser.parseNext(BufferUtil.EMPTY_BUFFER);
          break;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining() && !over && !broken) {
          parser.parseNext(bytes);
          if (parser.isComplete() && !over && !broken) {
            parser.reset(); // 100 and its like: the real answer follows
          }
        }
      }
      if (!over) {
        throw new EofException("the answer was cut off");
      }
      Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
    }

    @Override
    public void startResponse(HttpVersion version, int code, String reason) {
      status = code;
      fields.clear();
    }

    @Override
    public void parsedHeader(HttpField field) {
      fields.add(field);
    }

    @Override
    public boolean headerComplete() {
      if (status < 200) {
        return false;
      }
      response.setStatus(status);
      Set<String> dropped = dropped(fields);
      HttpFields.Mutable out = response.getHeaders();
      for (HttpField field : fields) {
        if (!dropped.contains(field.getLowerCaseName())) {
          out.add(field);
        }
      }
      out.put(HttpHeader.CONNECTION, "close");
      write(BufferUtil.EMPTY_BUFFER);
      return false;
    }

    @Override
    public boolean content(ByteBuffer bytes) {
      live.down(bytes.remaining());
      write(bytes);
      return broken;
    }

    private void write(ByteBuffer bytes) {
      try {
        Content.Sink.write(response, false, bytes);
      } catch (IOException e) {
        broken = true;
      }
    }

    @Override
    public boolean contentComplete() {
      return false;
    }

    @Override
    public boolean messageComplete() {
      over = status >= 200;
      return true;
    }

    @Override
    public void earlyEOF() {
      broken = true;
    }

    @Override
    public void badMessage(org.eclipse.jetty.http.HttpException failure) {
      broken = true;
    }
  }
}
