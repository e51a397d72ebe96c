package agenttui.egress;

import java.net.InetAddress;
import java.util.OptionalInt;

/// A line of the user's own `[network.local]`: a name and where it really is. Only such names may
/// lead to this machine and to private networks.
///
/// @param name what agents say; without a port it means 80 and 443 in either form of request
/// @param address the address, or the range's first address
/// @param bits leading bits of `address` that count; all of them for a single address
/// @param range whether the name is to be resolved, and its addresses must lie in the range
/// @param port the port to connect to, or empty for the one that was asked for
public record LocalName(
    HostRule name, InetAddress address, int bits, boolean range, OptionalInt port) {
  /// Understands one line: `"model.test:8080" = "127.0.0.1:41999"`, `"*.corp.example" =
  /// "10.0.0.0/8"`.
  ///
  /// @throws EgressException that says in one line what is wrong with it
  public static LocalName parse(String name, String target) {
    return HostGrammar.local(name, target);
  }

  /// Where it leads, as it is written: `127.0.0.1:41999`, `10.0.0.0/8`.
  public String place() {
    String text = address.getHostAddress();
    if (range) {
      return text + "/" + bits;
    }
    String host = text.contains(":") ? "[" + text + "]" : text;
    return port.isPresent() ? host + ":" + port.getAsInt() : host;
  }

  /// Whether it speaks of this place.
  boolean matches(Target target) {
    if (name.port().isPresent()) {
      return name.matches(target);
    }
    boolean usual = target.port() == 80 || target.port() == 443;
    return usual
        && new HostRule(name.host(), name.below(), OptionalInt.of(target.port())).matches(target);
  }
}
