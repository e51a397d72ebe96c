package agenttui.command.work;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import agenttui.git.FastForward;
import agenttui.git.ObjectId;
import agenttui.merge.MergeRequest;
import agenttui.merge.MergeResult;
import agenttui.merge.Refusal;
import agenttui.merge.Strategy;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Merges forks into the user's repository.
@CommandLine.Command(
    name = "merge",
    description = "Merge forks: fetch their branches, or one octopus commit.")
public final class ForkMerge implements Command {
  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "N",
      description = "Forks, in this order; none: all of the family.")
  private List<String> names = new ArrayList<>();

  @CommandLine.Option(
      names = {"--family", "--session"},
      paramLabel = "SID",
      description = "The family.")
  private @Nullable String family;

  @CommandLine.Option(
      names = "--strategy",
      paramLabel = "S",
      description = "fetch, octopus or none.")
  private @Nullable String strategy;

  @CommandLine.Option(
      names = {"--fast-forward", "--ff"},
      description = "Move the checked-out branch to the result, if it is clean.")
  private boolean forward;

  @CommandLine.Option(names = "--commit", description = "Commit uncommitted files of forks first.")
  private boolean commit;

  @CommandLine.Option(names = "--ask", description = "Open the merge page.")
  private boolean ask;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    boolean known =
        strategy == null
            || List.of(Strategy.values()).stream().anyMatch(s -> word(s).equals(strategy));
    return known
        ? Here.run(context, this::merge)
        : Outcome.usage("fork merge: --strategy is fetch, octopus or none");
  }

  static String word(Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT);
  }

  private Outcome merge(Here here) {
    boolean bare = names.isEmpty() && strategy == null && here.context().caller().onScreen();
    if (ask || bare) {
      return page(here);
    }
    Strategy how = strategy == null ? Strategy.OCTOPUS : chosen(strategy);
    List<Fork> forks = names.isEmpty() ? all(here) : here.named(names, Optional.ofNullable(family));
    if (forks.isEmpty()) {
      return Outcome.failed("there is no fork to merge; agent-tui fork makes one");
    }
    if (!change.dryRun() && how != Strategy.NONE) {
      Optional<Outcome> unasked = here.unasked(change.yes(), "fork merge");
      if (unasked.isPresent()) {
        return unasked.get();
      }
    }
    if (commit && !change.dryRun()) {
      commitFirst(here, forks);
    }
    MergeRequest request =
        new MergeRequest(
            forks.stream().map(Fork::id).toList(),
            how,
            forward,
            change.dryRun() || how == Strategy.NONE);
    MergeResult result = here.merges().merge(here.repository(), request, here.context().progress());
    here.context().screens().refreshForks();
    return told(here, result);
  }

  private static Strategy chosen(String word) {
    return Strategy.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// All forks of one family: the one named, else the newest.
  private List<Fork> all(Here here) {
    Forks forks = here.forks();
    List<Fork> ready = forks.ready(here.repository());
    String wanted = family != null ? family : ready.isEmpty() ? "" : ready.getLast().id().family();
    return ready.stream().filter(f -> f.id().family().equals(wanted)).toList();
  }

  private static void commitFirst(Here here, List<Fork> forks) {
    for (Fork fork : forks) {
      if (here.forks().refresh(here.repository(), fork.id()).dirty() > 0) {
        here.context().progress().accept("committing in fork " + fork.id().index());
        here.forks().commitAll(here.repository(), fork.id(), "Work in progress");
      }
    }
  }

  private Outcome page(Here here) {
    Strategy how = strategy == null ? Strategy.FETCH : chosen(strategy);
    if (here.forks().ready(here.repository()).isEmpty()) {
      return Outcome.failed("there is no fork to merge; f makes one");
    }
    MergePages pages = new MergePages(here);
    if (names.isEmpty()) {
      return new Outcome.Ask(pages.first(all(here), how, forward));
    }
    List<Fork> marked = here.named(names, Optional.ofNullable(family));
    if (commit) {
      commitFirst(here, marked);
    }
    return new Outcome.Ask(pages.page(marked, how, forward));
  }

  private Outcome told(Here here, MergeResult result) {
    if (json.json()) {
      here.context().out().print(Json.pretty(json(result)));
    }
    return switch (result) {
      case MergeResult.Merged merged -> {
        if (!json.json()) {
          here.print(merged.line());
        }
        yield merged.forward().orElse(null) instanceof FastForward.Refused
            ? Outcome.failed(Printable.of(merged.line()))
            : Outcome.OK;
      }
      case MergeResult.Planned planned -> {
        if (!json.json()) {
          planned.steps().forEach(here::print);
          if (planned.steps().isEmpty()) {
            here.print("nothing is merged; --strategy fetch or octopus merges");
          }
        }
        yield Outcome.OK;
      }
      case MergeResult.Refused refused -> {
        List<String> lines = refused.reasons().stream().map(Refusal::line).toList();
        lines.stream().skip(1).forEach(l -> here.context().err().println(Printable.of(l)));
        yield Outcome.failed(Printable.of(lines.getFirst()));
      }
    };
  }

  private static Map<String, Object> json(MergeResult result) {
    Map<String, Object> map = new LinkedHashMap<>();
    switch (result) {
      case MergeResult.Merged merged -> {
        map.put("merged", true);
        map.put("strategy", word(merged.strategy()));
        map.put("branches", merged.branches());
        map.put("merge_commit_sha", merged.commit().map(ObjectId::hex).orElse(""));
        map.put("fast_forward", merged.forward().orElse(null) instanceof FastForward.Moved);
        map.put("line", merged.line());
      }
      case MergeResult.Planned planned -> {
        map.put("merged", false);
        map.put("plan", planned.steps());
      }
      case MergeResult.Refused refused -> {
        map.put("merged", false);
        map.put("refused", refused.reasons().stream().map(Refusal::line).toList());
        map.put(
            "conflicts",
            refused.reasons().stream()
                .filter(r -> r instanceof Refusal.Conflicts)
                .flatMap(r -> ForkJson.conflicts(((Refusal.Conflicts) r).conflicts()).stream())
                .toList());
      }
    }
    return map;
  }
}
