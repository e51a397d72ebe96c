package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.docker.ContainerFacts;
import agenttui.docker.Labels;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.process.Program;
import agenttui.term.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Real containers: what `inspect` says, what a program inside finds, what outlives the server.
@Tag("engine")
class DockerSandboxIT {
  private SandboxRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new SandboxRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private List<ContainerFacts> containers() {
    return rig.engine().containers().list(Map.of(Labels.SANDBOX, "test-1"));
  }

  @Test
  void noContainerHasAPathOfThisMachine() {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.OPEN);
    rig.sandboxes().sidecar(sandbox, "c-cpp");
    assertEquals(2, containers().size());
    for (ContainerFacts facts : containers()) {
      assertTrue(
          facts.mounts().stream().allMatch(m -> List.of("volume", "tmpfs").contains(m.type())),
          facts.toString());
      assertTrue(facts.protection().readOnlyRoot() && facts.protection().noNewPrivileges());
      assertEquals(List.of("ALL"), List.copyOf(facts.protection().capabilitiesDropped()));
      assertEquals("ours", facts.protection().seccomp());
      assertFalse(facts.protection().privileged());
    }
  }

  @Test
  void aProgramInsideFindsNoWayOut() {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.NONE);
    assertEquals(
        "CapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\nexit 0",
        SandboxRig.shell(sandbox, "grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status"));
    assertTrue(SandboxRig.shell(sandbox, "touch /usr/x").endsWith("exit 1"));
    assertTrue(SandboxRig.shell(sandbox, "touch /hub/project/x").endsWith("exit 1"));
    assertEquals("ok\nexit 0", SandboxRig.shell(sandbox, "echo ok > f; cat f; rm f"));
    assertEquals("1\nexit 0", SandboxRig.shell(sandbox, "tail -n +3 /proc/net/dev | grep -c :"));
    assertTrue(SandboxRig.shell(sandbox, "id -u").matches("[1-9]\\d*\nexit 0"));
    assertEquals(
        "ran\nexit 0",
        SandboxRig.shell(
            sandbox, "printf '#!/bin/sh\\necho ran\\n' > /tmp/x; chmod +x /tmp/x; /tmp/x"));
    assertTrue(sandbox.badges().contains("no net"));
  }

  @Test
  void byAllowlistTheOnlyWayOutIsTheEgressProxyAlsoForTools() throws IOException {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.ALLOWLIST);
    Sandbox sidecar = rig.sandboxes().sidecar(sandbox, "c-cpp");
    for (Sandbox each : List.of(sandbox, sidecar)) {
      assertEquals("ask\nanswer\nexit 0", SandboxRig.talkedToTheNetwork(each));
      Files.delete(each.egressSocket());
      assertEquals("1\nexit 0", SandboxRig.shell(each, "tail -n +3 /proc/net/dev | grep -c :"));
      assertEquals(
          "http://127.0.0.1:3128 127.0.0.1,localhost\nexit 0",
          SandboxRig.shell(each, "echo $HTTPS_PROXY $no_proxy"));
      assertFalse(each.badges().toString().contains("net"), each.badges().toString());
    }
    containers().forEach(facts -> assertEquals("none", facts.protection().network()));
  }

  @Test
  void aNetworkOfItsOwnIsMadeForASandboxAndGoesWithIt() {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.SEPARATE);
    rig.sandboxes().sidecar(sandbox, "c-cpp");
    String name = "agent-tui-" + rig.engine().owner() + "-net-test-1";
    containers().forEach(facts -> assertEquals(name, facts.protection().network()));
    assertTrue(sandbox.badges().contains("separate net"), sandbox.badges().toString());
    assertTrue(networks().contains(name), networks());
    rig.sandboxes().stop("test-1");
    assertFalse(networks().contains(name), networks());
  }

  private static String networks() {
    return Program.of("docker", "network", "ls", "--format", "{{.Name}}").run().text();
  }

  @Test
  void thePtyGoesOnAfterTheServerIsGoneAndTheKeyIsNowhereInTheEngine() {
    Sandbox again = rig.talkedToAcrossARestart(SandboxKind.DOCKER);

    String inspect = Program.of("docker", "inspect", containers().getFirst().name()).run().text();
    assertTrue(inspect.contains("keeper"), inspect);
    assertFalse(inspect.contains(SandboxRig.CANARY));
    assertFalse(inspect.contains(again.token()));
  }

  /// The limit is small, and the programs want no more than 1 GiB: whatever fails here, the machine
  /// that this runs on keeps its memory.
  @Test
  void aProgramThatIsKilledForMemorySaysSoAndOneThatIsKilledOtherwiseDoesNot() {
    Sandbox sandbox = rig.start(SandboxKind.DOCKER, NetworkMode.NONE);
    String container = containers().getFirst().name();
    Program.of("docker", "update", "--memory", "256m", "--memory-swap", "256m", container).run();
    assertEquals(256 << 20, containers().getFirst().protection().limits().memory());
    String eats = "dd if=/dev/zero of=/dev/null bs=1G count=1";
    assertEquals("137 out of memory", end(sandbox, "p1", "exec " + eats));
    assertEquals("137 out of memory", end(sandbox, "p2", eats + "; exit $?"));
    assertEquals("137 ", end(sandbox, "p3", "kill -KILL $$"));
    assertEquals("0 ", end(sandbox, "p4", eats + "; true"));
  }

  private static String end(Sandbox sandbox, String pty, String line) {
    Console console = new Console();
    List<String> arguments = List.of("sh", "-c", line);
    Size size = new Size(80, 24);
    console.on(
        sandbox.openPty(
            new PtySpec(new PtyId(pty), arguments, "/workspace", Map.of(), size, true), console));
    return console.exit();
  }

  @Test
  void theHubsCopyTakesPacks() {
    HubMirror mirror = rig.sandboxes().mirror("project", rig.home().resolve("hub"), "sha1");
    assertEquals(List.of(), mirror.tips());
  }

  @Test
  void nothingIsLeftAfterRemoval() {
    rig.start(SandboxKind.DOCKER, NetworkMode.NONE);
    rig.sandboxes().remove("test-1");
    assertEquals(List.of(), containers());
    Map<String, String> ours = Map.of(Labels.SANDBOX, "test-1", Labels.OWNER, rig.engine().owner());
    assertEquals(List.of(), rig.engine().volumes().list(ours));
  }
}
