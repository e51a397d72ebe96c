package agenttui.command.work;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.fork.Family;
import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.git.ObjectId;
import agenttui.merge.Verdict;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Lists the forks of the repository, looked at now.
@CommandLine.Command(name = "list", description = "List the forks of this repository.")
public final class ForkList implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    return Here.run(context, this::list);
  }

  private Outcome list(Here here) {
    List<Status> statuses = here.forks().refresh(here.repository());
    List<Verdict> verdicts = here.merges().simulate(here.repository(), statuses);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Family family : here.forks().families(here.repository())) {
      List<Verdict> own =
          verdicts.stream()
              .filter(v -> v.status().fork().id().family().equals(family.id()))
              .toList();
      if (own.isEmpty()) {
        continue;
      }
      all.add(ForkJson.of(family, own, here.forks().clock()));
      if (!json.json()) {
        here.print(
            family.id()
                + "  from "
                + from(family.baseBranch(), family.base())
                + (own.getFirst().status().stale() ? "  stale" : ""));
        own.forEach(v -> here.print(line(v)));
      }
    }
    if (json.json()) {
      here.context().out().print(Json.pretty(all));
    } else if (all.isEmpty()) {
      here.context().err().println("no forks here; agent-tui fork makes one");
    }
    unknown(here, statuses);
    return Outcome.OK;
  }

  /// Where forks began: `main at 1a2b3c4`, or the commit alone.
  static String from(String branch, ObjectId commit) {
    return branch.isEmpty() ? commit.brief() : branch + " at " + commit.brief();
  }

  private static String line(Verdict verdict) {
    Status status = verdict.status();
    Fork fork = status.fork();
    String facts = status.isCounted() ? commits(status) + "  " + verdict.words() : status.problem();
    String rests =
        status.standing() == Status.Standing.RUNNING ? "" : ", " + ForkJson.word(status.standing());
    return "  %d %-8s %s  %s"
        .formatted(fork.id().index(), fork.setup().agent(), fork.branch(), facts + rests);
  }

  /// What a fork holds, in marks: `↑3 ↓0 +120 −8 *2`; `*?` where nobody knows of its files.
  static String commits(Status status) {
    String dirty =
        status
            .facts()
            .map(facts -> facts.dirty().isEmpty() ? "" : " *" + facts.dirty().size())
            .orElse(" *?");
    return "↑%d ↓%d +%d −%d%s"
        .formatted(status.ahead(), status.behind(), status.added(), status.removed(), dirty);
  }

  /// Says on the standard error, in one line, what could not be learned.
  static void unknown(Here here, List<Status> statuses) {
    List<Status> some = statuses.stream().filter(each -> each.facts().isEmpty()).toList();
    if (!some.isEmpty()) {
      List<String> names = some.stream().map(each -> here.name(each.fork())).toList();
      String line =
          "uncommitted files are not known (*?) of fork "
              + String.join(", ", names)
              + ": "
              + some.getFirst().problem();
      here.context().err().println(Printable.of(line));
    }
  }
}
