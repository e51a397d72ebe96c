package agenttui.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one pane does over time: claims that last become the verdict, so that a mark that is gone
/// for a moment changes nothing; the end of a turn that nobody saw is [Doing#DONE] until somebody
/// looks. One per pane, one thread.
public final class Steadier {
  /// Transitions that are kept for [#recent].
  private static final int KEPT = 20;

  /// A command shorter than this is not worth a look when it ends.
  private static final Duration COMMAND = Duration.ofSeconds(5);

  /// An agent that works before anybody typed, and for less than this, has only started.
  private static final Duration START = Duration.ofSeconds(10);

  private final Rules rules;
  private final Deque<Transition> recent = new ArrayDeque<>();
  private Verdict verdict;
  private @Nullable Claim candidate;
  private Instant candidateSince;
  private @Nullable Instant turn;
  private boolean started;
  private final Asks asks = new Asks();

  /// @param rules the marks of the pane's agent; of none for other programs
  /// @param now when the pane was opened
  public Steadier(Rules rules, Instant now) {
    this(rules, Verdict.unknown(now), now);
  }

  /// Goes on where another one ended, which was lost with its server.
  ///
  /// @param before what was shown last
  /// @param now when the pane was found again
  public Steadier(Rules rules, Verdict before, Instant now) {
    this.rules = rules;
    this.verdict = before;
    this.candidateSince = now;
    this.started = before.doing() != Doing.UNKNOWN;
    this.turn =
        before.doing() == Doing.WORKING || before.doing() == Doing.PAUSED ? before.since() : null;
  }

  /// The marks that it judges by.
  public Rules rules() {
    return rules;
  }

  /// What is shown now.
  public Verdict verdict() {
    return verdict;
  }

  /// The last transitions, the newest first, at most 20.
  public List<Transition> recent() {
    return List.copyOf(recent);
  }

  /// When to observe again though nothing happens: a claim waits until it has lasted.
  public Optional<Instant> due() {
    Claim waiting = candidate;
    Optional<Instant> question = asks.due();
    if (waiting == null) {
      return question;
    }
    Instant claim = candidateSince.plus(patience(verdict.doing(), waiting));
    return Optional.of(question.map(when -> Judge.earlier(when, claim)).orElse(claim));
  }

  /// The question on its screen that may be answered from elsewhere.
  public Optional<Asked> asked() {
    return asks.asked();
  }

  /// Whether that question stands on the screen at this very moment, untouched.
  public boolean isStillAsked(Observation seen) {
    return asks.isStill(Asked.of(seen, rules.claim(seen.title(), seen.rows(), seen.at())));
  }

  /// A person typed into the pane: a question there is answered there.
  public void typed() {
    asks.typed();
  }

  /// An answer was sent to the question.
  public void answered(Instant at) {
    asks.answered(at);
  }

  /// Takes a new observation in.
  ///
  /// @return what changed, if what it does is another now
  public Optional<Transition> next(Observation seen) {
    Optional<Claim> marks = rules.claim(seen.title(), seen.rows(), seen.at());
    boolean over =
        !(seen.life() instanceof Observation.Life.Runs)
            || marks.filter(mark -> mark.doing() == Doing.WORKING).isPresent();
    asks.next(Asked.of(seen, marks), over, seen.at());
    Claim claim = Judge.judge(seen, marks);
    if (same(verdict.doing(), claim.doing())) {
      candidate = null;
      return verdict.doing() == Doing.DONE ? looked(seen, claim) : kept(claim);
    }
    Claim waiting = candidate;
    boolean setBack = seen.at().isBefore(candidateSince);
    if (waiting == null || waiting.doing() != claim.doing() || setBack) {
      candidateSince = seen.at();
    }
    candidate = claim;
    if (seen.at().isBefore(candidateSince.plus(patience(verdict.doing(), claim)))) {
      return Optional.empty();
    }
    candidate = null;
    return Optional.of(changed(claim, seen));
  }

