package agenttui.server;

import agenttui.mux.Question;
import agenttui.term.Printable;
import java.util.List;

/// A question as text, for a caller without a screen.
final class Asked {
  private Asked() {}

  /// Whether it only shows something: then it is the answer to what was said.
  static boolean isAnswer(Question question) {
    return question instanceof Question.Help
        || question instanceof Question.Notice
        || question instanceof Question.Find;
  }

  /// What to say so that it need not be asked.
  static String remedy(Question question) {
    boolean confirms =
        question instanceof Question.Confirm
            || question instanceof Question.Preview
            || question instanceof Question.MergePage;
    return confirms ? "say --yes to do it" : "say it on the command line: --help tells how";
  }

  /// Its facts, one a line, each ended by a newline.
  static String text(Question question) {
    StringBuilder text = new StringBuilder(Printable.of(question.title())).append('\n');
    lines(question).forEach(line -> text.append("  ").append(Printable.of(line)).append('\n'));
    return text.toString();
  }

  private static List<String> lines(Question question) {
    return switch (question) {
      case Question.Confirm confirm ->
          confirm.lost().stream()
              .map(fact -> (fact.what() + " " + fact.how() + " " + fact.which()).strip())
              .toList();
      case Question.ForkForm form -> form.agents();
      case Question.MergePage page ->
          page.conflicts().stream()
              .map(conflict -> conflict.file() + ": " + conflict.lines() + ", " + conflict.who())
              .toList();
      case Question.SignalChoice choice ->
          choice.targets().stream()
              .map(target -> target.command() + " INT|TERM|KILL   " + target.label())
              .toList();
      case Question.Choose choose ->
          choose.options().stream()
              .map(option -> choose.command() + " " + choose.each() + " " + option.value())
              .toList();
      case Question.Help help ->
          help.entries().stream().map(entry -> entry.allKeys() + "  " + entry.words()).toList();
      case Question.Entering entering -> List.of(entering.command() + " TEXT");
      case Question.Preview preview ->
          preview.rows().stream()
              .map(row -> row.what() + ": " + row.how() + ": " + row.which())
              .toList();
      case Question.Finder finder -> items(finder.items());
      case Question.Menu menu -> items(menu.items());
      case Question.Find find ->
          find.hits().stream().map(hit -> hit.place() + "  " + hit.text()).toList();
      case Question.Trying trying -> lines(trying.finder());
      case Question.Form form ->
          form.settings().stream()
              .map(setting ->
                  setting.option()
                      + " "
                      + String.join(
                          "|", setting.values().stream().map(Question.Option::value).toList()))
              .toList();
      case Question.Notice notice -> notice.lines();
      case Question.Held held ->
          held.details().stream().map(detail -> detail.name() + "  " + detail.value()).toList();
      case Question.Waiting waiting ->
          waiting.rows().stream().map(row -> row.asker() + "  " + row.text()).toList();
    };
  }

  private static List<String> items(List<Question.Item> items) {
    return items.stream().map(item -> item.command() + "   " + item.text()).toList();
  }
}
