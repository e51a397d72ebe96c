package agenttui.toolproxy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The signals that may be sent to a tool call; no others.
public enum ToolSignal {
  /// The terminal went away.
  HUP(1),
  /// Ctrl-C.
  INT(2),
  /// Ctrl-\.
  QUIT(3),
  /// Cannot be caught.
  KILL(9),
  /// Please end.
  TERM(15),
  /// Go on: what Ctrl-Z held.
  CONT(18),
  /// The terminal has another size.
  WINCH(28);

  private final int number;

  ToolSignal(int number) {
    this.number = number;
  }

  /// Linux's number, the same on x86 and ARM.
  public int number() {
    return number;
  }

  /// The signal called `name`: `INT`, `SIGINT` or `int`.
  public static Optional<ToolSignal> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String bare = upper.startsWith("SIG") ? upper.substring(3) : upper;
    return Stream.of(values()).filter(each -> each.name().equals(bare)).findFirst();
  }

  /// The signal with Linux's `number`.
  public static Optional<ToolSignal> numbered(int number) {
    return Stream.of(values()).filter(each -> each.number == number).findFirst();
  }
}
