package agenttui.sandbox;

import agenttui.config.NetworkMode;
import agenttui.keeper.ChannelKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The ways out of one sandbox: for each kind of connection the listener inside, and the Unix
/// socket on this machine where whoever answers listens. What is not here does not get out.
///
/// @param tool where connections of tool shims go
/// @param egress where connections to the network go
/// @param mode what the sandbox reaches: only `allowlist` has the second
record WaysOut(Path tool, Path egress, NetworkMode mode) {
  /// Where programs in a sandbox find the egress proxy.
  static final String PROXY = "127.0.0.1:3128";

  /// Each kind with its socket on this machine.
  Map<ChannelKind, Path> sockets() {
    return proxied()
        ? Map.of(ChannelKind.TOOL, tool, ChannelKind.EGRESS, egress)
        : Map.of(ChannelKind.TOOL, tool);
  }

  /// The arguments of the helper that make it listen for the network; none where nothing listens.
  List<String> listenForEgress() {
    return proxied() ? List.of("--listen", "egress=tcp:" + PROXY) : List.of();
  }

  /// The variables that make programs use the egress proxy, in both cases, for some know only one.
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (proxied()) {
      for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
        variables.put(name, "http://" + PROXY);
      }
      variables.put("NO_PROXY", "127.0.0.1,localhost");
      variables.put("no_proxy", "127.0.0.1,localhost");
    }
    return variables;
  }

  private boolean proxied() {
    return mode == NetworkMode.ALLOWLIST;
  }
}
