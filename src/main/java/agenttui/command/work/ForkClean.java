package agenttui.command.work;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.fork.CleanPlan;
import agenttui.fork.Cleaned;
import agenttui.fork.Fork;
import agenttui.fork.ForkId;
import agenttui.fork.Words;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Moves forks to the trash, after the facts.
@CommandLine.Command(
    name = "clean",
    description = "Move forks to the trash; what is in no branch of yours is protected.")
public final class ForkClean implements Command {
  @CommandLine.Parameters(arity = "0..*", paramLabel = "N", description = "Forks.")
  private List<String> names = new ArrayList<>();

  @CommandLine.Option(
      names = {"--family", "--session"},
      paramLabel = "SID",
      description = "All forks of a family.")
  private @Nullable String family;

  @CommandLine.Option(
      names = "--older-than",
      paramLabel = "DAYS",
      description = "All forks older than so many days.")
  private @Nullable Integer olderThan;

  @CommandLine.Option(names = "--all", description = "All forks of this repository.")
  private boolean all;

  @CommandLine.Option(
      names = "--keep-dirty",
      description = "Clean the others, keep protected ones.")
  private boolean keepDirty;

  @CommandLine.Option(names = "--force", description = "Clean protected ones too.")
  private boolean force;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    int selectors =
        (names.isEmpty() ? 0 : 1)
            + (family != null ? 1 : 0)
            + (olderThan != null ? 1 : 0)
            + (all ? 1 : 0);
    boolean bare = selectors == 0 && context.caller().onScreen();
    if (selectors != 1 && !bare) {
      return Outcome.usage("fork clean: say which: N, --family SID, --older-than DAYS or --all");
    }
    if (olderThan != null && olderThan < 0) {
      return Outcome.usage("fork clean: --older-than takes a number of days from 0");
    }
    return Here.run(context, this::clean);
  }

  private Outcome clean(Here here) {
    List<Fork> forks = selected(here);
    if (forks.isEmpty()) {
      return Outcome.failed("there is no such fork; fork list shows them");
    }
    here.context().progress().accept("looking into the forks");
    List<ForkId> ids = forks.stream().map(Fork::id).toList();
    CleanPlan plan = here.forks().plan(here.repository(), ids);
    if (change.dryRun()) {
      return planned(here, plan);
    }
    if (!change.yes()) {
      return here.context().caller().interactive()
          ? new Outcome.Ask(CleanSheets.of(here, plan))
          : Outcome.failed("fork clean: nobody can be asked here; --yes says yes");
    }
    if (!plan.kept().isEmpty() && !force && !keepDirty) {
      return Outcome.failed(Printable.of(refusal(plan.kept())));
    }
    return done(here, plan);
  }

  private List<Fork> selected(Here here) {
    List<Fork> ready = here.forks().ready(here.repository());
    if (family != null) {
      return ready.stream().filter(f -> f.id().family().equals(family)).toList();
    }
    if (olderThan != null) {
      Instant limit = here.forks().clock().instant().minus(Duration.ofDays(olderThan));
      return ready.stream().filter(f -> f.createdAt().isBefore(limit)).toList();
    }
    if (all) {
      return ready;
    }
    if (!names.isEmpty()) {
      return here.named(names, Optional.empty());
    }
    PaneFacts pane =
        here.pane(Optional.empty()).orElseThrow(() -> new CommandException("no pane is meant"));
    return List.of(
        here.forkOf(pane)
            .orElseThrow(() -> new CommandException("pane " + pane.number() + " shows no fork")));
  }

  private static String refusal(List<CleanPlan.Item> kept) {
    CleanPlan.Item first = kept.getFirst();
    List<String> words = first.protections().stream().map(CleanPlan.Protection::words).toList();
    String more =
        kept.size() > 1 ? " (and " + Words.count(kept.size() - 1L, "more fork") + ")" : "";
    return "fork %d: clean refused: %s%s; --keep-dirty keeps it, --force cleans it"
        .formatted(first.fork().id().index(), String.join(", ", words), more);
  }

  private Outcome planned(Here here, CleanPlan plan) {
    if (json.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("plan", true);
      map.put("total", plan.items().size());
      map.put("clean", plan.items().size() - plan.kept().size());
      map.put("protected", plan.kept().size());
      map.put(
          "will_delete", force ? plan.items().size() : plan.items().size() - plan.kept().size());
      map.put("forks", plan.items().stream().map(ForkClean::json).toList());
      here.context().out().print(Json.pretty(map));
      return Outcome.OK;
    }
    for (CleanPlan.Item item : plan.items()) {
      List<String> words = item.protections().stream().map(CleanPlan.Protection::words).toList();
      String what = words.isEmpty() ? "nothing would be lost" : String.join(", ", words);
      here.print("fork " + item.fork().id().index() + ": " + what);
    }
    return Outcome.OK;
  }

  private static Map<String, Object> json(CleanPlan.Item item) {
    Map<String, Object> map = ForkJson.of(item.fork());
    map.put("protections", item.protections().stream().map(CleanPlan.Protection::words).toList());
    return map;
  }

  private Outcome done(Here here, CleanPlan plan) {
    Map<ForkId, String> sandboxes = new LinkedHashMap<>();
    plan.items()
        .forEach(
            i -> here.forks().sandbox(i.fork()).ifPresent(s -> sandboxes.put(i.fork().id(), s)));
    here.context().progress().accept("archiving");
    Cleaned cleaned = here.forks().clean(here.repository(), plan, force);
    for (Fork fork : cleaned.trashed()) {
      closePanes(here, sandboxes.getOrDefault(fork.id(), ""));
    }
    here.context().screens().refreshForks();
    List<String> numbers =
        cleaned.trashed().stream().map(f -> String.valueOf(f.id().index())).toList();
    if (json.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("executed", true);
      map.put("deleted", cleaned.trashed().stream().map(f -> f.id().toString()).toList());
      map.put("kept", cleaned.kept().stream().map(ForkClean::json).toList());
      map.put("failed", cleaned.failed());
      here.context().out().print(Json.pretty(map));
    } else if (!numbers.isEmpty()) {
      String which = (numbers.size() == 1 ? "fork " : "forks ") + String.join(", ", numbers);
      here.print(which + " in the trash for 14 days; fork undo brings back");
    }
    return cleaned.failed().isEmpty()
        ? Outcome.OK
        : Outcome.failed(Printable.of(cleaned.failed().getFirst()));
  }

  private static void closePanes(Here here, String sandbox) {
    if (sandbox.isEmpty()) {
      return;
    }
    for (PaneFacts pane : here.context().screens().panes()) {
      if (pane.sandbox().equals(sandbox)) {
        here.context().screens().close(pane.id());
      }
    }
  }
}
