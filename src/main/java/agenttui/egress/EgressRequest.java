package agenttui.egress;

import java.time.Duration;
import java.time.Instant;

/// One request as people see it: never a path, a query or a header.
///
/// @param id names it in the journal
/// @param pane the pane whose sandbox asked
/// @param place `host:port`
/// @param verdict what became of it
/// @param started when
/// @param up bytes sent to the host
/// @param down bytes that came from it
/// @param took how long it lasted; zero while it is open
public record EgressRequest(
    String id,
    String pane,
    String place,
    Verdict verdict,
    Instant started,
    long up,
    long down,
    Duration took) {
  /// Whether bytes may still move.
  public boolean open() {
    return verdict instanceof Verdict.Open;
  }
}
