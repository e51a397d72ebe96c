package agenttui.egress;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads hosts as people and requests write them, to one spelling: lower case, punycode, no
/// trailing dot; addresses as the JDK prints them. Whatever has a second spelling is refused rather
/// than guessed: `127.1`, `0x7f000001`, `%65xample.com`.
///
/// Each method throws [EgressException] with one line that says what is wrong.
final class HostGrammar {
  /// RFC 1035: a name's length, and a label's.
  private static final int NAME = 253;

  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  /// The last label of what the URL standard takes for an IPv4 address; no top-level domain is like
  /// that.
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern DOTTED = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]{2,45})]");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  /// A host in brackets, or up to the first colon; then perhaps a port.
  private static final Pattern PLACE = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]+)(:(.*))?");

  private HostGrammar() {}

  /// Where a request goes: `host:port` or `host`, in ASCII.
  static Target target(Target.Kind kind, String authority) {
    Matcher place = PLACE.matcher(authority);
    if (!place.matches() || !StandardCharsets.US_ASCII.newEncoder().canEncode(authority)) {
      throw new EgressException("malformed host");
    }
    String host = host(place.group(1));
    OptionalInt port = port(place.group(3));
    if (kind == Target.Kind.TUNNEL && port.isEmpty()) {
      throw new EgressException("a tunnel needs a port");
    }
    return new Target(kind, host, port.orElse(kind.port()));
  }

  /// Whether a `Host` header says the same as the request's own line. In a tunnel's it may lack the
  /// port.
  static boolean same(Target target, String header) {
    Matcher place = PLACE.matcher(header);
    if (!place.matches()) {
      return false;
    }
    boolean portMayLack = target.kind() == Target.Kind.TUNNEL && place.group(3) == null;
    try {
      String whole = portMayLack ? header + ":" + target.port() : header;
      return target(target.kind(), whole).equals(target);
    } catch (EgressException e) {
      return false;
    }
  }

  /// The one spelling of an ASCII host.
  private static String host(String text) {
    Matcher six = BRACKETED.matcher(text);
    if (six.matches()) {
      return six(six.group(1));
    }
    String name = text.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (DOTTED.matcher(name).matches()) {
      return name;
    }
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new EgressException("malformed host");
      }
    }
    if (name.length() > NAME) {
      throw new EgressException("malformed host");
    }
    if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
      throw new EgressException("an IP address must be written as four decimal numbers");
    }
    return name;
  }

  private static String six(String text) {
    try {
      if (InetAddress.ofLiteral(text) instanceof Inet6Address six) {
        return six.getHostAddress();
      }
    } catch (IllegalArgumentException e) {
      throw new EgressException("malformed IPv6 address", e);
    }
    throw new EgressException("an IPv4 address must be written as four decimal numbers");
  }

  private static OptionalInt port(@Nullable String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw new EgressException("malformed port");
    }
    return OptionalInt.of(port);
  }

  /// The address that a normalised host is; empty for a name.
  static Optional<InetAddress> literal(String host) {
    return host.contains(":") || DOTTED.matcher(host).matches()
        ? Optional.of(InetAddress.ofLiteral(host))
        : Optional.empty();
  }

  /// A rule as people write it.
  static HostRule rule(String text) {
    String written = text.strip();
    boolean below = written.startsWith("*.");
    Matcher place = PLACE.matcher(below ? written.substring(2) : written);
    try {
      if (written.equals("*")) {
        throw new EgressException("everything is not a host; network.mode = \"open\" means that");
      }
      if (!place.matches()) {
        throw new EgressException("a host is example.com, *.example.com or example.com:8443");
      }
      String host = host(ascii(place.group(1)));
      if (below && literal(host).isPresent()) {
        throw new EgressException("nothing is below an IP address");
      }
      if (host.equals("invalid") || host.endsWith(".invalid")) {
        throw new EgressException("no host is below .invalid");
      }
      return new HostRule(host, below, port(place.group(3)));
    } catch (EgressException e) {
      throw new EgressException("'" + written + "': " + e.getMessage(), e);
    }
  }

  private static String ascii(String host) {
    try {
      return host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new EgressException("malformed host", e);
    }
  }

  /// The rule for the host of `http://host[:port]/…` or `https://…`.
  static HostRule ofAddress(String address) {
    URI uri = uri(address);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new EgressException("an address starts with http:// or https:// and a host");
    }
    return rule(uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
  }

  /// Addresses may hold passwords: they never show in a message.
  private static URI uri(String address) {
    try {
      return URI.create(address.strip());
    } catch (IllegalArgumentException e) {
      throw new EgressException("malformed address");
    }
  }

  /// A line of `[network.local]`.
  static LocalName local(String name, String target) {
    HostRule rule = rule(name);
    try {
      int slash = target.indexOf('/');
      if (slash >= 0) {
        return range(rule, target.substring(0, slash), target.substring(slash + 1));
      }
      Matcher place = PLACE.matcher(target.strip());
      Optional<InetAddress> address =
          place.matches() ? literal(host(place.group(1))) : Optional.empty();
      if (address.isEmpty()) {
        throw new EgressException("an address is 127.0.0.1:8080, [::1]:8080 or 10.0.0.0/8");
      }
      int bits = address.get().getAddress().length * 8;
      return new LocalName(rule, address.get(), bits, false, port(place.group(3)));
    } catch (EgressException e) {
      throw new EgressException("'" + target + "': " + e.getMessage(), e);
    }
  }

  private static LocalName range(HostRule rule, String first, String bits) {
    InetAddress address = InetAddress.ofLiteral(first.contains(":") ? six(first) : four(first));
    int most = address instanceof Inet4Address ? 32 : 128;
    int count = Pattern.matches("[0-9]{1,3}", bits) ? Integer.parseInt(bits) : -1;
    if (count < 0 || count > most) {
      throw new EgressException("a range has 0 to " + most + " leading bits");
    }
    return new LocalName(rule, address, count, true, OptionalInt.empty());
  }

  private static String four(String text) {
    if (!DOTTED.matcher(text).matches()) {
      throw new EgressException("malformed range");
    }
    return text;
  }

  /// A company's proxies.
  static ParentProxy parent(String http, String https, List<String> direct) {
    return new ParentProxy(
        hop(http),
        hop(https),
        direct.stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList());
  }

  private static Optional<ParentProxy.Hop> hop(String address) {
    if (address.isBlank()) {
      return Optional.empty();
    }
    URI uri = uri(address.contains("://") ? address : "http://" + address.strip());
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new EgressException("a parent proxy is http://host:port");
    }
    Target place = target(Target.Kind.PLAIN, uri.getHost());
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return Optional.of(new ParentProxy.Hop(place.host(), port, credentials(uri)));
  }

  private static String credentials(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return "";
    }
    // A plus is a plus here.
    String clear =
        URLDecoder.decode(uri.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
  }
}
