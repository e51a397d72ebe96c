package agenttui.toolproxy;

import agenttui.approval.Approvals;
import agenttui.approval.Asking;
import agenttui.approval.Decision;
import agenttui.approval.Effect;
import agenttui.approval.Masked;
import agenttui.approval.Subject;
import agenttui.http.Connections;
import agenttui.http.HttpSockets;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.keeper.ExitStatus;
import agenttui.keeper.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/// Answers `POST /exec` and `POST /signal`; each request has a virtual thread of its own.
final class ToolHandler extends Handler.Abstract {
  private static final Pattern EXEC_ID = Pattern.compile("[0-9a-f]{32}");

  /// Bytes of what a hook says.
  private static final int HOOK = 1 << 16;

  private static final Pattern EVENT = Pattern.compile("[A-Za-z]{1,64}");

  private final HttpSockets<ToolSocket> sockets;
  private final ToolTable table;
  private final ToolLimits limits;
  private final ToolCalls calls;
  private final Hooks hooks;
  private final Approvals approvals;
  private final Journal journal;
  private final Clock clock;

  ToolHandler(
      HttpSockets<ToolSocket> sockets,
      ToolTable table,
      ToolLimits limits,
      ToolCalls calls,
      Hooks hooks,
      Approvals approvals,
      Journal journal,
      Clock clock) {
    this.sockets = sockets;
    this.table = table;
    this.limits = limits;
    this.calls = calls;
    this.hooks = hooks;
    this.approvals = approvals;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<ToolSocket> socket = sockets.of(request);
    if (socket.isEmpty()) {
      callback.failed(new EofException("the socket is closing"));
      return true;
    }
    Visit visit = new Visit(socket.get(), request, response, callback);
    Optional<Refusal> wrong = HeadCheck.of(request, socket.get().token());
    if (wrong.isPresent()) {
      visit.refuse(wrong.get());
    } else {
      switch (request.getHttpURI().getPath()) {
        case "/exec" -> visit.exec();
        case "/hook" -> visit.hook();
        default -> visit.signal();
      }
    }
    return true;
  }

  /// One request.
  private final class Visit {
    private final ToolSocket socket;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final EndPoint endPoint;
    private final Connections connections;
    private final boolean framed;
    private final Frames frames;

    Visit(ToolSocket socket, Request request, Response response, Callback callback) {
      this.socket = socket;
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
      this.connections = Connections.of(request);
      this.framed = "framed".equals(header("X-Agent-Tui-Streams"));
      this.frames = new Frames(Content.Source.asInputStream(request));
    }

    private String header(String name) {
      String value = request.getHeaders().get(name);
      return value == null ? "" : value;
    }

    void refuse(Refusal refusal) {
      noted(refusal);
      refusal.write(response, callback);
    }

    private void noted(Refusal refusal) {
      connections.met(endPoint);
      journal.append(
          Topic.TOOL,
          socket.pane(header("X-Agent-Tui-Pane")),
          "refused: " + refusal.text(),
          Map.of("step", "refused", "status", Integer.toString(refusal.status())));
    }

    /// Refuses a call that was held: its body is being read, so the answer is complete only when
    /// its caller has gone.
    private void refuse(Refusal refusal, ToolSocket.Exec exec) {
      noted(refusal);
      try (Blocker.Callback sent = Blocker.callback()) {
        refusal.write(response, sent);
        sent.block();
        exec.awaitClient(limits.grace());
        endPoint.close();
        exec.awaitClient(limits.grace());
        callback.succeeded();
      } catch (IOException e) {
        endPoint.close();
        callback.failed(quiet(e));
      }
    }

    void signal() {
      readForm(false, limits.form())
          .ifPresent(body -> {
            Optional<Form> form = Form.parse(body).filter(each -> each.only("exec_id", "signal"));
            Optional<String> id = form.flatMap(each -> each.one("exec_id"));
            Optional<ToolSignal> signal =
                form.filter(each -> !each.all("signal").isEmpty())
                    .map(each -> each.one("signal").flatMap(ToolSignal::named))
                    .orElse(Optional.of(ToolSignal.TERM));
            if (id.isEmpty() || signal.isEmpty()) {
              refuse(new Refusal(400, "malformed signal"));
            } else if (!socket.signal(id.get(), signal.get())) {
              refuse(new Refusal(404, "no such call"));
            } else {
              done();
            }
          });
    }

