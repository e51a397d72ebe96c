package agenttui.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// The resolver, and what it cannot know: which addresses are this machine's. An edge that tests
/// replace.
public interface Names {
  /// All addresses of `host` (a normalised name, never an address), in the resolver's order. May
  /// block for as long as the system's resolver does.
  ///
  /// @throws IOException when it has none
  List<InetAddress> resolve(String host) throws IOException;

  /// Whether `address` is one of this machine's own, public ones included.
  boolean own(InetAddress address);

  /// The system's resolver and interfaces.
  static Names system() {
    return new SystemNames();
  }
}