  private static boolean same(Doing now, Doing claimed) {
    return now == claimed || (now == Doing.DONE && claimed == Doing.IDLE);
  }

  private Optional<Transition> kept(Claim claim) {
    boolean sameReason =
        claim.reason().equals(verdict.reason()) && claim.source() == verdict.source();
    verdict =
        new Verdict(
            verdict.doing(),
            claim.reason(),
            sameReason ? Judge.earlier(verdict.from(), claim.from()) : claim.from(),
            claim.source(),
            verdict.since(),
            verdict.took());
    return Optional.empty();
  }

  private Optional<Transition> looked(Observation seen, Claim claim) {
    return seen.seen()
        ? Optional.of(become(Doing.IDLE, claim, seen.at(), verdict.took(), "somebody looked"))
        : Optional.empty();
  }

  private Transition changed(Claim claim, Observation seen) {
    Instant since =
        claim.source() == Source.PROCESS
            ? Judge.earlier(claim.from(), candidateSince)
            : candidateSince;
    Instant began = turn;
    Duration took = Duration.ZERO;
    boolean unseen = false;
    switch (claim.doing()) {
      case WORKING, PAUSED -> turn = began == null ? since : began;
      case IDLE, DONE -> {
        took =
            began == null || began.isAfter(since) ? Duration.ZERO : Duration.between(began, since);
        unseen = began != null && !seen.seen() && took.compareTo(worth(claim, seen)) >= 0;
        turn = null;
        started = true;
      }
      case FAILED -> turn = null;
      case NEEDS, UNKNOWN -> {}
    }
    return become(unseen ? Doing.DONE : claim.doing(), claim, since, took, claim.reason());
  }

  /// How long a turn must have taken so that its end is worth a look.
  private Duration worth(Claim claim, Observation seen) {
    boolean starting = !started && seen.flow().lastInput().isEmpty();
    return switch (claim.source()) {
      case PROCESS, PROMPT, QUIET, BELL -> COMMAND;
      case LIFE, APPROVAL, HOOK, CALL, TITLE, SCREEN, PROGRESS -> starting ? START : Duration.ZERO;
    };
  }

  private Transition become(Doing to, Claim claim, Instant since, Duration took, String why) {
    Transition transition = new Transition(since, verdict.doing(), to, why, claim.source());
    verdict = new Verdict(to, claim.reason(), claim.from(), claim.source(), since, took);
    recent.addFirst(transition);
    if (recent.size() > KEPT) {
      recent.removeLast();
    }
    return transition;
  }

  /// How long a claim must last before it is believed.
  private static Duration patience(Doing now, Claim claim) {
    int millis =
        switch (claim.source()) {
          case LIFE, APPROVAL, CALL, BELL -> 0;
          case HOOK, TITLE, SCREEN, PROGRESS -> marks(now, claim);
          // A command that ends at once was no work worth telling of.
          case PROMPT, PROCESS -> claim.doing() == Doing.WORKING ? 800 : 200;
          // A burst of output is no work; a pause of a few seconds is no rest.
          case QUIET -> claim.doing() == Doing.WORKING ? 4000 : 5000;
        };
    return Duration.ofMillis(millis);
  }

  /// Marks vanish for moments: while a screen is drawn anew, between an answer and the work that
  /// follows, while text streams over the line that says "working".
  private static int marks(Doing now, Claim claim) {
    boolean screen = claim.source() == Source.SCREEN;
    return switch (claim.doing()) {
      // A program that draws its first screen seems to work.
      case WORKING -> now == Doing.UNKNOWN ? 1500 : 0;
      case NEEDS, FAILED, PAUSED -> screen ? 250 : 0;
      case IDLE, DONE, UNKNOWN -> now == Doing.UNKNOWN ? 500 : screen ? 2000 : 1200;
    };
  }
}
