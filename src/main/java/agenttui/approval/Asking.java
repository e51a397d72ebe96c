package agenttui.approval;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// A request that was put to [Approvals]. A rule has answered it already, or it is held until a
/// person does: until then whoever asks starts no process and opens no connection. Any thread.
public final class Asking {
  private final Waiting question;
  private final Effect otherwise;
  private final BiConsumer<Asking, String> withdraw;
  private final CompletableFuture<Decision> decision = new CompletableFuture<>();

  /// @param otherwise what holds when no rule is about it
  /// @param withdraw takes it back
  Asking(Waiting question, Effect otherwise, BiConsumer<Asking, String> withdraw) {
    this.question = question;
    this.otherwise = otherwise;
    this.withdraw = withdraw;
  }

  /// What is asked.
  public Waiting question() {
    return question;
  }

  Effect otherwise() {
    return otherwise;
  }

  /// The decision, where a rule or a person has made it already; empty while it is held.
  public Optional<Decision> decided() {
    return Optional.ofNullable(decision.getNow(null));
  }

  /// Waits for the answer; for a virtual thread.
  ///
  /// @throws InterruptedException when the thread is interrupted; the question still waits then
  public Decision await() throws InterruptedException {
    try {
      return decision.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no decision fails", e);
    }
  }

  /// Waits for the answer, but no longer than `most`, by a clock that never jumps; empty when there
  /// is none yet.
  ///
  /// @throws InterruptedException when the thread is interrupted; the question still waits then
  public Optional<Decision> await(Duration most) throws InterruptedException {
    try {
      return Optional.of(decision.get(most.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no decision fails", e);
    }
  }

  /// Whoever asked wants it no more: the question disappears. Does nothing when it has an answer.
  ///
  /// @param why one line for the journal
  public void withdraw(String why) {
    withdraw.accept(this, why);
  }

  /// Only the first decision counts; whether this is it.
  boolean decide(Decision now) {
    return decision.complete(now);
  }
}
