package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.term.Pty;
import agenttui.toolproxy.ToolCall;
import agenttui.toolproxy.ToolCalls;
import agenttui.toolproxy.ToolSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Sends a signal to the program of a pane, or to a running tool call. Without a signal it asks
/// which, and to what.
@CommandLine.Command(
    name = "signal",
    description = "Send a signal to a pane's program or to a running tool call.")
public final class Signal implements Command {
  private static final String NAMES = "INT, TERM, CONT, KILL, HUP, QUIT or WINCH";

  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(names = "--call", paramLabel = "ID", description = "To this tool call.")
  private @Nullable String call;

  @CommandLine.Parameters(arity = "0..1", paramLabel = "SIGNAL", description = NAMES + ".")
  private @Nullable String name;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Pane meant = context.the(Stage.class).pane(context.caller(), pane.target());
    if (name == null) {
      return new Outcome.Ask(question(context, meant));
    }
    Optional<ToolSignal> signal = ToolSignal.named(name);
    if (signal.isEmpty()) {
      return Outcome.usage("signal: no signal " + name + ", but " + NAMES);
    }
    return call == null
        ? toProgram(context, meant, signal.get())
        : toCall(context, new ToolCall.Id(call), signal.get());
  }

  private static Question question(Context context, Pane pane) {
    List<Question.Target> targets = new ArrayList<>();
    for (ToolCall each : calls(context).map(ToolCalls::running).orElse(List.of())) {
      if (each.pane().equals(pane.id().toString())) {
        Duration age = Duration.between(each.started(), Clock.systemUTC().instant());
        String note = "tool call of pane " + pane.number() + ", " + age.toSeconds() + " s";
        targets.add(new Question.Target(each.line(), note, "signal --call " + each.id().value()));
      }
    }
    if (pane.pty().isPresent()) {
      targets.add(
          new Question.Target(
              pane.name(), "the program of pane " + pane.number(), "signal -t " + pane.id()));
    }
    if (targets.isEmpty()) {
      throw new CommandException("nothing runs in pane " + pane.number());
    }
    return new Question.SignalChoice("Signal to pane " + pane.number(), targets);
  }

  private static Optional<ToolCalls> calls(Context context) {
    return context.doors().find(ToolCalls.class);
  }

  private static Outcome toProgram(Context context, Pane pane, ToolSignal signal) {
    Optional<Pty> pty = pane.pty();
    if (pty.isEmpty()) {
      return Outcome.failed("signal: pane " + pane.number() + " has no program");
    }
    pty.get().signal(signal.number());
    context
        .the(Journal.class)
        .append(
            Topic.SIGNAL,
            pane.id().toString(),
            signal + " → " + pane.name(),
            Map.of("signal", signal.name(), "by", "you"));
    return Outcome.OK;
  }

  private static Outcome toCall(Context context, ToolCall.Id id, ToolSignal signal) {
    boolean sent = calls(context).map(calls -> calls.signal(id, signal)).orElse(false);
    return sent ? Outcome.OK : Outcome.failed("signal: that call has ended");
  }
}
