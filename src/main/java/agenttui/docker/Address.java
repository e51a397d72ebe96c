package agenttui.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where an engine listens: a Unix socket or a plain TCP port.
///
/// @param uri `unix:///path` or `tcp://host:port`
record Address(URI uri) {
  private static final int MOST = 5_000;

  /// The engine that `environment` or the usual places name; empty when none was ever set up.
  ///
  /// `DOCKER_HOST` wins. Else the first of the usual sockets that can be opened, or, when none can,
  /// the first that exists: a forbidden system socket does not hide one's own rootless engine.
  ///
  /// @throws EngineException for a `DOCKER_HOST` that we cannot speak to
  static Optional<Address> find(Map<String, String> environment) {
    String said = environment.getOrDefault("DOCKER_HOST", "").strip();
    if (!said.isEmpty()) {
      return Optional.of(parse(said));
    }
    List<Path> present = usualPlaces(environment).stream().filter(Files::exists).toList();
    return present.stream()
        .filter(Address::opens)
        .findFirst()
        .or(() -> present.stream().findFirst())
        .map(path -> new Address(URI.create("unix://" + path)));
  }

  private static Address parse(String said) {
    if (said.matches("unix:///.+|tcp://[^/]+:\\d+/?")) {
      return new Address(URI.create(said));
    }
    throw new EngineException(
        EngineException.Reason.DOWN,
        "DOCKER_HOST is "
            + said
            + ": only unix:///path and tcp://host:port work"
            + " (for ssh: `ssh -N -L /some/path.sock:/var/run/docker.sock HOST`)");
  }

  private static List<Path> usualPlaces(Map<String, String> environment) {
    List<Path> places = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    String home = environment.getOrDefault("HOME", "");
    if (runtime.startsWith("/")) {
      places.add(Path.of(runtime, "docker.sock"));
    }
    if (home.startsWith("/")) {
      places.add(Path.of(home, ".docker/run/docker.sock"));
      places.add(Path.of(home, ".docker/desktop/docker.sock"));
    }
    if (runtime.startsWith("/")) {
      places.add(Path.of(runtime, "podman/podman.sock"));
    }
    places.add(Path.of("/run/podman/podman.sock"));
    return places;
  }

  private static boolean opens(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  boolean unix() {
    return "unix".equals(uri.getScheme());
  }

  /// A new connection; a machine that does not answer at all is given up after 5 s.
  SocketChannel connect() throws IOException {
    if (unix()) {
      return SocketChannel.open(UnixDomainSocketAddress.of(uri.getPath()));
    }
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(uri.getHost(), uri.getPort()), MOST);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// For people: the path, or host and port.
  String shown() {
    return unix() ? uri.getPath() : uri.getAuthority();
  }
}
