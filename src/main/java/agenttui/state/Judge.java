package agenttui.state;

import agenttui.term.Notice;
import agenttui.term.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an observation says, by the first source that has something to say. A pure function of one
/// moment: what must last before it is believed is [Steadier]'s.
///
/// The order of trust is that of [Source]. Agents' marks stand before running tool calls: an agent
/// that asks or waits while a server that it started runs on asks or waits; the call is then its
/// reason, not its state. Hooks say nothing when a person interrupts their agent, so they give
/// reasons, and a state only where no mark does; but that it asks is believed of them against a
/// mark of rest, until somebody types.
final class Judge {
  /// Longest command in a reason, in cells.
  private static final int COMMAND = 60;

  /// From this long without output, processor time or network a worker is doubted.
  static final Duration STUCK = Duration.ofMinutes(2);

  /// Output counts as going on for so long.
  private static final Duration FRESH = Duration.ofSeconds(3);

  /// From this much of one processor something is computed.
  private static final int BUSY = 20;

  private Judge() {}

  /// What is to be said.
  ///
  /// @param marks what the agent's marks say
  static Claim judge(Observation seen, Optional<Claim> marks) {
    Claim claim =
        life(seen)
            .or(() -> held(seen))
            .or(() -> marks.filter(mark -> mark.doing() != Doing.IDLE))
            .or(() -> told(seen, seen.signals().asks()))
            .or(() -> marks)
            .or(() -> told(seen, seen.signals().hook()))
            .or(() -> call(seen))
            .or(() -> progress(seen))
            .or(() -> rang(seen))
            .or(() -> prompt(seen))
            .or(() -> process(seen))
            .orElseGet(() -> quiet(seen));
    return claim.doing() == Doing.WORKING ? stuck(reasoned(claim, seen), seen) : claim;
  }

  private static Optional<Claim> life(Observation seen) {
    return switch (seen.life()) {
      case Observation.Life.Runs _ -> Optional.empty();
      case Observation.Life.Making(String what) ->
          Optional.of(Claim.of(Doing.WORKING, Printable.of(what), seen.at(), Source.LIFE));
      case Observation.Life.Cut(String why) ->
          Optional.of(Claim.of(Doing.UNKNOWN, Printable.of(why), seen.at(), Source.LIFE));
      case Observation.Life.Ended(int code, Optional<String> why) -> {
        String more = why.map(text -> " (" + Printable.of(text) + ")").orElse("");
        Doing doing = code == 0 ? Doing.IDLE : Doing.FAILED;
        yield Optional.of(
            Claim.of(doing, "its program ended with " + code + more, seen.at(), Source.LIFE));
      }
    };
  }

  private static Optional<Claim> held(Observation seen) {
    return seen.held().stream()
        .findFirst()
        .map(first ->
            Claim.of(
                Doing.NEEDS,
                "approval " + Printable.of(first.id()) + ": " + command(first.what()),
                first.since(),
                Source.APPROVAL));
  }

  /// What a hook told, unless somebody has typed since.
  private static Optional<Claim> told(Observation seen, Optional<Observation.Hook> told) {
    return told.filter(hook -> hook.counts(seen.flow().lastInput()))
        .map(hook -> {
          String reason = hook.reason().isEmpty() ? "its hooks say so" : hook.reason();
          return Claim.of(hook.doing(), reason, hook.at(), Source.HOOK);
        });
  }

  private static Optional<Claim> call(Observation seen) {
    return newest(seen)
        .map(call -> Claim.of(Doing.WORKING, command(call.line()), call.since(), Source.CALL));
  }

  private static Optional<Observation.Call> newest(Observation seen) {
    List<Observation.Call> calls = seen.calls();
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
  }

  private static Optional<Claim> progress(Observation seen) {
    return seen.signals()
        .progress()
        .flatMap(progress -> {
          Optional<Doing> doing =
              switch (progress.state()) {
                case NONE -> Optional.empty();
                case NORMAL, INDETERMINATE -> Optional.of(Doing.WORKING);
                case ERROR -> Optional.of(Doing.FAILED);
                case PAUSED -> Optional.of(Doing.PAUSED);
              };
          String reason =
              progress.state() == Notice.Progress.State.INDETERMINATE
                  ? "says that it works"
                  : "says " + progress.percent() + " %";
          return doing.map(what -> Claim.of(what, reason, progress.at(), Source.PROGRESS));
        });
  }