    private void done() {
      response.setStatus(204);
      callback.succeeded();
    }

    void hook() {
      String event = header("X-Agent-Tui-Event");
      if (!EVENT.matcher(event).matches()) {
        refuse(new Refusal(400, "malformed event"));
        return;
      }
      readForm(false, Math.min(HOOK, limits.form()))
          .ifPresent(body -> {
            hooks.tell(socket.pane(header("X-Agent-Tui-Pane")), event, body);
            done();
          });
    }

    void exec() {
      readForm(framed, limits.form()).ifPresent(this::exec);
    }

    private void exec(byte[] body) {
      switch (ExecForm.read(body, header("X-Agent-Tui-Size"), table.environment())) {
        case ExecForm.Result.Bad(Refusal refusal) -> refuse(refusal);
        case ExecForm.Result.Good(ToolCommand command) ->
            table
                .kindOf(command.argv().getFirst())
                .ifPresentOrElse(
                    kind -> exec(kind, command),
                    () -> refuse(new Refusal(403, "no sidecar has this tool")));
      }
    }

    private void exec(ToolKind kind, ToolCommand command) {
      String given = header("X-Agent-Tui-Exec-Id");
      String id = given.isEmpty() ? ToolCall.Id.random().value() : given;
      Optional<ToolSocket.Exec> exec =
          EXEC_ID.matcher(id).matches() ? socket.register(id) : Optional.empty();
      if (exec.isEmpty()) {
        refuse(new Refusal(400, "malformed or used exec id"));
        return;
      }
      try {
        parsed("parsed", kind, command);
        // A person may take long to answer, a start as long as the sidecar's image takes, and the
        // tool as long as it likes.
        endPoint.setIdleTimeout(0);
        ask(id, exec.get(), kind, command);
      } finally {
        socket.unregister(id, exec.get());
      }
    }

    /// Starts it as the rules, or a person, say; until then no process of it exists.
    private void ask(String id, ToolSocket.Exec exec, ToolKind kind, ToolCommand command) {
      Subject.Call call = new Subject.Call(command.argv(), command.directory());
      Asking asking =
          approvals.ask(
              new agenttui.approval.Request(socket.asker(header("X-Agent-Tui-Pane")), call),
              Effect.ALLOW);
      Optional<Decision> byRule = asking.decided();
      Decision decision =
          byRule.orElseGet(
              () -> framed ? exec.await(asking, frames) : exec.await(asking, this::probe));
      switch (decision) {
        case Decision.Allowed allowed when allowed.subject().equals(call) ->
            start(id, exec, kind, command);
        case Decision.Allowed allowed -> instead(id, exec, command, allowed.subject());
        case Decision.Denied(String reason) when byRule.isPresent() ->
            refuse(new Refusal(403, reason));
        case Decision.Denied(String reason) -> refuse(new Refusal(403, reason), exec);
        case Decision.Chosen(String label) ->
            throw new IllegalStateException("no choices were given, " + label + " least of all");
        case Decision.Withdrawn(String why) -> refuse(exec.withdrawn(why), exec);
      }
    }

    /// Starts what a person made of it.
    private void instead(String id, ToolSocket.Exec exec, ToolCommand command, Subject subject) {
      if (!(subject instanceof Subject.Call(List<String> argv, String directory))) {
        throw new IllegalStateException("a call cannot become " + subject);
      }
      ToolCommand edited = new ToolCommand(argv, directory, command.environment());
      table
          .kindOf(argv.getFirst())
          .ifPresentOrElse(
              kind -> {
                parsed("edited", kind, edited);
                start(id, exec, kind, edited);
              },
              () -> refuse(new Refusal(403, "no sidecar has the edited call's tool"), exec));
    }

