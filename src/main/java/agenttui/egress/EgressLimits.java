package agenttui.egress;

import java.time.Duration;

/// What one sandbox, and all together, may ask of the proxy.
///
/// @param perSocket connections of one sandbox at a time; the next gets 503
/// @param inAll connections of all sandboxes at a time; the next gets 503
/// @param head time for the whole head of a request, and again for the first TLS record in a tunnel
/// @param lookup time for a name's addresses
/// @param connect time for a connection, all attempts together
/// @param idle time without a byte in either direction
/// @param upload bytes sent to one host (that is not the agent's own) at which the alarm is raised,
///   and again at each doubling
public record EgressLimits(
    int perSocket,
    int inAll,
    Duration head,
    Duration lookup,
    Duration connect,
    Duration idle,
    long upload) {
  /// 64 connections that never speak leave as many for those that do; a keeper's stream carries at
  /// most 256 channels. An answer that a model thinks about for minutes is not idle yet.
  public static final EgressLimits DEFAULT =
      new EgressLimits(
          128,
          1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          10L << 20);
}
