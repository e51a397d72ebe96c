package agenttui.command.work;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.merge.Verdict;
import agenttui.store.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Tells all that is known of one fork, looked at now; one that rests is not woken.
@CommandLine.Command(name = "show", description = "Show what a fork holds and how it would merge.")
final class ForkShow implements Command {
  @CommandLine.Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      description = "The fork; else that of the pane.")
  private @Nullable String name;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    return Here.run(context, this::show);
  }

  private Outcome show(Here here) {
    Fork fork = meant(here);
    List<Status> statuses = here.forks().refresh(here.repository());
    List<Verdict> verdicts = here.merges().simulate(here.repository(), statuses);
    Verdict verdict =
        verdicts.stream()
            .filter(v -> v.status().fork().id().equals(fork.id()))
            .findFirst()
            .orElseThrow(() -> new CommandException("fork " + here.name(fork) + " is gone"));
    if (json.json()) {
      here.context().out().print(Json.pretty(ForkJson.of(verdict)));
    } else {
      lines(verdict).forEach(here::print);
    }
    ForkList.unknown(here, List.of(verdict.status()));
    return Outcome.OK;
  }

  private Fork meant(Here here) {
    return name != null
        ? here.named(List.of(name), Optional.empty()).getFirst()
        : here.pane(Optional.empty())
            .flatMap(here::forkOf)
            .orElseThrow(() -> new CommandException("say which: fork list shows them"));
  }

  private static List<String> lines(Verdict verdict) {
    Status status = verdict.status();
    Fork fork = status.fork();
    String place =
        String.join(
            ", ",
            fork.setup().sandbox(),
            "network " + fork.setup().network(),
            ForkJson.word(status.standing()));
    String files =
        status
            .facts()
            .map(facts ->
                facts.dirty().isEmpty() ? "all committed" : Words.uncommitted(facts.dirty()))
            .orElse("not known");
    return List.of(
        "fork " + fork.id().index() + " " + fork.setup().agent() + "  " + fork.branch(),
        "  from     " + ForkList.from(fork.baseBranch(), fork.base()),
        "  sandbox  " + place,
        "  commits  " + ForkList.commits(status),
        "  files    " + files,
        "  merge    " + verdict.words() + where(verdict));
  }

  private static String where(Verdict verdict) {
    List<String> paths = verdict.conflictPaths();
    return paths.isEmpty() ? "" : " in " + Words.some(paths);
  }
}
