package agenttui.config;

import java.nio.file.Path;
import java.util.Map;

/// The whole configuration, read and checked.
///
/// @param look prefix, theme, keys of copy mode
/// @param agent name of the agent of a first pane
/// @param sandbox `auto`, `docker` or `local`
/// @param network registries, proxies, certificates, default mode
/// @param baseImage the image that all others start from
/// @param approvals rules about tool calls and hosts
/// @param notifications who is called when a pane waits
/// @param keys where agents' keys come from
/// @param places where each value was said
public record Settings(
    Look look,
    String agent,
    String sandbox,
    Network network,
    String baseImage,
    ApprovalRules approvals,
    Notify notifications,
    Keys keys,
    Places places) {
  /// Reads the user's file (it may be missing), then the environment: `AGENT_TUI_*`, and for the
  /// network what is found in the usual places (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`,
  /// `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `npm_config_registry`, and `registry`, `cafile`,
  /// `proxy`, `https-proxy` in npm's own files). Takes about 0.1 s cold: not on the loop.
  ///
  /// @throws ConfigException that lists every mistake
  public static Settings load(Path userFile, Map<String, String> environment) {
    Reading reading = Reading.of(userFile, environment);
    if (!reading.mistakes().isEmpty()) {
      throw new ConfigException(reading.mistakes());
    }
    return reading.settings();
  }
}
