package agenttui.egress;

/// Where a request wants to go.
///
/// @param kind how it asks
/// @param host normalised: lower case, punycode, no trailing dot; an IPv6 address without brackets
/// @param port 1 to 65535
record Target(Kind kind, String host, int port) {
  /// The two forms of a request to a proxy.
  enum Kind {
    /// `CONNECT host:port`: a tunnel, for TLS.
    TUNNEL(443),
    /// `GET http://host/…`: a plain request.
    PLAIN(80);

    private final int port;

    Kind(int port) {
      this.port = port;
    }

    /// The port that a rule without a port means.
    int port() {
      return port;
    }
  }

  /// `host:port`, as the journal and people see it.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
