package agenttui.egress;

import agenttui.approval.Approvals;
import agenttui.approval.Asking;
import agenttui.approval.Decision;
import agenttui.approval.Effect;
import agenttui.approval.Subject;
import agenttui.http.Connections;
import agenttui.http.HttpSockets;
import agenttui.journal.Journal;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
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
  private static final String GONE = "its caller is gone";
  private static final String STOPPING = "the server is stopping";

  private final HttpSockets<EgressSocket> sockets;
  private final Dial dial;
  private final EgressLimits limits;
  private final EgressRequests requests;
  private final Approvals approvals;
  private final Journal journal;
  private final Clock clock;

  EgressHandler(
      HttpSockets<EgressSocket> sockets,
      Dial dial,
      EgressLimits limits,
      EgressRequests requests,
      Approvals approvals,
      Journal journal,
      Clock clock) {
    this.sockets = sockets;
    this.dial = dial;
    this.limits = limits;
    this.requests = requests;
    this.approvals = approvals;
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
    Optional<EgressSocket> socket = sockets.of(request);
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
      this.connections = Connections.of(request);
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
      agenttui.approval.Request asked =
          new agenttui.approval.Request(
              socket.asker(), new Subject.Host(target.host(), target.port(), ""));
      Optional<Effect> ruled = approvals.ruled(asked);
      switch (socket.decide(target)) {
        case Policy.Decision.Allowed allowed when !ruled.equals(Optional.of(Effect.DENY)) ->
            carry(live, target, allowed);
        case Policy.Decision.Denied(String why, boolean draft) when !draft || ruled.isEmpty() ->
            refuse(live, 403, why, draft ? socket.drafted(target) : "");
        // Denied by a rule, or on no list and a rule says what then.
        case Policy.Decision _ -> ask(live, target, approvals.ask(asked, Effect.DENY));
      }
    }

    /// Connects as a rule, or a person, says; until then no connection exists and no name was
    /// looked up.
    private void ask(LiveRequest live, Target target, Asking asking) {
      switch (asking.decided().orElseGet(() -> held(asking))) {
        case Decision.Allowed _ -> carry(live, target, allowed(target));
        case Decision.Denied(String why) -> refuse(live, 403, "is " + why, "");
        case Decision.Chosen(String label) ->
            throw new IllegalStateException("no choices were given, " + label + " least of all");
        case Decision.Withdrawn(String why) -> refuse(live, 503, "was not connected: " + why, "");
      }
    }

    private static Policy.Decision.Allowed allowed(Target target) {
      Policy.Rule rule = new Policy.Rule(HostRule.exactly(target), Policy.Origin.APPROVAL);
      return new Policy.Decision.Allowed(rule, Optional.empty());
    }

    private boolean hasBody() {
      HttpFields headers = request.getHeaders();
      return headers.contains(HttpHeader.TRANSFER_ENCODING)
          || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /// Waits for a person. A caller that has sent a body, or is about to, cannot be watched: what
    /// it says next may be that.
    private Decision held(Asking asking) {
      endPoint.setIdleTimeout(0);
      Optional<HeldCaller> caller =
          hasBody()
              ? Optional.empty()
              : Optional.of(HeldCaller.watch(endPoint, () -> asking.withdraw(GONE)));
      try {
        Optional<Decision> decision = asking.await(limits.idle());
        if (decision.isEmpty()) {
          asking.withdraw("nobody answered for " + limits.idle().toMinutes() + " min");
        }
        Decision last = asking.await();
        boolean there = caller.map(HeldCaller::answered).orElse(true);
        return there ? last : new Decision.Withdrawn(GONE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        asking.withdraw(STOPPING);
        return new Decision.Withdrawn(STOPPING);
      } finally {
        endPoint.setIdleTimeout(limits.idle().toMillis());
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
