package agenttui.server.watch;

import agenttui.agent.StateRule;
import agenttui.approval.Answer;
import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.approval.Asking;
import agenttui.approval.Effect;
import agenttui.approval.QuestionId;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.command.agents.Dialogs;
import agenttui.command.screen.SendKeys;
import agenttui.keeper.KeptPty;
import agenttui.keeper.Processes;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.state.Asked;
import agenttui.term.Pty;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What agents ask on their own screens, put among the questions that wait for a person, and the
/// person's answer sent as keys. Loop only, but for [#choose]; what may wait for the disk runs as a
/// task, one of a pane at a time.
final class ScreenDialogs implements Dialogs {
  private final Watch.Turns turns;
  private final Watch.Scene scene;
  private final Approvals approvals;
  private final InstantSource clock;
  private final Function<PaneId, Optional<Watched>> watched;
  private final Consumer<Watched> look;
  private final Map<PaneId, Standing> panes = new HashMap<>();

  /// One pane's question.
  private static final class Standing {
    private final Pane pane;
    private Optional<Asked> wanted = Optional.empty();
    private Optional<Asked> put = Optional.empty();
    private @Nullable Asking asking;
    private boolean busy;

    private Standing(Pane pane) {
      this.pane = pane;
    }

    private boolean isAbout(QuestionId id) {
      Asking question = asking;
      return !busy && question != null && question.question().id().equals(id);
    }
  }

  /// @param watched what was noticed of a pane
  /// @param look has a pane looked at soon
  ScreenDialogs(
      Watch.Turns turns,
      Watch.Scene scene,
      Approvals approvals,
      InstantSource clock,
      Function<PaneId, Optional<Watched>> watched,
      Consumer<Watched> look) {
    this.turns = turns;
    this.scene = scene;
    this.approvals = approvals;
    this.clock = clock;
    this.watched = watched;
    this.look = look;
  }

  /// The question that may be answered in the pane's stead now, if there is one.
  void asks(Pane pane, Optional<Asked> now) {
    Standing it = panes.get(pane.id());
    if (it == null && now.isPresent()) {
      it = new Standing(pane);
      panes.put(pane.id(), it);
    }
    if (it != null) {
      it.wanted = now;
      settle(it);
    }
  }

  /// Takes back the questions of panes that are gone.
  void keep(List<Pane> there) {
    for (Standing it : List.copyOf(panes.values())) {
      if (!there.contains(it.pane)) {
        asks(it.pane, Optional.empty());
      }
    }
  }

  private void settle(Standing it) {
    if (it.busy) {
      return;
    }
    if (it.wanted.equals(it.put)) {
      if (it.put.isEmpty()) {
        panes.remove(it.pane.id());
      }
      return;
    }
    Optional<Asked> next = it.wanted;
    Asking before = it.asking;
    Optional<Pty> pty = it.pane.pty();
    it.busy = true;
    turns.task(
        "put what " + it.pane.id() + " asks",
        () -> {
          Optional<Asking> now = Optional.empty();
          try {
            if (before != null) {
              before.withdraw("the question is gone");
            }
            now = next.filter(_ -> isOwn(pty)).map(asked -> put(it.pane, asked));
          } finally {
            Asking asking = now.orElse(null);
            turns.later(() -> settled(it, next, asking));
          }
        });
  }

  private void settled(Standing it, Optional<Asked> put, @Nullable Asking asking) {
    it.put = put;
    it.asking = asking;
    it.busy = false;
    settle(it);
  }

  /// Whether the agent itself drew what stands on its screen: a program that it has started in its
  /// pane, as an editor, asks nothing.
  private static boolean isOwn(Optional<Pty> pty) {
    return pty.filter(KeptPty.class::isInstance)
        .flatMap(kept -> Watch.soon((KeptPty) kept))
        .map(Processes::isOwnForeground)
        .orElse(true);
  }

  private Asking put(Pane pane, Asked asked) {
    List<String> labels = asked.answers().stream().map(StateRule.Answer::label).toList();
    Subject subject = new Subject.Dialog(pane.name(), asked.text(), asked.lines(), labels);
    return approvals.ask(new Request(Asker.pane(pane.id().toString()), subject), Effect.ASK);
  }

  @Override
  public Approvals.Taken choose(QuestionId id, String label, String by) {
    Optional<Waiting> question = approvals.waiting(id);
    boolean sends =
        question.isPresent()
            && question.get().request().subject() instanceof Subject.Dialog dialog
            && dialog.choices().contains(label);
    if (!sends) {
      return approvals.answer(id, new Answer.Choose(label), by);
    }
    Optional<Pty> pty =
        turns.call(() ->
            panes.values().stream()
                .filter(it -> it.isAbout(id))
                .findFirst()
                .flatMap(it -> it.pane.pty()));
    Optional<Standing> sent = isOwn(pty) ? turns.call(() -> send(id, label)) : Optional.empty();
    if (sent.isEmpty()) {
      return new Approvals.Taken.Refused("the question is gone");
    }
    try {
      return approvals.answer(id, new Answer.Choose(label), by);
    } finally {
      turns.later(() -> {
        sent.get().busy = false;
        settle(sent.get());
      });
    }
  }

  /// On the loop: sends the answer's keys, if the question stands there just now.
  ///
  /// @return whose question it was; empty when nothing was sent
  private Optional<Standing> send(QuestionId id, String label) {
    Optional<Standing> found = panes.values().stream().filter(it -> it.isAbout(id)).findFirst();
    Optional<Watched> pane = found.flatMap(it -> watched.apply(it.pane.id()));
    if (pane.isEmpty() || pane.get().pane.pty().isEmpty() || !pane.get().asksStill(clock)) {
      return Optional.empty();
    }
    Standing it = found.get();
    Instant now = clock.instant();
    it.put.orElseThrow().answers().stream()
        .filter(answer -> answer.label().equals(label))
        .findFirst()
        .ifPresent(answer -> scene.type(it.pane, SendKeys.bytes(answer.keys(), it.pane)));
    pane.get().answered(now);
    look.accept(pane.get());
    // Until it is told to all, it is neither taken back nor put again.
    it.busy = true;
    return found;
  }
}
