package agenttui.egress;

import agenttui.journal.Journal;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers requests of agents: asks the policy, connects, and hands over to [Tunnel] or [Forward].
/// Each request has a virtual thread of its own.
final class EgressHandler extends Handler.Abstract {
  private final Map<Object, EgressSocket> sockets;
  private final Dial dial;
  private final EgressLimits limits;
  private final EgressRequests requests;
  private final Journal journal;
  private final Clock clock;

  /// @param sockets by connector; others add and remove
  EgressHandler(
      Map<Object, EgressSocket> sockets,
      Dial dial,
      EgressLimits limits,
      EgressRequests requests,
      Journal journal,
      Clock clock) {
    this.sockets = sockets;
    this.dial = dial;
    this.limits = limits;
    this.requests = requests;
    this.journal = journal;
    this.clock = clock;
  }

  /// A request that is not carried out.
  ///
  /// @param line one line for whoever reads the agent's screen
  private record Refusal(int status, String line) {
    void write(Response response, Callback callback) {
      byte[] body = ("agent-tui: " + line + "\n").getBytes(StandardCharsets.UTF_8);
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }

  /// Answers what is not HTTP.
  static void malformed(Response response, Callback callback) {
    new Refusal(Math.max(400, response.getStatus()), "not a request to a proxy")
        .write(response, callback);
  }

  /// Answers for a host that did not.
  static void failed(String line, Response response, Callback callback) {
    new Refusal(502, line).write(response, callback);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<EgressSocket> socket =
        Optional.ofNullable(sockets.get(request.getConnectionMetaData().getConnector()));
    if (socket.isEmpty()) {
      callback.failed(new EofException("the socket is closing"));
      return true;
    }
    new Visit(socket.get(), request, response, callback).go();
    return true;
  }

  /// One request.
  private final class Visit {
    private final EgressSocket socket;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final EndPoint endPoint;
    private final Connections connections;

    Visit(EgressSocket socket, Request request, Response response, Callback callback) {
      this.socket = socket;
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
      this.connections =
          request.getConnectionMetaData().getConnector().getConnectionFactory(Connections.class);
    }

    void go() {
      connections.met(endPoint);
      endPoint.setIdleTimeout(limits.idle().toMillis());
      Target.Kind kind =
          HttpMethod.CONNECT.is(request.getMethod()) ? Target.Kind.TUNNEL : Target.Kind.PLAIN;
      Target target;
      try {
        target = HostGrammar.target(kind, authority(kind));
      } catch (EgressException e) {
        new Refusal(400, String.valueOf(e.getMessage())).write(response, callback);
        return;
      }
      LiveRequest live = live(target);
      Optional<String> wrong = wrongHead(target);
      if (wrong.isPresent()) {
        refuse(live, 400, wrong.get(), "");
        return;
      }
      switch (socket.decide(target)) {
        case Policy.Decision.Denied(String why, boolean draft) ->
            refuse(live, 403, why, draft ? socket.remedy(target) : "");
        case Policy.Decision.Allowed allowed -> carry(live, target, allowed);
      }
    }

    private LiveRequest live(Target target) {
      return new LiveRequest(socket.pane(), target.toString(), journal, requests, clock);
    }

    /// The host that was asked for, as written. (A request for a path alone is taken for what its
    /// Host header says: Jetty has put the two together already.)
    private String authority(Target.Kind kind) {
      String authority = request.getHttpURI().getAuthority();
      if (authority == null || (kind == Target.Kind.PLAIN && !request.getHttpURI().isAbsolute())) {
        throw new EgressException("not a request to a proxy");
      }
      if (request.getHttpURI().getUser() != null || authority.contains("@")) {
        throw new EgressException("a name and password have no place in an address");
      }
      if (kind == Target.Kind.PLAIN && !"http".equals(request.getHttpURI().getScheme())) {
        throw new EgressException("only http:// is asked for like this; the rest by CONNECT");
      }
      return authority;
    }

    /// What Jetty lets through and we do not.
    private Optional<String> wrongHead(Target target) {
      HttpFields headers = request.getHeaders();
      HttpVersion version = request.getConnectionMetaData().getHttpVersion();
      boolean tunnel = target.kind() == Target.Kind.TUNNEL;
      boolean old = version == HttpVersion.HTTP_1_0 && tunnel;
      if (version != HttpVersion.HTTP_1_1 && !old) {
        return Optional.of("is asked for in another version than HTTP/1.1");
      }
      List<String> codings =
          headers.getFields(HttpHeader.TRANSFER_ENCODING).stream()
              .map(HttpField::getValue)
              .toList();
      boolean body = headers.contains(HttpHeader.CONTENT_LENGTH) || !codings.isEmpty();
      if ((tunnel && body) || !(codings.isEmpty() || codings.equals(List.of("chunked")))) {
        return Optional.of("is asked for with a body that no proxy passes on");
      }
      String host = headers.get(HttpHeader.HOST);
      boolean same = host == null ? old : HostGrammar.same(target, host);
      return same ? Optional.empty() : Optional.of("is not what the Host header says");
    }

    private void refuse(LiveRequest live, int status, String why, String remedy) {
      live.over(status >= 500 ? new Verdict.Failed(why) : new Verdict.Refused(why));
      new Refusal(status, live.place() + " " + why + remedy).write(response, callback);
    }

    private void carry(LiveRequest live, Target target, Policy.Decision.Allowed allowed) {
      Dial.Reached reached =
          dial.reach(target, allowed.local(), socket.policy().parent(), socket.lookups());
      switch (reached) {
        case Dial.Reached.Not(int status, String why) -> refuse(live, status, why, "");
        case Dial.Reached.Open(Socket upstream, Optional<ParentProxy.Hop> parent) -> {
          live.opened(allowed.rule().origin().word(), bytes -> socket.sent(allowed.rule(), bytes));
          if (target.kind() == Target.Kind.TUNNEL) {
            boolean checked = allowed.local().isEmpty();
            tunnel(new Tunnel(endPoint, connections, upstream, target, checked, live, limits));
          } else {
            new Forward(request, response, callback, endPoint, upstream, live)
                .carry(target, parent, limits);
          }
        }
      }
    }

    /// The tunnel takes the connection over once the 200 is written.
    private void tunnel(Tunnel tunnel) {
      request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, tunnel);
      response.setStatus(200);
      response.write(
          true,
          ByteBuffer.allocate(0),
          Callback.from(
              callback::succeeded,
              failure -> {
                tunnel.cut();
                callback.failed(failure);
              }));
    }
  }
}
