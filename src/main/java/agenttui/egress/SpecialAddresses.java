package agenttui.egress;

import java.net.InetAddress;
import java.util.List;

/// The addresses that no name on the internet may lead to: what the special-purpose registries of
/// IANA (RFC 6890 and later) set apart, and what forwards to it.
///
/// For IPv4 a list of what is refused. For IPv6 only global unicast (2000::/3) passes, less what in
/// it is special: so loopback, link-local, unique local, multicast, v4-mapped and NAT64 need no
/// rows.
final class SpecialAddresses {
  /// Leading bits of an address.
  private record Range(byte[] first, int bits) {
    static Range of(String text) {
      int slash = text.indexOf('/');
      return new Range(
          InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
          Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      return SpecialAddresses.holds(first, bits, address);
    }
  }

  private static final List<Range> FOUR =
      ranges(
          "0.0.0.0/8", // this network; 0.0.0.0 reaches this machine
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT; a cloud's metadata is in it
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // a cloud's metadata, outside of all ranges
          "169.254.0.0/16", // link-local, with most clouds' metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT relays
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

  private static final List<Range> SIX =
      ranges(
          "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarks
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: holds an IPv4 address
          "2620:4f:8000::/48", // AS112
          "3ffe::/16", // the old 6bone
          "3fff::/20"); // documentation

  private SpecialAddresses() {}

  private static List<Range> ranges(String... texts) {
    return List.of(texts).stream().map(Range::of).toList();
  }

  /// Whether `address` is one of them.
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return FOUR.stream().anyMatch(range -> range.holds(bytes));
    }
    return !GLOBAL_UNICAST.holds(bytes) || SIX.stream().anyMatch(range -> range.holds(bytes));
  }

  /// Whether `address` starts with the first `bits` bits of `first`.
  static boolean holds(byte[] first, int bits, byte[] address) {
    if (first.length != address.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((first[i / 8] & mask) != (address[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
