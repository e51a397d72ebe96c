package agenttui.command.work;

import agenttui.command.CommandException;
import agenttui.command.RunningWork;
import agenttui.command.Screens;
import agenttui.fork.CleanPlan;
import agenttui.fork.Facts;
import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fills the sheet that asks before a clean: facts first, No selected.
final class CleanSheets {
  private CleanSheets() {}

  static Question.Confirm of(Here here, CleanPlan plan) {
    List<Question.Fact> lost = new ArrayList<>();
    List<Question.Way> ways = new ArrayList<>();
    boolean several = plan.items().size() > 1;
    for (CleanPlan.Item item : plan.items()) {
      String name = here.name(item.fork());
      String of = several ? "fork " + name + ": " : "";
      item.protections().forEach(why -> lost.add(fact(here, item.status(), of, why)));
      running(here, item.fork(), of).ifPresent(lost::add);
      if (ways.isEmpty()) {
        ways.addAll(first(item, name, several ? "fork " + name : "it"));
      }
    }
    List<String> names = plan.items().stream().map(i -> here.name(i.fork())).toList();
    String forks = several ? names.size() + " forks" : "fork " + names.getFirst();
    String agent = several ? "" : " " + plan.items().getFirst().fork().setup().agent();
    return new Question.Confirm(
        "Clean " + forks + agent + "?",
        "CLEAN",
        !lost.isEmpty(),
        lost,
        "journal; trash keeps a copy for 14 days, U brings it back",
        ways,
        new Question.Choice("No, keep " + (several ? "them" : "it"), ""),
        new Question.Choice(
            "Clean " + forks, "fork clean --yes --force " + String.join(" ", names)));
  }

  /// What a person may want to do first with what would be lost.
  private static List<Question.Way> first(CleanPlan.Item item, String name, String label) {
    List<CleanPlan.Kind> kinds =
        item.protections().stream().map(CleanPlan.Protection::kind).toList();
    List<Question.Way> ways = new ArrayList<>();
    if (kinds.contains(CleanPlan.Kind.AHEAD)) {
      ways.add(new Question.Way('M', "merge " + label, "fork merge --ask " + name));
    }
    if (kinds.contains(CleanPlan.Kind.DIRTY)) {
      String line = "fork merge --ask --commit " + name;
      ways.add(new Question.Way('c', "commit, then merge " + label, line));
    }
    return ways;
  }

  private static Question.Fact fact(
      Here here, Status status, String of, CleanPlan.Protection protection) {
    return switch (protection.kind()) {
      case DIRTY -> {
        List<String> files = status.facts().map(Facts::dirty).orElse(List.of());
        yield new Question.Fact(
            of + Words.count(files.size(), "file"), "not committed", Words.some(files));
      }
      case AHEAD ->
          new Question.Fact(
              of + Words.count(status.ahead(), "commit"), "not merged", newest(here, status));
      case OTHER -> new Question.Fact(of + protection.words(), "not merged", "");
      case UNKNOWN -> new Question.Fact(of + "unknown", protection.words(), "");
    };
  }

  /// Its newest commit: `b7730c4 movable clock, 2 more`.
  private static String newest(Here here, Status status) {
    Fork fork = status.fork();
    String more = status.ahead() > 1 ? ", " + (status.ahead() - 1) + " more" : "";
    List<String> subject =
        here.forks().hub(here.repository()).subjects(fork.base(), fork.head(), 1);
    return String.join(" ", fork.head().brief(), String.join("", subject)).strip() + more;
  }

  /// What runs in its panes, shells at their prompts aside.
  private static Optional<Question.Fact> running(Here here, Fork fork, String of) {
    Screens screens = here.context().screens();
    String sandbox = here.forks().sandbox(fork).orElse("");
    List<String> commands = new ArrayList<>();
    try {
      screens.panes().stream()
          .filter(pane -> !sandbox.isEmpty() && pane.sandbox().equals(sandbox))
          .forEach(pane -> commands.addAll(screens.running(pane.id())));
    } catch (CommandException e) {
      // A pane that just ended, or a way that is lost: nothing is known to run there.
    }
    return RunningWork.fact(of, commands);
  }
}
