package agenttui.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How containers reach registries and each other's mirrors; from the user's own file and
/// environment only.
///
/// @param mode what containers reach by default
/// @param npmRegistry base address of the npm registry, or empty for the public one
/// @param debianMirror base address of a Debian mirror, or empty for the public one
/// @param httpProxy parent proxy for plain requests, or empty
/// @param httpsProxy parent proxy for TLS connections, or empty
/// @param noProxy hosts reached without a proxy
/// @param ca files with extra CA certificates in PEM; each existed when read
/// @param allow hosts that every sandbox may reach in mode `allowlist`, as written
/// @param deny hosts that none may reach, as written
/// @param local names with the addresses that they lead to, as written: `127.0.0.1:8080`
public record Network(
    NetworkMode mode,
    String npmRegistry,
    String debianMirror,
    String httpProxy,
    String httpsProxy,
    List<String> noProxy,
    List<Path> ca,
    List<String> allow,
    List<String> deny,
    Map<String, String> local) {
  /// Copies.
  public Network {
    noProxy = List.copyOf(noProxy);
    ca = List.copyOf(ca);
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    local = Map.copyOf(local);
  }

  /// The variables that make programs use the parent proxy, in both cases; empty when there is
  /// none. 127.0.0.1 and localhost are never proxied.
  public Map<String, String> proxyVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    put(variables, "HTTP_PROXY", httpProxy);
    put(variables, "HTTPS_PROXY", httpsProxy);
    if (!variables.isEmpty()) {
      String rest = noProxy.isEmpty() ? "" : "," + String.join(",", noProxy);
      put(variables, "NO_PROXY", "127.0.0.1,localhost" + rest);
    }
    return variables;
  }

  private static void put(Map<String, String> variables, String name, String value) {
    if (!value.isEmpty()) {
      variables.put(name, value);
      variables.put(name.toLowerCase(java.util.Locale.ROOT), value);
    }
  }
}
