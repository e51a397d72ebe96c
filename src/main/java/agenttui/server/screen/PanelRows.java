package agenttui.server.screen;

import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.egress.EgressRequest;
import agenttui.egress.Verdict;
import agenttui.journal.Entry;
import agenttui.keeper.ExitStatus;
import agenttui.mux.PaneId;
import agenttui.mux.Panel;
import agenttui.mux.Session;
import agenttui.toolproxy.ToolCall;
import agenttui.toolproxy.ToolState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the panel's ACTIVITY and SIGNALS show: tool calls and requests to the network as they are
/// now, and signals as they were sent. Loop only.
public final class PanelRows {
  private static final int KEPT = 500;

  /// A call or signal, and the pane that it belongs to.
  private record Bound(String pane, Panel.Row row) {}

  private final Map<String, Bound> activity = new LinkedHashMap<>();
  private final List<Bound> signals = new ArrayList<>();
  private final Map<String, Set<String>> open = new HashMap<>();
  private List<Bound> held = List.of();
  private long denials;

  /// A call started, grew or ended.
  public void call(ToolCall call) {
    Panel.Standing standing =
        switch (call.state()) {
          case ToolState.Running _ -> Panel.Standing.RUNNING;
          case ToolState.Ended(ExitStatus.Exited(int code)) when code == 0 -> Panel.Standing.DONE;
          case ToolState.Ended _, ToolState.Lost _ -> Panel.Standing.FAILED;
        };
    String command = call.running() ? "signal -t " + call.pane() : "";
    Panel.Row row =
        new Panel.Row(call.started(), "", standing, call.line(), false, result(call), 1, command);
    activity.put(call.id().value(), new Bound(call.pane(), row));
    trim();
  }

  /// A request to the network opened, ended or was refused. What a pane asks of one host is one row
  /// that counts, and comes to the end again when it is asked anew.
  public void request(EgressRequest request) {
    String key = "→ " + request.pane() + " " + request.place();
    Set<String> ids = open.computeIfAbsent(key, _ -> new HashSet<>());
    boolean known = request.open() ? !ids.add(request.id()) : ids.remove(request.id());
    boolean idle = ids.isEmpty();
    if (idle) {
      open.remove(key);
    }
    Bound before = activity.remove(key);
    Panel.Row row =
        new Panel.Row(
            request.started(),
            "",
            idle ? standing(request.verdict()) : Panel.Standing.RUNNING,
            place(request),
            true,
            idle ? result(request) : "",
            (before == null ? 0 : before.row().times()) + (known ? 0 : 1),
            remedy(request));
    activity.put(key, new Bound(request.pane(), row));
    trim();
  }

  /// What Enter on its row does: asks whether it may be allowed.
  private static String remedy(EgressRequest request) {
    return request.verdict() instanceof Verdict.Refused
        ? "network allow " + request.place() + " -t " + request.pane()
        : "";
  }

  private static String place(EgressRequest request) {
    return request.place().replaceFirst(":(80|443)$", "");
  }

  private static Panel.Standing standing(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Open _ -> Panel.Standing.RUNNING;
      case Verdict.Done _ -> Panel.Standing.DONE;
      case Verdict.Refused _, Verdict.Failed _ -> Panel.Standing.FAILED;
    };
  }

  private static String result(EgressRequest request) {
    return switch (request.verdict()) {
      case Verdict.Open _ -> "";
      case Verdict.Done _ -> took(request.took());
      case Verdict.Refused _ -> "denied";
      case Verdict.Failed _ -> "failed";
    };
  }

  private static String result(ToolCall call) {
    return switch (call.state()) {
      case ToolState.Running _ -> "";
      case ToolState.Ended(ExitStatus.Exited(int code)) ->
          code == 0 ? took(call.took()) : "exit " + code;
      case ToolState.Ended(ExitStatus.Signalled(int number)) -> "signal " + number;
      case ToolState.Ended(ExitStatus.Starved()) -> "no memory";
      case ToolState.Lost _ -> "lost";
    };
  }

  private static String took(Duration took) {
    if (took.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1fs", took.toMillis() / 1000.0);
    }
    return took.toMinutes() + "m" + took.toSecondsPart() + "s";
  }

  /// What is held now: each has a row as if it ran. What agents ask on their screens is no doing.
  public void held(List<Waiting> waiting) {
    held =
        waiting.stream()
            .filter(each -> !(each.request().subject() instanceof Subject.Dialog))
            .map(each ->
                new Bound(
                    each.pane(),
                    new Panel.Row(
                        each.since(),
                        "",
                        Panel.Standing.HELD,
                        each.line(),
                        each.request().subject() instanceof Subject.Host,
                        "held",
                        1,
                        "approvals show " + each.id())))
            .toList();
  }

  /// An entry that says that a call or host was denied.
  public void denied(Entry entry) {
    String line = entry.fields().getOrDefault("line", entry.text());
    Panel.Row row =
        new Panel.Row(entry.at(), "", Panel.Standing.FAILED, line, false, "denied", 1, "");
    activity.put("denied " + denials++, new Bound(entry.pane(), row));
    trim();
  }

  /// An entry that says that a signal was sent.
  public void signal(Entry entry) {
    Instant at = entry.at();
    signals.add(
        new Bound(
            entry.pane(),
            new Panel.Row(at, "", Panel.Standing.DONE, entry.text(), false, "sent", 1, "")));
    if (signals.size() > KEPT) {
      signals.removeFirst();
    }
  }

  private void trim() {
    if (activity.size() > KEPT) {
      activity.remove(activity.keySet().iterator().next());
    }
  }

  /// Gives the session's panel its rows.
  public void show(Session session) {
    List<Bound> all = new ArrayList<>(activity.values());
    all.addAll(held);
    List<Panel.Row> doings = rows(session, all);
    List<Panel.Row> sent = rows(session, signals);
    session.panels(panel -> {
      panel.activity(doings);
      panel.signals(sent);
    });
  }

  private static List<Panel.Row> rows(Session session, List<Bound> all) {
    List<Panel.Row> rows = new ArrayList<>();
    for (Bound bound : all) {
      PaneId.of(bound.pane())
          .flatMap(session::pane)
          .ifPresent(pane -> rows.add(withPane(bound.row(), pane.id().toString())));
    }
    return rows;
  }

  private static Panel.Row withPane(Panel.Row row, String pane) {
    return new Panel.Row(
        row.at(),
        pane,
        row.standing(),
        row.text(),
        row.host(),
        row.result(),
        row.times(),
        row.command());
  }
}
