package agenttui.toolproxy;

import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.keeper.ExitStatus;
import agenttui.keeper.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call while it runs and after: the process behind a [ToolCall]. Each step goes into the
/// journal and to the listener. Any thread.
final class LiveCall {
  /// Listeners hear of growing output this often at most.
  private static final long TELL_EVERY = Duration.ofMillis(100).toNanos();

  private final ToolCall.Id id = ToolCall.Id.random();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime());
  private final String pane;
  private final ToolKind kind;
  private final ToolCommand command;
  private final Clock clock;
  private final Journal journal;
  private final Consumer<ToolCall> listener;
  private final Instant started;
  private volatile ToolCall last;

  /// Null once it has ended: many ended calls are kept, and what each had of its stream is not.
  private volatile @Nullable Run run;

  LiveCall(
      String pane,
      ToolKind kind,
      ToolCommand command,
      Run run,
      Clock clock,
      Journal journal,
      Consumer<ToolCall> listener) {
    this.pane = pane;
    this.kind = kind;
    this.command = command;
    this.run = run;
    this.clock = clock;
    this.journal = journal;
    this.listener = listener;
    this.started = clock.instant();
    this.last = shown(new ToolState.Running(), Duration.ZERO);
  }

  ToolCall.Id id() {
    return id;
  }

  /// The call as it is now.
  ToolCall now() {
    ToolCall seen = last;
    return seen.running() ? shown(seen.state(), Duration.ZERO) : seen;
  }

  /// Its process runs.
  void started() {
    append(Topic.TOOL, "started", now().line(), Map.of("directory", command.directory()));
    listener.accept(now());
  }

  /// It wrote `more` bytes.
  void wrote(int more) {
    bytes.addAndGet(more);
    long before = toldAt.get();
    long now = System.nanoTime();
    if (now - before > TELL_EVERY && toldAt.compareAndSet(before, now)) {
      listener.accept(now());
    }
  }

  /// Sends `signal` to its process group on behalf of `by`: `you` or `shim`.
  void signal(ToolSignal signal, String by) {
    append(
        Topic.SIGNAL,
        "signalled",
        signal + " → " + now().line(),
        Map.of("signal", signal.name(), "by", by));
    Run its = run;
    if (its != null) {
      its.signal(signal.number());
    }
  }

  /// It ended.
  void ended(ToolState state) {
    run = null;
    last = shown(state, Duration.between(started, clock.instant()));
    Map<String, String> facts = new HashMap<>();
    facts.put("code", Integer.toString(state.exitCode()));
    facts.put("ms", Long.toString(last.took().toMillis()));
    facts.put("bytes", Long.toString(last.bytes()));
    if (state instanceof ToolState.Ended(ExitStatus status)) {
      status.why().ifPresent(why -> facts.put("why", why));
    }
    append(Topic.TOOL, "ended", last.line(), facts);
    listener.accept(last);
  }

  private void append(Topic topic, String step, String text, Map<String, String> facts) {
    Map<String, String> fields = new HashMap<>(facts);
    fields.putAll(Map.of("call", id.value(), "step", step, "kind", kind.name()));
    journal.append(topic, pane, text, fields);
  }

  private ToolCall shown(ToolState state, Duration took) {
    return new ToolCall(
        id, pane, kind, command.argv(), command.directory(), started, state, bytes.get(), took);
  }
}
