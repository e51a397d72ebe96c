package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.term.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real bubblewrap: what is seen from inside, what outlives the server, what is left behind.
class LocalSandboxIT {
  private SandboxRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new SandboxRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theCloneCanBeWrittenAndTheMachineCannot() {
    Sandbox sandbox = rig.start(SandboxKind.LOCAL, NetworkMode.NONE);
    assertEquals("hi\nexit 0", SandboxRig.shell(sandbox, "echo hi > f && cat /workspace/f"));
    assertTrue(SandboxRig.shell(sandbox, "touch /usr/x").endsWith("exit 1"));
    assertTrue(SandboxRig.shell(sandbox, "touch /hub/project/x").endsWith("exit 1"));
  }

  @Test
  void nobodysHomeAndNoEngineIsSeen() {
    Sandbox sandbox = rig.start(SandboxKind.LOCAL, NetworkMode.OPEN);
    String seen = SandboxRig.shell(sandbox, "ls -A / /home /run; cat /etc/shadow");
    assertFalse(seen.contains("root\n") && seen.contains("docker.sock"), seen);
    assertTrue(seen.contains("/etc/shadow: No such file"), seen);
    assertEquals(
        "exit 1", SandboxRig.shell(sandbox, "test -e /var/run/docker.sock -o -e " + rig.home()));
  }

  @Test
  void noCapabilityIsLeft() {
    Sandbox sandbox = rig.start(SandboxKind.LOCAL, NetworkMode.NONE);
    assertEquals(
        "CapEff:\t0000000000000000\nNoNewPrivs:\t1\nexit 0",
        SandboxRig.shell(sandbox, "grep -E 'CapEff|NoNewPrivs' /proc/self/status"));
  }

  @Test
  void withoutNetworkOnlyLoopbackIsThere() {
    Sandbox sandbox = rig.start(SandboxKind.LOCAL, NetworkMode.NONE);
    assertEquals("1\nexit 0", SandboxRig.shell(sandbox, "tail -n +3 /proc/net/dev | grep -c :"));
    assertEquals(List.of("no net"), sandbox.badges());
  }

  @Test
  void byAllowlistTheOnlyWayOutIsTheEgressProxy() throws IOException {
    Sandbox sandbox = rig.start(SandboxKind.LOCAL, NetworkMode.ALLOWLIST);
    assertEquals("ask\nanswer\nexit 0", SandboxRig.talkedToTheNetwork(sandbox));
    assertEquals("1\nexit 0", SandboxRig.shell(sandbox, "tail -n +3 /proc/net/dev | grep -c :"));
    assertEquals(
        "http://127.0.0.1:3128 127.0.0.1,localhost\nexit 0",
        SandboxRig.shell(sandbox, "echo $HTTPS_PROXY $no_proxy"));
    assertEquals(List.of(), sandbox.badges());
  }

  @Test
  void aNetworkOfItsOwnIsRefusedForWhatHasNone() {
    SandboxException refusal =
        assertThrows(
            SandboxException.class, () -> rig.start(SandboxKind.LOCAL, NetworkMode.SEPARATE));
    assertEquals(
        "sandbox local has no network mode separate: allowlist, none or open",
        refusal.getMessage());
  }

  @Test
  void aPtyGoesOnAfterTheServerIsGone() {
    rig.talkedToAcrossARestart(SandboxKind.LOCAL);
  }

  @Test
  void theAgentsKeyIsInItsPaneAndInNoFileOfItsHome() throws IOException {
    Launch launch =
        new Launch(
            "test-1",
            SandboxKind.LOCAL,
            "claude",
            NetworkMode.NONE,
            "project",
            rig.home().resolve("hub"),
            java.util.Set.of());
    Sandbox sandbox = rig.sandboxes().start(launch, _ -> {});
    Console console = new Console();
    PtySpec spec =
        new PtySpec(
            new PtyId("p1"),
            List.of("sh", "-c", "echo key=$ANTHROPIC_API_KEY; cat .claude.json; read x"),
            "/home/coder",
            Map.of(),
            new Size(200, 24),
            true);
    console.on(sandbox.openPty(spec, console));
    assertTrue(console.until("hasCompletedOnboarding").contains("key=" + SandboxRig.CANARY));
    String log = Files.readString(rig.directories().state("log").resolve("journal.jsonl"));
    assertFalse(log.contains(SandboxRig.CANARY));
  }

  @Test
  void nothingIsLeftAfterRemoval() throws IOException {
    rig.start(SandboxKind.LOCAL, NetworkMode.NONE);
    rig.sandboxes().remove("test-1");
    assertEquals(List.of(), rig.sandboxes().ids());
    try (var left = Files.list(rig.directories().state("workspaces"))) {
      assertEquals(List.of(), left.map(Path::toString).toList());
    }
  }
}
