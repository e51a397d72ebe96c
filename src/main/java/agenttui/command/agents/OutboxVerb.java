package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.screen.PaneOption;
import agenttui.mux.Question;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Texts for panes, with receipts. Alone it lists them.
@CommandLine.Command(
    name = "outbox",
    description = "List the texts that wait for panes, and those that were sent.",
    subcommands = {OutboxVerb.Put.class, OutboxVerb.Drop.class, OutboxVerb.Release.class})
public final class OutboxVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    List<Outbox.Text> texts = context.the(Outbox.class).all();
    if (json.json()) {
      context.out().print(Json.pretty(texts));
      return Outcome.OK;
    }
    for (Outbox.Text text : texts) {
      context
          .out()
          .printf(
              "%d  %s  %-8s %s%s%n",
              text.number(),
              text.pane(),
              text.status().name().toLowerCase(Locale.ROOT),
              text.why().isEmpty() ? "" : "(" + text.why() + ") ",
              Printable.of(text.words().lines().findFirst().orElse("")));
    }
    return Outcome.OK;
  }

  private static String went(Outbox.Text text, String pane) {
    boolean waits = text.status() == Outbox.Status.WAITING;
    return waits ? "waits until " + pane + " rests" : "sent to " + pane;
  }

  /// Writes a text for a pane.
  @CommandLine.Command(
      name = "put",
      description = "Type a text into a pane when its program rests; a screen asks for it.")
  public static final class Put implements Command {
    @CommandLine.Mixin private PaneOption pane = new PaneOption();

    @CommandLine.Option(
        names = "--now",
        description = "At once, although it works; never into a question.")
    private boolean now;

    @CommandLine.Parameters(arity = "0..1", paramLabel = "TEXT", description = "The text.")
    private @Nullable String words;

    @Override
    public Outcome run(Context context) {
      PaneFacts meant = context.screens().facts(context.caller(), pane.target());
      String name = meant.number() + " " + meant.name();
      if (words == null) {
        String line = "outbox put -t " + meant.id() + (now ? " --now" : "");
        String when = now ? "send now" : "send when it rests";
        return new Outcome.Ask(
            new Question.Entering("Text for " + name, "OUTBOX", "", line, when, true));
      }
      if (words.isBlank()) {
        return Outcome.usage("outbox put: a text without a word");
      }
      context.out().println(went(context.the(Outbox.class).put(meant.id(), words, now), name));
      return Outcome.OK;
    }
  }

  /// Takes a text back.
  @CommandLine.Command(name = "drop", description = "Take a text back that waits or is held.")
  public static final class Drop implements Command {
    @CommandLine.Parameters(paramLabel = "NUMBER", description = "Its number.")
    private int number;

    @Override
    public Outcome run(Context context) {
      return context.the(Outbox.class).drop(number)
          ? Outcome.OK
          : Outcome.failed("outbox drop: no text " + number + " waits");
    }
  }

  /// Lets a text go that is held.
  @CommandLine.Command(
      name = "release",
      description = "Let a text go that is held: to what its pane runs now, when that rests.")
  public static final class Release implements Command {
    @CommandLine.Parameters(paramLabel = "NUMBER", description = "Its number.")
    private int number;

    @Override
    public Outcome run(Context context) {
      Outbox.Text text = context.the(Outbox.class).release(number);
      context.out().println(went(text, text.pane()));
      return Outcome.OK;
    }
  }
}
