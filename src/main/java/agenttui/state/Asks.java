package agenttui.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The question on one agent's screen over time: it counts once it has stood for a moment, and
/// until it has been gone for a moment, so that a screen that is just being drawn asks and takes
/// back nothing. Whoever types into the pane answers there: from then on, until it is gone, the
/// question is not for anybody else, because which of its choices is selected is not known any
/// more. One per pane, one thread.
final class Asks {
  /// A screen that is being drawn may hold half a question.
  private static final Duration STANDS = Duration.ofMillis(250);

  /// And for a moment none.
  private static final Duration GONE = Duration.ofMillis(1200);

  /// An answer that has changed nothing for so long was not taken: the question is put anew.
  private static final Duration UNHEARD = Duration.ofSeconds(3);

  private @Nullable Asked now;
  private @Nullable Asked next;
  private Instant nextSince = Instant.MIN;
  private @Nullable Instant goneSince;
  private @Nullable Instant answered;
  private boolean typed;
  private boolean touched;
  private boolean nextTouched;

  /// The question that may be answered from elsewhere.
  Optional<Asked> asked() {
    return touched ? Optional.empty() : Optional.ofNullable(now);
  }

  /// Whether `seen` is the question that may be answered, and nobody has typed since.
  boolean isStill(Optional<Asked> seen) {
    return !typed && seen.isPresent() && seen.equals(asked());
  }

  /// A person typed into the pane.
  void typed() {
    typed = true;
  }

  /// An answer was sent to the question.
  void answered(Instant at) {
    touched = true;
    answered = at;
  }

  /// When to look again though nothing happens.
  Optional<Instant> due() {
    if (next != null) {
      return Optional.of(nextSince.plus(STANDS));
    }
    Instant gone = goneSince;
    Instant sent = answered;
    return gone != null
        ? Optional.of(gone.plus(GONE))
        : Optional.ofNullable(sent).map(when -> when.plus(UNHEARD));
  }

  /// Takes in what stands on the screen.
  ///
  /// @param over whether nothing can be asked any more: the agent works, or has ended
  void next(Optional<Asked> seen, boolean over, Instant at) {
    touched |= typed;
    nextTouched |= typed;
    Asked there = seen.orElse(null);
    if (there == null) {
      next = null;
      gone(over, at);
    } else {
      goneSince = null;
      stands(there, at);
    }
    typed = false;
  }

  private void gone(boolean over, Instant at) {
    Instant since = goneSince;
    if (since == null || at.isBefore(since)) {
      since = at;
    }
    boolean ends = now == null || over || !at.isBefore(since.plus(GONE));
    goneSince = ends ? null : since;
    if (ends) {
      become(null, false);
    }
  }

  private void stands(Asked there, Instant at) {
    if (there.equals(now)) {
      next = null;
      Instant sent = answered;
      boolean unheard = sent != null && (at.isBefore(sent) || !at.isBefore(sent.plus(UNHEARD)));
      if (unheard) {
        become(null, false);
      }
    }
    if (!there.equals(now)) {
      if (!there.equals(next) || at.isBefore(nextSince)) {
        next = there;
        nextSince = at;
        nextTouched = typed;
      }
      if (!at.isBefore(nextSince.plus(STANDS))) {
        become(there, nextTouched);
      }
    }
  }

  private void become(@Nullable Asked question, boolean isTouched) {
    now = question;
    next = null;
    touched = isTouched;
    answered = null;
  }
}
