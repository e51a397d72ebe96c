package agenttui.egress;

import java.util.List;
import java.util.Optional;

/// A company's proxy, behind which the internet lies. Names that go through it are resolved by it;
/// its own address may be private.
///
/// @param plain for absolute-form requests
/// @param tunnel for CONNECT
/// @param direct hosts that are reached without it: `example.com` (and all below it),
///   `.example.com`, `*`
public record ParentProxy(Optional<Hop> plain, Optional<Hop> tunnel, List<String> direct) {
  /// Copies.
  public ParentProxy {
    direct = List.copyOf(direct);
  }

  /// One proxy address.
  ///
  /// @param host a name or an address without brackets
  /// @param credentials the value of `Proxy-Authorization`, or empty
  public record Hop(String host, int port, String credentials) {
    /// Without the credentials.
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// The proxy for `target`; empty when it is reached without.
  Optional<Hop> hop(Target target) {
    Optional<Hop> hop = target.kind() == Target.Kind.TUNNEL ? tunnel : plain;
    return hop.filter(each -> direct.stream().noneMatch(word -> names(word, target)));
  }

  private static boolean names(String word, Target target) {
    String suffix = word.startsWith("*.") ? word.substring(2) : word;
    suffix = suffix.startsWith(".") ? suffix.substring(1) : suffix;
    return word.equals("*")
        || suffix.equals(target.host())
        || suffix.equals(target.toString())
        || (!suffix.isEmpty() && target.host().endsWith("." + suffix));
  }

  /// None.
  public static final ParentProxy NONE =
      new ParentProxy(Optional.empty(), Optional.empty(), List.of());

  /// The proxies of the usual settings; an empty address is none.
  ///
  /// @param http for plain requests: `http://[user:password@]host:port`
  /// @param https for tunnels
  /// @param direct hosts reached without
  /// @throws EgressException when an address is none, without its credentials
  public static ParentProxy of(String http, String https, List<String> direct) {
    return HostGrammar.parent(http, https, direct);
  }
}
