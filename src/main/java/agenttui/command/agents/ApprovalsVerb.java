package agenttui.command.agents;

import agenttui.approval.Answer;
import agenttui.approval.Approvals;
import agenttui.approval.QuestionId;
import agenttui.approval.RulePattern;
import agenttui.approval.Scope;
import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.mux.Question;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Lists the questions that wait for a person; its sub-verbs answer them.
@CommandLine.Command(
    name = "approvals",
    description = "List what waits for your answer, and answer it.",
    subcommands = {
      ApprovalsVerb.Show.class,
      ApprovalsVerb.Approve.class,
      ApprovalsVerb.Deny.class,
      ApprovalsVerb.Choose.class,
      ApprovalRulesVerbs.Rules.class,
      ApprovalRulesVerbs.Forget.class,
    })
public final class ApprovalsVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One waiting question.
  ///
  /// @param id what `approve`, `deny` and `choose` take: it names this very question
  /// @param pane the pane that it came from
  /// @param kind `call` or `host`; `own` for what an agent asks on its own screen
  /// @param line what is asked for in one line, secrets masked, raw
  /// @param command a call's tool and arguments quoted as for a shell, or empty
  /// @param directory where a call would run, or empty
  /// @param since when it was put
  /// @param seconds how long it has waited
  /// @param why what made it wait
  /// @param choices what `choose` takes; empty but for an agent's own question
  record Row(
      String id,
      String pane,
      String kind,
      String line,
      String command,
      String directory,
      String since,
      long seconds,
      String why,
      List<String> choices) {
    static Row of(Waiting question, Clock clock) {
      Subject subject = question.request().subject();
      Subject.Call call = subject instanceof Subject.Call it ? it : null;
      return new Row(
          question.id().toString(),
          question.pane(),
          subject.kind(),
          question.line(),
          call == null ? "" : RulePattern.commandLine(call.argv()),
          call == null ? "" : call.directory(),
          question.since().toString(),
          Math.max(0, Duration.between(question.since(), clock.instant()).toSeconds()),
          question.why(),
          subject instanceof Subject.Dialog dialog ? dialog.choices() : List.of());
    }
  }

  @Override
  public boolean immediate() {
    return true; // So that the next key meets the sheet.
  }

  @Override
  public Outcome run(Context context) {
    if (context.caller().onScreen()) {
      return new Outcome.Ask(sheets(context).list(ZoneId.systemDefault()));
    }
    List<Row> rows =
        context.the(Approvals.class).waiting().stream()
            .map(question -> Row.of(question, Clock.systemUTC()))
            .toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    if (rows.isEmpty()) {
      context.out().println("nothing waits for an answer");
    }
    for (Row row : rows) {
      context
          .out()
          .printf(
              "%-12s %-4s %4ds  %s  (%s)%n",
              row.id(),
              row.pane(),
              row.seconds(),
              Printable.of(row.line()),
              Printable.of(row.choices().isEmpty() ? row.why() : said(row.choices())));
    }
    return Outcome.OK;
  }

  private static String said(List<String> choices) {
    return choices.stream()
        .map(each -> RulePattern.commandLine(List.of(each)))
        .collect(Collectors.joining(" or ", "choose ", ""));
  }

  private static ApprovalSheets sheets(Context context) {
    List<PaneFacts> panes = context.screens().panes();
    String own = context.caller().pane().orElse("");
    String session =
        panes.stream()
            .filter(pane -> pane.id().equals(own))
            .map(PaneFacts::session)
            .findFirst()
            .orElse("");
    return new ApprovalSheets(context.the(Approvals.class), panes, session);
  }

  /// Shows one question: on a screen the answer strip, elsewhere its facts.
  @CommandLine.Command(
      name = "show",
      description = "Show a waiting question: the oldest, or the one that is named.")
  static final class Show implements Command {
    @CommandLine.Parameters(arity = "0..1", paramLabel = "ID", description = "The question.")
    private @Nullable String id;

    @CommandLine.Option(
        names = "--after",
        paramLabel = "ID",
        description = "The one behind it, around the end.")
    private @Nullable String after;

    @CommandLine.Option(
        names = "--before",
        paramLabel = "ID",
        description = "The one before it, around the end.")
    private @Nullable String before;

    @Override
    public boolean immediate() {
      return true; // So that the next key meets the sheet.
    }

    @Override
    public Outcome run(Context context) {
      Optional<Question.Held> found = found(sheets(context));
      if (found.isEmpty()) {
        String what = id == null ? "nothing waits for an answer" : id + " does not wait any more";
        return Outcome.failed("approvals: " + what);
      }
      if (context.caller().onScreen()) {
        return new Outcome.Ask(found.get());
      }
      Question.Held held = found.get();
      String sentence = held.asker() + ": " + held.verb() + " " + held.object() + held.rest();
      context.out().println(Printable.of(sentence));
      context.out().println("  why        " + Printable.of(held.why()));
      for (Question.Detail each : held.details()) {
        context.out().printf("  %-10s %s%n", each.name(), Printable.of(each.value()));
      }
      return Outcome.OK;
    }

    private Optional<Question.Held> found(ApprovalSheets sheets) {
      if (after != null || before != null) {
        QuestionId beside = AnswerOptions.id(after != null ? after : String.valueOf(before));
        return sheets.beside(beside, after != null ? 1 : -1);
      }
      return id == null ? sheets.first() : sheets.of(AnswerOptions.id(id));
    }
  }

  /// Lets a held call or host go on.
  @CommandLine.Command(
      name = "approve",
      description = "Let a held call or host go on, as it is or edited.")
  static final class Approve implements Command {
    @CommandLine.Mixin private AnswerOptions options = new AnswerOptions();

    @CommandLine.Parameters(
        index = "1..*",
        paramLabel = "-- COMMAND",
        hideParamSyntax = true,
        description = "Run this instead of the call, once.")
    private List<String> instead = List.of();

    @Override
    public Outcome run(Context context) {
      if (!instead.isEmpty() && options.scope() != Scope.ONCE) {
        return Outcome.usage("approvals approve: an edited call runs once");
      }
      Answer answer =
          instead.isEmpty()
              ? new Answer.Allow(options.scope(), options.lasting())
              : new Answer.Edit(instead);
      return answered(context, options, answer);
    }
  }

  /// Refuses one.
  @CommandLine.Command(name = "deny", description = "Refuse a held call or host.")
  static final class Deny implements Command {
    @CommandLine.Mixin private AnswerOptions options = new AnswerOptions();

    @CommandLine.Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "One line that its caller reads.")
    private String reason = "";

    @Override
    public Outcome run(Context context) {
      String line = String.join(" ", reason.lines().toList());
      return answered(context, options, new Answer.Deny(line, options.scope(), options.lasting()));
    }
  }

  /// Answers what an agent asks on its own screen.
  @CommandLine.Command(
      name = "choose",
      description = "Answer what an agent asks on its own screen: sends the keys of that choice.")
  static final class Choose implements Command {
    @CommandLine.Parameters(
        index = "0",
        paramLabel = "ID",
        description = "The question, as approvals lists it.")
    private String id = "";

    @CommandLine.Parameters(
        index = "1",
        paramLabel = "CHOICE",
        description = "One of its choices, as approvals lists them: Yes.")
    private String choice = "";

    @CommandLine.Option(
        names = "--next",
        hidden = true,
        description = "Of the answer strip: show the next question afterwards.")
    private boolean next;

    @Override
    public Outcome run(Context context) {
      Dialogs dialogs = context.the(Dialogs.class);
      return told(context, dialogs.choose(AnswerOptions.id(id), choice, by(context)), next);
    }
  }

  private static String by(Context context) {
    return context.caller().onScreen() ? "key" : "command";
  }

  private static Outcome answered(Context context, AnswerOptions options, Answer answer) {
    Approvals approvals = context.the(Approvals.class);
    return told(context, approvals.answer(options.id(), answer, by(context)), options.next());
  }

  private static Outcome told(Context context, Approvals.Taken taken, boolean next) {
    return switch (taken) {
      case Approvals.Taken.Refused(String why) -> Outcome.failed("approvals: " + Printable.of(why));
      case Approvals.Taken.Done done -> {
        done.rule()
            .ifPresent(rule ->
                context.out().println(Printable.of(rule.text()) + ", " + rule.scope().words()));
        if (!next || !context.caller().onScreen()) {
          yield Outcome.OK;
        }
        yield sheets(context).first().<Outcome>map(Outcome.Ask::new).orElse(Outcome.OK);
      }
    };
  }
}
