package agenttui.image;

import agenttui.docker.VolumeName;
import java.util.Map;
import java.util.Optional;

/// What a container needs so that programs in it reach registries and servers the way this machine
/// does: variables, and a volume with the certificates.
///
/// @param certificates the volume to mount read-only at [#PLACE], when there are certificates that
///   images do not have
/// @param environment variables to set: proxies in both cases, the registry, and the certificate
///   bundle under each name that some program wants
public record NetworkFiles(Optional<VolumeName> certificates, Map<String, String> environment) {
  /// Where the volume is mounted.
  public static final String PLACE = "/etc/agent-tui";

  /// Copies.
  public NetworkFiles {
    environment = Map.copyOf(environment);
  }
}
