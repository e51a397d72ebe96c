package agenttui.egress;

import agenttui.journal.Journal;
import agenttui.journal.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// One request while it lasts: counts its bytes, and tells the rows and the journal what became of
/// it. Any thread.
final class LiveRequest {
  private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final String pane;
  private final String place;
  private final Journal journal;
  private final EgressRequests requests;
  private final Clock clock;
  private final Instant started;
  private volatile LongConsumer sent = _ -> {};
  private volatile String by = "";

  LiveRequest(String pane, String place, Journal journal, EgressRequests requests, Clock clock) {
    this.pane = pane;
    this.place = place;
    this.journal = journal;
    this.requests = requests;
    this.clock = clock;
    this.started = clock.instant();
  }

  /// `host:port`.
  String place() {
    return place;
  }

  /// Bytes went to the host.
  void up(long bytes) {
    up.addAndGet(bytes);
    sent.accept(bytes);
  }

  /// Bytes came from the host.
  void down(long bytes) {
    down.addAndGet(bytes);
  }

  /// It is allowed and connected.
  ///
  /// @param by whose rule allows it, for people
  /// @param sent told of each number of bytes that goes up
  void opened(String by, LongConsumer sent) {
    this.by = by;
    this.sent = sent;
    requests.tell(shown(new Verdict.Open(by)));
    journal.append(
        Topic.EGRESS, pane, "→ " + place, Map.of("request", id, "step", "opened", "by", by));
  }

  /// It is over, and was allowed.
  void done() {
    over(new Verdict.Done(by));
  }

  /// It is over, one way or the other; only the first word counts.
  void over(Verdict verdict) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    EgressRequest last = shown(verdict);
    requests.tell(last);
    switch (verdict) {
      case Verdict.Open _ -> {}
      case Verdict.Done(String by) -> append("done", by, "");
      case Verdict.Refused(String why) -> append("refused", why, ": refused, " + why);
      case Verdict.Failed(String why) -> append("failed", why, ": failed, " + why);
    }
  }

  private void append(String step, String why, String more) {
    EgressRequest last = shown(new Verdict.Done(why));
    journal.append(
        Topic.EGRESS,
        pane,
        "→ " + place + more,
        Map.of(
            "request",
            id,
            "step",
            step,
            "host",
            place,
            step.equals("done") ? "by" : "why",
            why,
            "up",
            Long.toString(last.up()),
            "down",
            Long.toString(last.down()),
            "ms",
            Long.toString(last.took().toMillis())));
  }

  private EgressRequest shown(Verdict verdict) {
    Duration took =
        verdict instanceof Verdict.Open
            ? Duration.ZERO
            : Duration.between(started, clock.instant());
    return new EgressRequest(id, pane, place, verdict, started, up.get(), down.get(), took);
  }
}
