package agenttui.command.agents;

import agenttui.approval.ApprovalException;
import agenttui.approval.Approvals;
import agenttui.approval.QuestionId;
import agenttui.approval.RulePattern;
import agenttui.approval.Scope;
import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.command.PaneFacts;
import agenttui.mux.Panel;
import agenttui.mux.Question;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Waiting questions as screens show them: the answer strip, the list, the panel's rows. Any
/// thread.
///
/// @param approvals whose questions
/// @param panes all panes as they are now, for names and numbers
/// @param session the session of whoever looks: panes of others are named with theirs
public record ApprovalSheets(Approvals approvals, List<PaneFacts> panes, String session) {
  /// Words that are listed one by one in the details.
  private static final int WORDS = 12;

  /// The strip of the first question, the one to be answered first; empty when none waits.
  public Optional<Question.Held> first() {
    return approvals.waiting().stream().findFirst().map(this::strip);
  }

  /// The strip of that question; empty when it waits no more.
  public Optional<Question.Held> of(QuestionId id) {
    return approvals.waiting(id).map(this::strip);
  }

  /// The strip of the question so many places after that one, around the ends.
  Optional<Question.Held> beside(QuestionId id, int by) {
    List<Waiting> all = approvals.waiting();
    List<QuestionId> ids = all.stream().map(Waiting::id).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(strip(all.get(Math.floorMod(Math.max(0, ids.indexOf(id)) + by, all.size()))));
  }

  /// A sentence: its first words, what it is about, its end.
  private record Sentence(String verb, String object, String rest) {
    static Sentence of(Waiting question) {
      return switch (question.request().subject()) {
        case Subject.Call _ -> new Sentence("Run", question.line(), "?");
        case Subject.Host host ->
            new Sentence("Connect to", host.name(), ", port " + host.port() + "?");
        case Subject.Dialog dialog -> new Sentence("It", dialog.text(), "");
      };
    }
  }

  private Question.Held strip(Waiting question) {
    List<Waiting> all = approvals.waiting();
    Subject subject = question.request().subject();
    Sentence sentence = Sentence.of(question);
    return new Question.Held(
        question.id().toString(),
        asker(question),
        question.pane(),
        Math.max(0, all.indexOf(question)) + 1,
        Math.max(1, all.size()),
        question.since(),
        sentence.verb(),
        sentence.object(),
        sentence.rest(),
        by(question),
        where(question),
        question.why(),
        rule(question),
        subject instanceof Subject.Call it ? RulePattern.commandLine(it.argv()) : "",
        subject instanceof Subject.Dialog dialog ? choices(question.id(), dialog) : List.of(),
        details(question));
  }

  private static List<Question.Choice> choices(QuestionId id, Subject.Dialog dialog) {
    return dialog.choices().stream()
        .map(label ->
            new Question.Choice(
                label,
                RulePattern.commandLine(
                    List.of("approvals", "choose", "--next", id.toString(), label))))
        .toList();
  }

  private Optional<PaneFacts> pane(Waiting question) {
    return panes.stream().filter(each -> each.id().equals(question.pane())).findFirst();
  }

  private String number(Waiting question) {
    return pane(question)
        .map(pane ->
            (pane.session().equals(session) ? "" : pane.session() + ":")
                + (oneWindow(pane.session()) ? "" : pane.window() + ".")
                + pane.number())
        .orElse(question.pane());
  }

  private boolean oneWindow(String of) {
    return panes.stream()
            .filter(each -> each.session().equals(of))
            .mapToInt(PaneFacts::window)
            .distinct()
            .count()
        <= 1;
  }

  /// The pane as the panel has it: by its id, of another session by name and number.
  private String place(Waiting question) {
    boolean here = pane(question).filter(pane -> pane.session().equals(session)).isPresent();
    return here ? question.pane() : number(question);
  }

  private String asker(Waiting question) {
    return number(question) + pane(question).map(pane -> " " + pane.name()).orElse("");
  }

  private String by(Waiting question) {
    String said = question.request().subject() instanceof Subject.Host host ? host.by() : "";
    return said.isEmpty() ? pane(question).map(PaneFacts::name).orElse(question.pane()) : said;
  }

  private String where(Waiting question) {
    String branch = pane(question).map(PaneFacts::branch).orElse("");
    String fork =
        branch.isEmpty() ? "" : "of fork " + branch.substring(branch.lastIndexOf('/') + 1);
    return question.request().subject() instanceof Subject.Call call
        ? ("in " + call.directory() + " " + fork).strip()
        : fork;
  }

  private String rule(Waiting question) {
    try {
      return approvals.preview(question, Scope.PROJECT).text();
    } catch (ApprovalException e) {
      return "";
    }
  }

  private static List<Question.Detail> details(Waiting question) {
    List<Question.Detail> details = new ArrayList<>();
    details.add(new Question.Detail("question", question.id().toString()));
    switch (question.request().subject()) {
      case Subject.Call call -> details.addAll(details(call));
      case Subject.Host _ -> details.add(new Question.Detail("host", question.line()));
      case Subject.Dialog dialog -> {
        for (int i = 0; i < dialog.lines().size(); i++) {
          details.add(new Question.Detail(i == 0 ? "its screen" : "", dialog.lines().get(i)));
        }
      }
    }
    return details;
  }

  private static List<Question.Detail> details(Subject.Call call) {
    List<Question.Detail> details = new ArrayList<>();
    details.add(new Question.Detail("directory", call.directory()));
    details.add(new Question.Detail("words", Integer.toString(call.argv().size())));
    for (int i = 0; i < Math.min(WORDS, call.argv().size()); i++) {
      String word = RulePattern.commandLine(List.of(call.argv().get(i)));
      details.add(new Question.Detail("  " + (i + 1), word));
    }
    if (call.argv().size() > WORDS) {
      details.add(new Question.Detail("  …", call.argv().size() - WORDS + " more"));
    }
    return details;
  }

  /// The list of all that waits.
  Question.Waiting list(ZoneId zone) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm").withZone(zone);
    return new Question.Waiting(
        approvals.waiting().stream()
            .map(each ->
                new Question.HeldRow(
                    clock.format(each.since()), asker(each), each.line(), each.why(), show(each)))
            .toList());
  }

  /// The panel's rows.
  public List<Panel.Waiting> rows() {
    return approvals.waiting().stream()
        .map(each ->
            new Panel.Waiting(
                each.id().toString(),
                place(each),
                each.since(),
                each.line(),
                each.why(),
                show(each)))
        .toList();
  }

  private static String show(Waiting question) {
    return "approvals show " + question.id();
  }
}
