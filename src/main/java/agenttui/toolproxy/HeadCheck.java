package agenttui.toolproxy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// Looks at a request's head before anything of its body is read. Jetty in strict compliance has
/// already refused what is not HTTP; here is what it lets through and we do not.
final class HeadCheck {
  private static final int LINES = 1024;
  private static final Set<String> PATHS = Set.of("/exec", "/signal", "/hook");
  private static final String BEARER = "bearer ";

  private HeadCheck() {}

  /// Why `request` goes no further, in the order of the table in `shim/TOOL-PROTOCOL.md`.
  static Optional<Refusal> of(Request request, ToolToken token) {
    HttpFields headers = request.getHeaders();
    String path = request.getHttpURI().getPath();
    if (!request.getMethod().equals("POST")) {
      return refused(405, "only POST");
    }
    if (path == null || !PATHS.contains(path)) {
      return refused(404, "only /exec, /signal and /hook");
    }
    if (headers.size() > LINES) {
      return refused(431, "too many headers");
    }
    if (!plain(request, headers)) {
      return refused(400, "not a plain HTTP/1.1 request");
    }
    if (!authorized(headers, token)) {
      return refused(401, "the token of this sandbox is needed");
    }
    List<String> versions = headers.getValuesList("X-Agent-Tui-Proto");
    if (!versions.equals(List.of("2"))) {
      return refused(426, "X-Agent-Tui-Proto must be one of: 2");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refused(int status, String text) {
    return Optional.of(new Refusal(status, text));
  }

  private static boolean plain(Request request, HttpFields headers) {
    List<String> codings =
        headers.getFields(HttpHeader.TRANSFER_ENCODING).stream().map(HttpField::getValue).toList();
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && request.getHttpURI().getQuery() == null
        && request.getHttpURI().getParam() == null
        && (codings.isEmpty() || codings.equals(List.of("chunked")))
        && !(headers.contains(HttpHeader.CONTENT_LENGTH) && !codings.isEmpty())
        && !headers.contains(HttpHeader.CONTENT_ENCODING)
        && !headers.contains(HttpHeader.UPGRADE)
        && !headers.contains(HttpHeader.EXPECT);
  }

  private static boolean authorized(HttpFields headers, ToolToken token) {
    List<HttpField> fields = headers.getFields(HttpHeader.AUTHORIZATION);
    String value = fields.size() == 1 ? fields.getFirst().getValue() : null;
    return value != null
        && value.toLowerCase(Locale.ROOT).startsWith(BEARER)
        && token.matches(value.substring(BEARER.length()).strip());
  }
}
