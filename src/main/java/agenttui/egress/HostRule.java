package agenttui.egress;

import java.util.OptionalInt;

/// One host, or all below one, that rules speak of. `docs/network.md` has the grammar for people:
/// `example.com`, `*.example.com` (what is below it, not itself), `example.com:8443`, an IP address
/// written out (`192.0.2.1`, `[2001:db8::1]`). Without a port it means 80 for plain requests and
/// 443 for tunnels.
///
/// @param host normalised: lower case, punycode, no trailing dot; an IPv6 address without brackets
/// @param below whether it means what is below `host` instead
/// @param port the only port, or empty for the default ones
public record HostRule(String host, boolean below, OptionalInt port) {
  /// Understands one rule.
  ///
  /// @throws EgressException that says in one line what is wrong with it
  public static HostRule parse(String text) {
    return HostGrammar.rule(text);
  }

  /// The rule for the host of an `http` or `https` address, such as a registry's, with its port.
  ///
  /// @throws EgressException when it is no such address
  public static HostRule ofAddress(String address) {
    return HostGrammar.ofAddress(address);
  }

  /// The rule for this place alone.
  static HostRule exactly(Target target) {
    boolean usual = target.port() == target.kind().port();
    return new HostRule(
        target.host(), false, usual ? OptionalInt.empty() : OptionalInt.of(target.port()));
  }

  /// Whether it speaks of this place.
  boolean matches(Target target) {
    boolean named = below ? target.host().endsWith("." + host) : target.host().equals(host);
    return named && target.port() == port.orElse(target.kind().port());
  }

  /// A place that it speaks of.
  Target example() {
    String name = below ? "probe." + host : host;
    return new Target(Target.Kind.TUNNEL, name, port.orElse(Target.Kind.TUNNEL.port()));
  }

  /// As it is written.
  @Override
  public String toString() {
    String written = (below ? "*." : "") + (host.contains(":") ? "[" + host + "]" : host);
    return port.isPresent() ? written + ":" + port.getAsInt() : written;
  }
}
