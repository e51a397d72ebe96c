package agenttui.egress;

import java.nio.file.Path;
import java.util.List;

/// One sandbox's way out: whoever connects to its path *is* that sandbox, so the path lies in a
/// directory of mode 0700. Any thread.
public final class EgressSocket implements AutoCloseable {
  private Policy policy = Policy.builder(agenttui.config.NetworkMode.NONE).build();

  EgressSocket() {}

  /// A host that was refused because no rule allows it: a rule that a person may want.
  ///
  /// @param host `host`, or `host:port` where the port is not the default one; a rule as written
  /// @param times how often
  public record Refused(String host, int times) {}

  /// The Unix socket; `sandbox` connects to it once for each `egress` channel.
  public Path path() {
    return Path.of("");
  }

  /// Another pane runs in this sandbox.
  public void serves(String pane) {}

  /// What holds now.
  public Policy policy() {
    return policy;
  }

  /// Swaps the policy: effective for the next request at once. Open ones go on.
  public void policy(Policy policy) {
    this.policy = policy;
  }

  /// Hosts that no rule allows, the latest last.
  public List<Refused> refused() {
    return List.of();
  }

  /// Cuts its requests off, stops listening and removes the socket.
  @Override
  public void close() {}
}
