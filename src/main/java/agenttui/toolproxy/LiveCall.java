package agenttui.toolproxy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One call while it runs and after: the process behind a [ToolCall]. Any thread.
final class LiveCall {
  private final ToolCallId id = ToolCallId.random();
  private final AtomicLong bytes = new AtomicLong();
  private final String pane;
  private final ToolKind kind;
  private final ToolCommand command;
  private final ToolProcess process;
  private final Clock clock;
  private final Instant started;
  private volatile ToolCall last;

  LiveCall(String pane, ToolKind kind, ToolCommand command, ToolProcess process, Clock clock) {
    this.pane = pane;
    this.kind = kind;
    this.command = command;
    this.process = process;
    this.clock = clock;
    this.started = clock.instant();
    this.last = shown(new ToolState.Running(), Duration.ZERO);
  }

  ToolCallId id() {
    return id;
  }

  ToolProcess process() {
    return process;
  }

  /// The call as it is now.
  ToolCall now() {
    ToolCall seen = last;
    return seen.running() ? shown(seen.state(), Duration.ZERO) : seen;
  }

  /// Counts output; returns the new sum.
  long count(int more) {
    return bytes.addAndGet(more);
  }

  /// Marks the end and returns the call as it stays.
  ToolCall ended(ToolState state) {
    last = shown(state, Duration.between(started, clock.instant()));
    return last;
  }

  private ToolCall shown(ToolState state, Duration took) {
    List<String> argv = command.argv();
    return new ToolCall(
        id, pane, kind, argv, command.directory(), started, state, bytes.get(), took);
  }
}
