package agenttui.command.agents;

import agenttui.approval.Approvals;
import agenttui.approval.Rule;
import agenttui.approval.Scope;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import picocli.CommandLine;

/// The rules in force, and taking back those that answers made.
final class ApprovalRulesVerbs {
  private ApprovalRulesVerbs() {}

  /// One rule.
  ///
  /// @param number what `forget` takes
  /// @param rule as it is written: `ask npm publish`
  /// @param scope for whom
  /// @param owner the pane, family or project; empty for the user
  /// @param until when it ends, or empty
  /// @param origin where it stands
  record Row(int number, String rule, String scope, String owner, String until, String origin) {
    static Row of(int number, Rule rule) {
      return new Row(
          number,
          rule.text(),
          rule.scope().words(),
          rule.owner(),
          rule.until().map(Object::toString).orElse(""),
          rule.origin());
    }
  }

  private static List<Rule> rules(Context context) {
    return context.the(Approvals.class).rules();
  }

  /// Lists them.
  @CommandLine.Command(name = "rules", description = "List the rules in force.")
  static final class Rules implements Command {
    @CommandLine.Mixin private JsonOption json = new JsonOption();

    @Override
    public Outcome run(Context context) {
      List<Rule> rules = rules(context);
      List<Row> rows =
          java.util.stream.IntStream.range(0, rules.size())
              .mapToObj(i -> Row.of(i + 1, rules.get(i)))
              .toList();
      if (json.json()) {
        context.out().print(Json.pretty(rows));
        return Outcome.OK;
      }
      for (Row row : rows) {
        String whose = (row.scope() + " " + row.owner()).strip();
        context
            .out()
            .printf(
                "%3d  %s  (%s, %s)%n",
                row.number(), Printable.of(row.rule()), Printable.of(whose), row.origin());
      }
      return Outcome.OK;
    }
  }

  /// Takes one back.
  @CommandLine.Command(name = "forget", description = "Take back a rule that an answer made.")
  static final class Forget implements Command {
    @CommandLine.Parameters(paramLabel = "N", description = "Its number in approvals rules.")
    private int number;

    @CommandLine.Parameters(
        index = "1..*",
        paramLabel = "RULE",
        description = "The rule itself, so that no other one is meant.")
    private List<String> words = List.of();

    @Override
    public Outcome run(Context context) {
      List<Rule> rules = rules(context);
      if (number < 1 || number > rules.size()) {
        return Outcome.failed("approvals forget: there is no rule " + number);
      }
      Rule rule = rules.get(number - 1);
      if (!words.isEmpty() && !String.join(" ", words).equals(rule.text())) {
        return Outcome.failed("approvals forget: rule " + number + " is another one now");
      }
      if (rule.scope() == Scope.USER && !rule.origin().equals("your answer")) {
        return Outcome.failed("approvals forget: that one stands in " + rule.origin());
      }
      context.the(Approvals.class).forget(rule);
      context.out().println("forgot " + Printable.of(rule.text()));
      return Outcome.OK;
    }
  }
}