  private static Optional<Claim> prompt(Observation seen) {
    return seen.signals()
        .prompt()
        .map(prompt ->
            switch (prompt.mark()) {
              case OUTPUT -> {
                String what = foreground(seen).map(Judge::command).orElse("a command");
                yield Claim.of(Doing.WORKING, what, prompt.at(), Source.PROMPT);
              }
              case PROMPT, COMMAND, FINISHED -> {
                int status = prompt.exit().orElse(0);
                String failed = status == 0 ? "" : ", the last command ended with " + status;
                yield Claim.of(
                    Doing.IDLE, "waits at its prompt" + failed, prompt.at(), Source.PROMPT);
              }
            });
  }

  private static Optional<Claim> process(Observation seen) {
    if (seen.kind() != Observation.Kind.SHELL) {
      return Optional.empty();
    }
    return seen.work()
        .map(work ->
            work.foreground()
                .map(line -> Claim.of(Doing.WORKING, command(line), work.since(), Source.PROCESS))
                .orElseGet(() ->
                    Claim.of(Doing.IDLE, "waits at its prompt", work.since(), Source.PROCESS)));
  }

  private static Optional<Claim> rang(Observation seen) {
    Optional<Claim> said =
        seen.signals()
            .notification()
            .map(note ->
                Claim.of(Doing.NEEDS, "says " + command(note.text()), note.at(), Source.BELL));
    return said.or(() ->
        seen.signals().bell().map(at -> Claim.of(Doing.NEEDS, "rang the bell", at, Source.BELL)));
  }

  private static Claim quiet(Observation seen) {
    boolean writes = seen.flow().quiet(seen.at()).compareTo(FRESH) < 0 && seen.flow().ownOutput();
    boolean computes = seen.work().filter(work -> work.percent() >= BUSY).isPresent();
    if (writes || computes) {
      String reason = writes ? "writes" : "computes";
      return Claim.of(Doing.WORKING, reason, seen.at(), Source.QUIET);
    }
    return seen.kind() == Observation.Kind.AGENT
        ? Claim.of(Doing.UNKNOWN, "nothing on its screen tells", seen.at(), Source.QUIET)
        : Claim.of(Doing.IDLE, "writes nothing", seen.flow().lastOutput(), Source.QUIET);
  }

  /// What is better known than that it works: the tool call or command that it works at.
  private static Claim reasoned(Claim claim, Observation seen) {
    boolean vague =
        switch (claim.source()) {
          case HOOK, TITLE, SCREEN, PROGRESS, QUIET -> true;
          case LIFE, APPROVAL, CALL, PROMPT, PROCESS, BELL -> false;
        };
    if (!vague) {
      return claim;
    }
    return newest(seen)
        .map(call -> claim.because(command(call.line()), call.since()))
        .or(() ->
            seen.signals()
                .hook()
                .filter(hook -> hook.doing() == Doing.WORKING && !hook.reason().isEmpty())
                .map(hook -> claim.because(hook.reason(), hook.at())))
        .or(() ->
            seen.work()
                .filter(work -> work.busiest().isPresent())
                .map(work ->
                    claim.because(
                        command(work.busiest().orElseThrow()) + ", " + work.percent() + " % CPU",
                        claim.from())))
        .orElse(claim);
  }

  private static Claim stuck(Claim claim, Observation seen) {
    Duration quiet = seen.flow().quiet(seen.at());
    boolean computes = seen.work().filter(work -> work.percent() > 0).isPresent();
    boolean talks =
        seen.network()
            .filter(last -> Duration.between(last, seen.at()).compareTo(STUCK) < 0)
            .isPresent();
    // A shell's command may sleep as long as it likes; an agent draws while it works.
    if (seen.kind() != Observation.Kind.AGENT
        || claim.source() == Source.LIFE
        || quiet.compareTo(STUCK) < 0
        || computes
        || talks
        || !seen.calls().isEmpty()) {
      return claim;
    }
    return claim.because("stuck? no output, no processor time", seen.flow().lastOutput());
  }

  private static Optional<String> foreground(Observation seen) {
    return seen.work().flatMap(Observation.Work::foreground);
  }

  /// A command or text from outside, safe and short.
  private static String command(String line) {
    return "`" + Printable.of(line.strip(), COMMAND) + "`";
  }

  /// Since when a claim that says the same as one before holds.
  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
