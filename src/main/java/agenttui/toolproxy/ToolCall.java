package agenttui.toolproxy;

import agenttui.approval.Masked;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// One command that a pane's program ran in a sidecar, as it is now.
///
/// @param id names it for as long as the server lives
/// @param pane the pane it belongs to (`%3`)
/// @param kind where it runs
/// @param argv tool and arguments, raw (whoever prints them escapes them)
/// @param directory where it runs: `/workspace` or below
/// @param started when
/// @param state how far it is
/// @param bytes output so far, both streams together
/// @param took how long until it ended; zero while it runs
public record ToolCall(
    Id id,
    String pane,
    ToolKind kind,
    List<String> argv,
    String directory,
    Instant started,
    ToolState state,
    long bytes,
    Duration took) {
  /// Names one call: 128 random bits as 32 hexadecimal digits.
  public record Id(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new id, which nobody can guess.
    public static Id random() {
      byte[] bytes = new byte[16];
      RANDOM.nextBytes(bytes);
      return new Id(HexFormat.of().formatHex(bytes));
    }
  }

  /// Copies the arguments.
  public ToolCall {
    argv = List.copyOf(argv);
  }

  /// The name it was called by.
  public String tool() {
    return argv.getFirst();
  }

  /// Whether it still runs.
  public boolean running() {
    return state instanceof ToolState.Running;
  }

  /// The command as one line for people: tool and arguments, one space between, secrets masked,
  /// raw.
  public String line() {
    return Masked.line(argv);
  }
}
