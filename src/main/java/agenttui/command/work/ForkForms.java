package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.PaneFacts;
import agenttui.fork.Fork;
import agenttui.fork.Setup;
import agenttui.fork.Status;
import agenttui.fork.Words;
import agenttui.git.Head;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fills the fork dialog.
final class ForkForms {
  private static final int MOST = 8;

  private ForkForms() {}

  static Question.ForkForm of(
      Here here, Optional<PaneFacts> pane, Optional<Fork> source, Setup setup) {
    List<String> agents = new ArrayList<>(List.of(setup.agent()));
    here.context().the(Agents.class).all().stream()
        .map(Agent::name)
        .filter(name -> !name.equals(setup.agent()))
        .forEach(agents::add);
    List<Question.Base> bases = new ArrayList<>();
    int dirty;
    if (source.isPresent()) {
      Status status = here.forks().refresh(here.repository(), source.get().id());
      dirty = status.dirty();
      String note = status.fork().head().brief() + uncommitted(dirty);
      bases.add(new Question.Base("this pane as it is now", note, "", true));
    } else {
      dirty = here.repository().changes().count();
      String note =
          here.repository().head().commitIfAny().map(c -> c.brief()).orElse("")
              + uncommitted(dirty);
      bases.add(new Question.Base("your checkout as it is now", note, "", true));
    }
    if (source.isPresent() && here.repository().head() instanceof Head.Branch head) {
      String option = "--base " + agenttui.command.Words.line(List.of(head.name()));
      bases.add(new Question.Base(head.name(), head.commit().brief(), option, false));
    }
    String command = "fork --committed" + pane.map(p -> " -t " + p.id()).orElse("");
    String title = pane.map(p -> "Fork " + p.number() + " " + p.name()).orElse("Fork");
    return new Question.ForkForm(
        title, command, agents, MOST, "", bases, dirty, setup.network(), branches(here, source));
  }

  private static String uncommitted(int files) {
    return files == 0 ? "" : ", " + Words.count(files, "file") + " not committed";
  }

  private static String branches(Here here, Optional<Fork> source) {
    return source
        .flatMap(f -> here.forks().family(here.repository(), f.id().family()))
        .map(f -> {
          int number = here.forks().nextNumber(here.repository(), f);
          return "fork/" + f.baseLabel() + "/" + f.id() + "-" + number;
        })
        .orElse("fork/…");
  }
}
