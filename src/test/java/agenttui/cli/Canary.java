package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.docker.Engine;
import agenttui.process.Exit;
import agenttui.process.Program;
import java.nio.file.Path;
import java.util.Map;

/// A secret that a test gave away and looks for where it must not be.
final class Canary {
  private Canary() {}

  /// Fails when the secret is in what the engine tells of a container, in a process's command line,
  /// in a file of the installation (settings, state, journal, logs), or in a file of a pane's
  /// sandbox. The containers must still be there.
  ///
  /// @param directory everything of the installation
  static void assertNowhere(String secret, Path directory, Installation installation, String pane) {
    try (Engine engine = installation.engine()) {
      assertTrue(engine.containers().list(Map.of()).size() >= 2, "no pane and no sidecar");
      for (var container : engine.containers().list(Map.of())) {
        String all = "http://engine/containers/" + container.id().value() + "/json";
        Exit inspected =
            Program.of("curl", "-s", "--unix-socket", "/var/run/docker.sock", all).run();
        assertTrue(inspected.text().contains("\"HostConfig\""), inspected.complaint());
        assertFalse(inspected.text().contains(secret), "inspect tells the key");
      }
    }
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      String line = process.info().commandLine().orElse("");
      assertFalse(line.contains(secret), () -> "ps tells the key: " + line);
    }
    Exit files = Program.of("grep", "-rlF", secret, directory.toString()).run();
    assertEquals("", files.text(), "files of this machine hold the key");
    Exit within =
        installation
            .outer()
            .says("exec", "-t", pane, "--", "grep", "-rlsF", secret, "/home", "/workspace", "/tmp");
    assertEquals("", within.text(), "files of the sandbox hold the key");
  }
}
