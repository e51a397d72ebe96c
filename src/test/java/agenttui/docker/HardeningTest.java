package agenttui.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.docker.ContainerSpec.Limits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each protection is asked for, for each kind of container: whoever deletes one line of
/// [Hardening] fails one of these.
class HardeningTest {
  private static final Account ACCOUNT = new Account(1234, 2345, false);

  private static EngineFacts engine(int cpus, boolean seccomp, String product) {
    return new EngineFacts(
        product, "20", "1.41", 1, cpus, 1L << 34, false, seccomp, false, false, "x86_64", "");
  }

  private static ContainerSpec.Builder spec(Kind kind) {
    return ContainerSpec.of(kind, new ImageRef("any:1"), "name").account(ACCOUNT);
  }

  private static HostConfig hardened(ContainerSpec.Builder spec) {
    return Hardening.of(spec.build(), engine(16, true, "Docker"), "none", false);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindOfContainerHasEveryProtection(Kind kind) {
    HostConfig host = hardened(spec(kind));
    assertEquals(List.of(Capability.ALL), Arrays.asList(host.getCapDrop()));
    assertEquals(null, host.getCapAdd());
    assertTrue(host.getSecurityOpts().contains("no-new-privileges:true"));
    assertTrue(host.getSecurityOpts().contains("seccomp=" + Hardening.SECCOMP));
    assertEquals(true, host.getReadonlyRootfs());
    assertEquals(false, host.getPrivileged());
    assertEquals("none", host.getNetworkMode());
    assertEquals("private", host.getIpcMode());
    assertEquals(4096L, host.getPidsLimit());
    assertEquals(4_000_000_000L, host.getNanoCPUs());
    assertEquals(8L << 30, host.getMemory());
    assertEquals(8L << 30, host.getMemorySwap());
    assertEquals(true, host.getInit());
    assertEquals(LogConfig.LoggingType.LOCAL, host.getLogConfig().getType());
    assertEquals("1m", host.getLogConfig().getConfig().get("max-size"));
    assertTrue(
        Arrays.stream(host.getUlimits())
            .anyMatch(u -> u.getName().equals("core") && u.getHardLong() == 0));
    assertTrue(
        Arrays.stream(host.getUlimits())
            .anyMatch(u -> u.getName().equals("nofile") && u.getHardLong() == 16_384));
  }

  @Test
  void nothingOfTheMachineIsInTheContainer() {
    HostConfig host =
        hardened(
            spec(Kind.AGENT)
                .volume(new VolumeName("work"), "/workspace")
                .readOnlyVolume(new VolumeName("tools"), "/tools"));
    assertTrue(host.getBinds() == null || host.getBinds().length == 0);
    assertTrue(host.getDevices() == null || host.getDevices().length == 0);
    assertEquals(null, host.getDeviceRequests());
    assertEquals(null, host.getPidMode());
    assertEquals(null, host.getUtSMode());
    assertEquals(null, host.getUsernsMode());
    assertEquals(null, host.getVolumesFrom());
    assertTrue(host.getMounts().stream().allMatch(m -> m.getType() == MountType.VOLUME));
    assertEquals(
        List.of(false, true), host.getMounts().stream().map(m -> m.getReadOnly()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "./x", "../x", "~/x", "a/b", "a:b", "", "a b", "a\nb", "-a", "."})
  void noPathOfTheMachineCanBeSaidAsAVolume(String source) {
    assertThrows(IllegalArgumentException.class, () -> new VolumeName(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/", "", "/a:b", "/a,b", "/a\nb"})
  void aPlaceToMountIsAbsoluteAndOneWord(String target) {
    VolumeName name = new VolumeName("v");
    assertThrows(
        IllegalArgumentException.class, () -> new ContainerSpec.Mount.Volume(name, target, false));
    assertThrows(IllegalArgumentException.class, () -> new ContainerSpec.Mount.Tmpfs(target, 1));
  }

  @Test
  void rootIsNobodysAccount() {
    assertThrows(IllegalArgumentException.class, () -> new Account(0, 1000, false));
    assertThrows(IllegalArgumentException.class, () -> new Account(1000, 0, false));
    assertTrue(Account.ofCaller().uid() > 0);
  }

  @Test
  void memoryIsMountedWithTheRightsThatProgramsNeed() {
    Map<String, String> memory = hardened(spec(Kind.AGENT).tmpfs("/secret", 4096)).getTmpFs();
    assertTrue(
        options(memory, "/tmp").containsAll(List.of("exec", "nosuid", "nodev", "mode=1777")));
    assertTrue(options(memory, "/var/tmp").containsAll(List.of("noexec", "nosuid", "nodev")));
    assertTrue(options(memory, "/run").containsAll(List.of("noexec", "nosuid", "uid=1234")));
    for (String mine : List.of("/run/agent-tui", "/secret")) {
      assertTrue(
          options(memory, mine)
              .containsAll(List.of("noexec", "nosuid", "mode=0700", "uid=1234", "gid=2345")));
    }
    assertTrue(options(memory, "/secret").contains("size=4096"));
    assertTrue(memory.values().stream().allMatch(o -> o.contains("size=")), memory.toString());
  }

  private static List<String> options(Map<String, String> memory, String target) {
    return List.of(memory.get(target).split(",", -1));
  }

  @Test
  void limitsCanBeLoweredAndNeverPassWhatTheEngineHas() {
    ContainerSpec small = spec(Kind.AGENT).limits(new Limits(64, 0.5, 1 << 20)).build();
    HostConfig host = Hardening.of(small, engine(2, true, "Docker"), "none", false);
    assertEquals(64L, host.getPidsLimit());
    assertEquals(500_000_000L, host.getNanoCPUs());
    HostConfig two =
        Hardening.of(spec(Kind.AGENT).build(), engine(2, true, "Docker"), "none", false);
    assertEquals(2_000_000_000L, two.getNanoCPUs());
  }

  @Test
  void anEngineThatCannotFilterSystemCallsIsRefused() {
    ContainerSpec any = spec(Kind.AGENT).build();
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Hardening.of(any, engine(2, false, "Docker"), "none", false));
    assertTrue(String.valueOf(e.getMessage()).contains("seccomp"));
  }

  @Test
  void podmanHasNoLocalLogDriverAndGetsNone() {
    HostConfig host =
        Hardening.of(spec(Kind.AGENT).build(), engine(2, true, "Podman"), "none", false);
    assertEquals(LogConfig.LoggingType.NONE, host.getLogConfig().getType());
  }

  @Test
  void theFilterRefusesWhatItDoesNotName() throws Exception {
    JsonNode profile = new ObjectMapper().readTree(Hardening.SECCOMP);
    assertEquals("SCMP_ACT_ERRNO", profile.get("defaultAction").asText());
    List<String> allowed = new ArrayList<>();
    for (JsonNode rule : profile.get("syscalls")) {
      if (rule.get("action").asText().equals("SCMP_ACT_ALLOW") && !rule.has("args")) {
        rule.get("names").forEach(n -> allowed.add(n.asText()));
      }
    }
    for (String denied :
        List.of(
            "io_uring_setup",
            "ptrace",
            "process_vm_readv",
            "mount",
            "unshare",
            "setns",
            "bpf",
            "keyctl",
            "userfaultfd",
            "perf_event_open",
            "kexec_load",
            "init_module",
            "open_by_handle_at",
            "socket",
            "ioctl",
            "clone",
            "clone3",
            "personality")) {
      assertFalse(allowed.contains(denied), denied);
    }
    assertTrue(
        allowed.containsAll(List.of("execve", "openat", "futex", "landlock_create_ruleset")));
  }

  @Test
  void theFilterLetsEveryTerminalRequestThroughButTheTwoThatType() throws Exception {
    List<JsonNode> rules =
        StreamSupport.stream(
                new ObjectMapper().readTree(Hardening.SECCOMP).get("syscalls").spliterator(), false)
            .filter(r -> r.get("names").get(0).asText().equals("ioctl"))
            .toList();
    assertEquals(
        List.of(0x5412, 0x541c),
        IntStream.range(0, 0x10000).filter(c -> !passes(rules, c)).boxed().toList());
    assertFalse(passes(rules, 0x1_0000_5412L), "the kernel looks at 32 bits only");
    assertTrue(passes(rules, 0x80045430L), "TIOCGPTN");
  }

  private static boolean passes(List<JsonNode> rules, long request) {
    return rules.stream()
        .anyMatch(rule ->
            StreamSupport.stream(rule.get("args").spliterator(), false)
                .allMatch(a -> (request & a.get("value").asLong()) == a.get("valueTwo").asLong()));
  }
}
