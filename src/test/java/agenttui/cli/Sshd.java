package agenttui.cli;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real ssh server on loopback with keys, configuration and port of its own.
final class Sshd implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final Process process;

  private Sshd(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /// @param directory empty, ours
  static Sshd in(Path directory) throws IOException {
    key(directory.resolve("host"));
    key(directory.resolve("user"));
    Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
    int port = free();
    Path config = directory.resolve("sshd_config");
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s/host
        AuthorizedKeysFile %s/authorized
        PidFile %s/pid
        StrictModes no
        UsePAM no
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        """
            .formatted(port, directory, directory, directory));
    if (System.getProperty("user.name").equals("root")) {
      // The directory that sshd changes into; the distribution's service makes it.
      Files.createDirectories(
          Path.of("/run/sshd"),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Sshd sshd = new Sshd(directory, port, process);
    sshd.awaitListening();
    return sshd;
  }

  private static void key(Path file) {
    Exit exit =
        Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()).run();
    if (!exit.ok()) {
      throw new IllegalStateException(exit.complaint());
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IOException(Files.readString(directory.resolve("log")), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  /// The command line that runs a program in a session of this server, on a terminal.
  List<String> session(List<String> program, Map<String, String> environment) {
    List<String> remote = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> remote.add(name + "=" + value));
    remote.addAll(program);
    return List.of(
        "ssh",
        "-tt",
        "-F",
        "/dev/null",
        "-p",
        Integer.toString(port),
        "-i",
        directory.resolve("user").toString(),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        System.getProperty("user.name") + "@127.0.0.1",
        Outer.quoted(remote));
  }

  /// The processes of the server that hold its sessions.
  List<ProcessHandle> sessions() {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").contains("sshd"))
        .toList();
  }

  @Override
  public void close() {
    sessions().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
