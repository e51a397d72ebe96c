package agenttui.config;

import agenttui.store.AtomicFile;
import agenttui.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the machine already says about registries, proxies and certificates: the usual environment
/// variables and npm's own files (`/etc/npmrc`, `/usr/etc/npmrc`, `~/.npmrc`; the later wins).
/// Tokens in those files are never read.
record Found(
    String npmRegistry,
    String httpProxy,
    String httpsProxy,
    List<String> noProxy,
    List<Path> certificates) {

  static Found in(Map<String, String> environment) {
    Map<String, String> npm = npmSettings(environment);
    String registry = first(environment.get("npm_config_registry"), npm.get("registry"));
    List<Path> certificates =
        Stream.of(
                environment.get("NODE_EXTRA_CA_CERTS"),
                environment.get("SSL_CERT_FILE"),
                npm.get("cafile"))
            .filter(each -> each != null && each.startsWith("/"))
            .map(Path::of)
            .filter(Files::isReadable)
            .distinct()
            .toList();
    return new Found(
        registry,
        first(environment.get("http_proxy"), environment.get("HTTP_PROXY"), npm.get("proxy")),
        first(
            environment.get("https_proxy"), environment.get("HTTPS_PROXY"), npm.get("https-proxy")),
        split(first(environment.get("no_proxy"), environment.get("NO_PROXY"))),
        certificates);
  }

  /// The parts of a list that stands in one variable, split at commas.
  static List<String> split(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  private static Map<String, String> npmSettings(Map<String, String> environment) {
    List<Path> files = new ArrayList<>(List.of(Path.of("/etc/npmrc"), Path.of("/usr/etc/npmrc")));
    String home = environment.getOrDefault("HOME", "");
    if (home.startsWith("/")) {
      files.add(Path.of(home, ".npmrc"));
    }
    Map<String, String> settings = new HashMap<>();
    for (Path file : files) {
      readable(file)
          .lines()
          .map(line -> line.split("=", 2))
          .filter(parts -> parts.length == 2 && !parts[0].startsWith("//"))
          .forEach(parts -> settings.put(parts[0].strip(), unquoted(parts[1].strip())));
    }
    return settings;
  }

  private static String readable(Path file) {
    try {
      return AtomicFile.read(file).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    } catch (StoreException e) {
      return ""; // Someone else's file that we may not read says nothing.
    }
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