    private void probe() throws IOException {
      try {
        response.writeInterim(HttpStatus.PROCESSING_102, HttpFields.EMPTY).get();
      } catch (ExecutionException e) {
        throw new EofException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void start(String id, ToolSocket.Exec exec, ToolKind kind, ToolCommand command) {
      switch (socket.runner().start(kind, command)) {
        case ToolRunner.Start.Started(Run run) -> carry(id, exec, run, live(kind, command, run));
        case ToolRunner.Start.Absent(String why) -> refuse(new Refusal(409, why));
        case ToolRunner.Start.Failed(String why) -> refuse(new Refusal(500, why));
      }
    }

    private LiveCall live(ToolKind kind, ToolCommand command, Run run) {
      return new LiveCall(
          socket.pane(header("X-Agent-Tui-Pane")), kind, command, run, clock, journal, calls::tell);
    }

    private void carry(String id, ToolSocket.Exec exec, Run run, LiveCall call) {
      Answer answer = new Answer(response, framed);
      Exchange exchange = new Exchange(run, answer, frames, framed, limits.grace());
      calls.add(call);
      call.started();
      exec.started(call, exchange);
      begin(answer, id, call, exchange);
      ToolState state = exchange.carry(call::wrote, endPoint::close);
      socket.unregister(id, exec);
      call.ended(state);
      end(answer, exchange, state);
    }

    private void begin(Answer answer, String id, LiveCall call, Exchange exchange) {
      try {
        answer.begin(id, table.wantsInput(call.now().argv()));
      } catch (IOException e) {
        exchange.leave();
      }
    }

    /// The only place where an answer ends properly; everything else cuts it off, which the shim
    /// takes for 86.
    private void end(Answer answer, Exchange exchange, ToolState state) {
      try {
        if (exchange.gone()) {
          throw new EofException("the shim went away");
        }
        if (state instanceof ToolState.Lost(String why)) {
          exchange.apologise(why);
          throw new EofException(why);
        }
        if (state instanceof ToolState.Ended(ExitStatus.Starved())) {
          exchange.apologise("killed: its sidecar had no memory left");
        }
        answer.end(state);
        exchange.awaitClient(limits.grace());
        endPoint.close();
        exchange.awaitClient(limits.grace());
        callback.succeeded();
      } catch (IOException e) {
        endPoint.close();
        exchange.awaitClient(limits.grace());
        callback.failed(quiet(e));
      }
    }

    /// A client that leaves is not worth Jetty's warning.
    private static IOException quiet(IOException e) {
      return e instanceof EofException ? e : new EofException(e);
    }

    private void parsed(String step, ToolKind kind, ToolCommand command) {
      journal.append(
          Topic.TOOL,
          socket.pane(header("X-Agent-Tui-Pane")),
          Masked.line(command.argv()),
          Map.of("step", step, "kind", kind.name(), "directory", command.directory()));
    }

    /// Reads the form within its deadline and size. Empty when the request was already answered.
    private Optional<byte[]> readForm(boolean inFrames, int limit) {
      connections.await(endPoint, limits.body());
      try {
        byte[] body = inFrames ? formFrames(limit) : plainForm(limit);
        if (body.length > limit) {
          refuse(new Refusal(413, "the request is longer than " + (limit >> 10) + " KiB"));
          return Optional.empty();
        }
        return Optional.of(body);
      } catch (ProtocolException e) {
        refuse(new Refusal(400, "malformed frame"));
        return Optional.empty();
      } catch (IOException e) {
        callback.failed(quiet(e));
        return Optional.empty();
      } finally {
        connections.met(endPoint);
      }
    }

    private byte[] plainForm(int limit) throws IOException {
      try (InputStream in = Content.Source.asInputStream(request)) {
        return in.readNBytes(limit + 1);
      }
    }

    private byte[] formFrames(int limit) throws IOException {
      ByteArrayOutputStream form = new ByteArrayOutputStream();
      while (form.size() <= limit) {
        Frames.Frame frame = frames.next();
        if (frame.kind() != Frames.FORM) {
          throw new ProtocolException("input before the form's end");
        }
        if (frame.payload().length == 0) {
          break;
        }
        form.write(frame.payload());
      }
      return form.toByteArray();
    }
  }
}
