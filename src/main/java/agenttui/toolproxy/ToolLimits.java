package agenttui.toolproxy;

import java.time.Duration;

/// What one container, and all together, may ask of the proxy.
///
/// @param perSocket connections of one container at a time; the next gets 503
/// @param inAll connections of all containers at a time; the next gets 503
/// @param head time for the whole head of a request, from the connection's start
/// @param body time for the whole form of a request, from its head's end
/// @param form bytes of the form: tool, directory, arguments, environment
/// @param grace time between TERM and KILL after a shim went away
public record ToolLimits(
    int perSocket, int inAll, Duration head, Duration body, int form, Duration grace) {
  /// The figures of the threat model (C2, C3, A10).
  public static final ToolLimits DEFAULT =
      new ToolLimits(
          64, 512, Duration.ofSeconds(5), Duration.ofSeconds(10), 1 << 20, Duration.ofSeconds(2));
}
