package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.Words;
import agenttui.command.screen.Stage;
import agenttui.mux.PaneState;
import agenttui.mux.Question;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// One text for several panes: chosen, previewed, then put into the outbox of each. A pane that
/// asks something is refused.
@CommandLine.Command(
    name = "broadcast",
    description = "Send a text to several panes; a screen asks which, and shows what goes where.")
public final class Broadcast implements Command {
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Option(names = "-t", paramLabel = "PANE", description = "A pane; several times.")
  private List<String> targets = List.of();

  @CommandLine.Option(
      names = "--now",
      description = "At once, although they work; never into a question.")
  private boolean now;

  @CommandLine.Parameters(arity = "0..1", paramLabel = "TEXT", description = "The text.")
  private @Nullable String words;

  @Override
  public Outcome run(Context context) {
    if (targets.isEmpty()) {
      return choose(context);
    }
    Map<String, PaneFacts> meant = new LinkedHashMap<>();
    for (String target : targets) {
      PaneFacts pane = context.screens().facts(context.caller(), Optional.of(target));
      meant.putIfAbsent(pane.id(), pane);
    }
    List<PaneFacts> panes = List.copyOf(meant.values());
    List<String> line = new ArrayList<>(List.of("broadcast"));
    panes.forEach(pane -> line.addAll(List.of("-t", pane.id())));
    if (now) {
      line.add("--now");
    }
    if (words == null || words.isBlank()) {
      String title = "Text for " + panes.size() + " panes";
      return new Outcome.Ask(
          new Question.Entering(title, "BROADCAST", "", Words.line(line), "preview", true));
    }
    if (change.dryRun()) {
      panes.forEach(
          pane -> context.out().println(Printable.of(name(pane, panes)) + ": " + told(pane)));
      return Outcome.OK;
    }
    if (!change.yes()) {
      line.addAll(List.of("--yes", "--", words));
      return new Outcome.Ask(preview(panes, words, Words.line(line)));
    }
    return send(context, panes, words);
  }

  private Outcome send(Context context, List<PaneFacts> panes, String text) {
    int sent = 0;
    int waiting = 0;
    int refused = 0;
    Set<String> reasons = new LinkedHashSet<>();
    for (PaneFacts pane : panes) {
      if (asks(pane)) {
        refused++;
        reasons.add("they ask something");
        continue;
      }
      try {
        Outbox.Text put = context.the(Outbox.class).put(pane.id(), text, now);
        boolean waits = put.status() == Outbox.Status.WAITING;
        waiting += waits ? 1 : 0;
        sent += waits ? 0 : 1;
      } catch (CommandException e) {
        // The others get theirs all the same, and the receipt says which did not.
        refused++;
        reasons.add(e.getMessage());
      }
    }
    String why = String.join("; ", reasons);
    context
        .out()
        .println(
            "sent to %d%s%s"
                .formatted(
                    sent,
                    waiting == 0 ? "" : ", " + waiting + " when they rest",
                    refused == 0 ? "" : ", " + refused + " refused: " + why));
    return refused == panes.size() ? new Outcome.Done(1) : Outcome.OK;
  }

  private static boolean asks(PaneFacts pane) {
    return pane.state().equals("needs");
  }

  private String told(PaneFacts pane) {
    boolean rests = pane.state().equals("idle") || pane.state().equals("done");
    if (pane.exit() >= 0) {
      return "refused: no program runs there";
    }
    return asks(pane)
        ? "refused: it asks something"
        : rests || now ? "is sent now" : "waits until it rests";
  }

  /// `3 shell`, or `2.3 shell` where the panes are of several windows.
  private static String name(PaneFacts pane, List<PaneFacts> among) {
    boolean several = among.stream().anyMatch(other -> other.window() != pane.window());
    return (several ? pane.window() + "." : "") + pane.number() + " " + pane.name();
  }

  private Question preview(List<PaneFacts> panes, String text, String line) {
    String shown = text.replace('\n', Question.Entering.BREAK);
    List<Question.Fact> facts =
        panes.stream()
            .map(pane -> new Question.Fact(name(pane, panes), told(pane), shown))
            .toList();
    return new Question.Preview(
        "Send to " + panes.size() + " panes?",
        "BROADCAST",
        facts,
        new Question.Choice("No", ""),
        new Question.Choice("Send", line));
  }

  private static Outcome choose(Context context) {
    Stage stage = context.the(Stage.class);
    List<Question.Option> options =
        stage.call(() -> {
          var session = stage.session(context.caller(), Optional.empty());
          var seat = stage.seat(context.caller(), session);
          return session.panes().stream()
              .filter(pane -> pane.state() instanceof PaneState.Running)
              .map(pane ->
                  new Question.Option(
                      pane.id().toString(),
                      seat.place(pane.id().toString()) + " " + pane.name(),
                      pane.activity().line(),
                      false))
              .toList();
        });
    if (options.isEmpty()) {
      return Outcome.failed("broadcast: no program runs in any pane");
    }
    return new Outcome.Ask(
        new Question.Choose(
            "Send a text to panes",
            "BROADCAST",
            List.of(),
            options,
            true,
            "broadcast",
            "-t",
            "Go on",
            new Question.Choice("No", "")));
  }
}
