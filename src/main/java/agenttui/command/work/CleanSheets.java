package agenttui.command.work;

import agenttui.fork.CleanPlan;
import agenttui.fork.Facts;
import agenttui.fork.Fork;
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
    for (CleanPlan.Item item : plan.items()) {
      facts(item, plan.items().size() > 1, lost);
      if (ways.isEmpty()) {
        ways.addAll(first(item, here.name(item.fork())));
      }
    }
    List<String> names = plan.items().stream().map(i -> here.name(i.fork())).toList();
    String line = "fork clean --yes --force " + String.join(" ", names);
    String title =
        plan.items().size() == 1
            ? title(plan.items().getFirst().fork())
            : "Clean " + Words.count(plan.items().size(), "fork");
    return new Question.Confirm(
        title,
        "CLEAN",
        !lost.isEmpty(),
        lost,
        "everything goes to the trash for 14 days; U brings it back",
        ways,
        new Question.Choice("No, keep it", ""),
        new Question.Choice("Clean", line));
  }

  /// What a person may want to do first with what would be lost.
  private static List<Question.Way> first(CleanPlan.Item item, String name) {
    List<CleanPlan.Kind> kinds =
        item.protections().stream().map(CleanPlan.Protection::kind).toList();
    List<Question.Way> ways = new ArrayList<>();
    if (kinds.contains(CleanPlan.Kind.DIRTY)) {
      String line = "fork merge --ask --commit " + name;
      ways.add(new Question.Way('c', "commit the files and merge fork " + name, line));
    } else if (kinds.contains(CleanPlan.Kind.AHEAD)) {
      ways.add(new Question.Way('m', "merge fork " + name, "fork merge --ask " + name));
    }
    return ways;
  }

  private static String title(Fork fork) {
    return "Clean fork " + fork.id().index() + " " + fork.setup().agent();
  }

  private static void facts(CleanPlan.Item item, boolean several, List<Question.Fact> lost) {
    String of = several ? "fork " + item.fork().id().index() + ": " : "";
    Optional<Facts> facts = item.status().facts();
    for (CleanPlan.Protection protection : item.protections()) {
      lost.add(
          switch (protection.kind()) {
            case DIRTY -> {
              List<String> files = facts.map(Facts::dirty).orElse(List.of());
              yield new Question.Fact(
                  of + Words.count(files.size(), "file"), "not committed", Words.some(files));
            }
            case AHEAD ->
                new Question.Fact(
                    of + Words.count(facts.map(Facts::ahead).orElse(0), "commit"),
                    "not merged",
                    item.fork().branch());
            case OTHER -> new Question.Fact(of + protection.words(), "not merged", "");
            case UNKNOWN -> new Question.Fact(of + "unknown", protection.words(), "");
          });
    }
  }
}
