package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.egress.EgressProxy;
import agenttui.egress.EgressRequest;
import agenttui.egress.EgressSocket;
import agenttui.egress.Policy;
import agenttui.egress.Verdict;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Shows what a pane reaches on the network and who says so, and what was refused lately. Hosts
/// that it prints were normalised by the proxy: no letter in them can do harm.
@CommandLine.Command(
    name = "network",
    description = "Show what a pane reaches on the network; allow and deny hosts.",
    subcommands = {NetworkAllow.class, NetworkDeny.class, NetworkForget.class})
public final class NetworkVerb implements Command {
  /// How many of the latest refusals are shown.
  private static final int LATEST = 10;

  @CommandLine.Mixin private NetworkPane pane = new NetworkPane();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One rule.
  ///
  /// @param host as written
  /// @param allowed or denied
  /// @param by who wrote it
  record Line(String host, boolean allowed, String by) {}

  /// A name of the user's own file.
  record Local(String name, String place) {}

  /// A request that was not carried out.
  record Missed(Instant at, String place, String why) {}

  /// All that is shown.
  ///
  /// @param mode `allowlist`, `open` …
  /// @param refused hosts that no rule allows, with how often they were asked for
  /// @param latest requests that were refused or failed, the latest last
  record Page(
      String pane,
      String mode,
      List<Line> rules,
      List<Local> local,
      List<EgressSocket.Refused> refused,
      List<Missed> latest) {}

  @Override
  public Outcome run(Context context) {
    PaneFacts facts = pane.facts(context);
    Optional<EgressSocket> socket = pane.found(context, facts);
    Page page = socket.map(it -> page(context, facts, it)).orElseGet(() -> bare(context, facts));
    if (json.json()) {
      context.out().print(Json.pretty(page));
    } else {
      print(context.out(), facts, page);
    }
    return Outcome.OK;
  }

  private static Page bare(Context context, PaneFacts pane) {
    String mode =
        pane.sandbox().isEmpty()
            ? "open"
            : context
                .doors()
                .find(Sandboxes.class)
                .flatMap(all -> all.find(pane.sandbox()))
                .map(sandbox -> sandbox.network().word())
                .orElse("unknown");
    return new Page(pane.id(), mode, List.of(), List.of(), List.of(), List.of());
  }

  private static Page page(Context context, PaneFacts pane, EgressSocket socket) {
    Policy policy = socket.effective();
    List<Line> rules = new ArrayList<>();
    policy.deny().forEach(rule -> rules.add(line(rule, false)));
    socket.once().forEach(host -> rules.add(new Line(host.toString(), true, "once")));
    policy.allow().forEach(rule -> rules.add(line(rule, true)));
    List<Missed> latest =
        context.the(EgressProxy.class).requests().recent().stream()
            .filter(each -> socket.serves().contains(each.pane()))
            .flatMap(each -> missed(each).stream())
            .toList();
    return new Page(
        pane.id(),
        policy.mode().word(),
        rules,
        policy.local().stream()
            .map(each -> new Local(each.name().toString(), each.place()))
            .toList(),
        socket.refused(),
        latest.subList(Math.max(0, latest.size() - LATEST), latest.size()));
  }

  private static Line line(Policy.Rule rule, boolean allowed) {
    return new Line(rule.host().toString(), allowed, rule.origin().word());
  }

  private static Optional<Missed> missed(EgressRequest request) {
    return switch (request.verdict()) {
      case Verdict.Open _, Verdict.Done _ -> Optional.empty();
      case Verdict.Refused(String why) ->
          Optional.of(new Missed(request.started(), request.place(), why));
      case Verdict.Failed(String why) ->
          Optional.of(new Missed(request.started(), request.place(), why));
    };
  }

  private static void print(PrintStream out, PaneFacts pane, Page page) {
    out.printf("pane %d: network %s%n", pane.number(), page.mode());
    page.rules()
        .forEach(rule ->
            out.printf(
                "  %-8s %-40s %s%n",
                rule.allowed() ? "allowed" : "denied", rule.host(), rule.by()));
    page.local()
        .forEach(
            each -> out.printf("  %-8s %-40s user%n", "local", each.name() + " → " + each.place()));
    if (!page.refused().isEmpty()) {
      out.printf("refused, because nothing allows them (network allow HOST does):%n");
      page.refused().forEach(each -> out.printf("  %-49s ×%d%n", each.host(), each.times()));
    }
    if (!page.latest().isEmpty()) {
      out.printf("the latest that came to nothing:%n");
      page.latest().forEach(each -> out.printf("  %s %s%n", each.place(), each.why()));
    }
  }
}
