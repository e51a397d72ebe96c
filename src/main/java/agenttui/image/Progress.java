package agenttui.image;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Tells people how far long work is: one line that replaces the last, with the time so far.
///
/// Any thread. Lines never hold control characters, whatever the programs at work print.
public final class Progress {
  private static final int LONGEST_DETAIL = 60;

  private final Consumer<String> lines;
  private final InstantSource clock;
  private final Instant start;

  private Progress(Consumer<String> lines, InstantSource clock) {
    this.lines = lines;
    this.clock = clock;
    this.start = clock.instant();
  }

  /// Progress that starts now and goes to `lines`.
  public static Progress to(Consumer<String> lines, InstantSource clock) {
    return new Progress(lines, clock);
  }

  /// Progress that nobody hears.
  public static Progress silent() {
    return new Progress(_ -> {}, InstantSource.system());
  }

  /// Says what goes on now.
  void says(String what) {
    lines.accept(what + " · " + time());
  }

  /// Says what goes on now, with a piece of what a program printed (cut, made printable).
  void says(String what, String detail) {
    String shown = detail.replaceAll("\\p{C}+", " ").strip();
    String cut = shown.substring(0, Math.min(shown.length(), LONGEST_DETAIL));
    lines.accept(what + (cut.isEmpty() ? "" : ": " + cut) + " · " + time());
  }

  /// Says what goes on now, with bytes so far.
  void bytes(String what, long done) {
    lines.accept("%s · %.1f MB · %s".formatted(what, done / 1e6, time()));
  }

  private String time() {
    Duration passed = Duration.between(start, clock.instant());
    return passed.toMinutes() > 0
        ? "%d min %d s".formatted(passed.toMinutes(), passed.toSecondsPart())
        : passed.toSeconds() + " s";
  }
}
