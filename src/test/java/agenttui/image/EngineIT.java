package agenttui.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.NetworkMode;
import agenttui.docker.Account;
import agenttui.docker.ContainerFacts;
import agenttui.docker.ContainerId;
import agenttui.docker.ContainerSpec;
import agenttui.docker.EngineException;
import agenttui.docker.EngineState;
import agenttui.docker.ExecStream;
import agenttui.docker.ImageRef;
import agenttui.docker.Kind;
import agenttui.docker.Labels;
import agenttui.docker.Tar;
import agenttui.docker.VolumeName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Containers, streams and volumes on a real engine, in the foundation image.
@Tag("engine")
class EngineIT {
  private static RealEngine real;
  private static ImageRef image;

  @BeforeAll
  static void connect() {
    real = RealEngine.open();
    image = real.foundation();
  }

  @AfterAll
  static void sweep() {
    real.close();
  }

  private static ContainerSpec.Builder spec(Kind kind) {
    return ContainerSpec.of(kind, image, "agent-tui-it-" + UUID.randomUUID());
  }

  private static ContainerId started(ContainerSpec spec) {
    ContainerId id = real.engine().containers().create(spec);
    real.engine().containers().start(id);
    return id;
  }

  private static String output(ContainerId id, String script) throws IOException {
    try (ExecStream stream = real.engine().containers().exec(id, List.of("sh", "-c", script))) {
      String text = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
      return (text + stream.complaint()).strip();
    }
  }

  @Test
  void anEngineThatAnswersIsReadyAndSaysWhatItIs() {
    assertInstanceOf(EngineState.Ready.class, real.engine().state());
    assertTrue(real.engine().facts().seccomp());
    assertTrue(real.engine().facts().cpus() > 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindOfContainerIsReadBackWithEveryProtectionAndNoHostPath(Kind kind) {
    VolumeName work = real.volume();
    ContainerId id = started(spec(kind).volume(work, "/workspace").label("a", "b").build());
    ContainerFacts facts = real.engine().containers().inspect(id).orElseThrow();
    ContainerFacts.Protection found = facts.protection();
    assertTrue(facts.running());
    assertEquals(Account.ofCaller().numbers(), found.user());
    assertEquals("none", found.network());
    assertEquals(Set.of("ALL"), found.capabilitiesDropped());
    assertEquals(Set.of(), found.capabilitiesAdded());
    assertTrue(found.noNewPrivileges());
    assertEquals("ours", found.seccomp());
    assertTrue(found.readOnlyRoot());
    assertFalse(found.privileged());
    assertEquals(Set.of(), found.hostNamespaces());
    assertEquals(List.of(), found.devices());
    assertEquals(4096, found.limits().processes());
    assertEquals(8L << 30, found.limits().memory());
    assertTrue(found.initProcess());
    assertEquals(
        Set.of("volume", "tmpfs"),
        facts.mounts().stream().map(ContainerFacts.Mounted::type).collect(Collectors.toSet()));
    assertEquals("b", facts.labels().get("a"));
    assertEquals(kind.word(), facts.labels().get(Labels.KIND));
    assertEquals(real.engine().owner(), facts.labels().get(Labels.OWNER));
  }

  @Test
  void theSameIsSeenFromInside() throws IOException {
    ContainerId id = started(spec(Kind.AGENT).volume(real.volume(), "/workspace").build());
    String status = output(id, "cat /proc/self/status");
    assertTrue(status.contains("CapEff:\t0000000000000000"), status);
    assertTrue(status.contains("CapBnd:\t0000000000000000"), status);
    assertTrue(status.contains("NoNewPrivs:\t1"), status);
    assertTrue(status.contains("Seccomp:\t2"), status);
    Account account = Account.ofCaller();
    assertEquals(account.numbers(), output(id, "echo $(id -u):$(id -g)"));
    assertEquals("coder /home/coder", output(id, "echo $(id -un) $HOME"));
    assertTrue(output(id, "touch /x").contains("Read-only file system"));
    assertTrue(output(id, "echo x >> /etc/passwd").contains("cannot create"));
    assertEquals("ran", output(id, "cp /bin/echo /tmp/e && /tmp/e ran"));
    assertTrue(
        output(id, "cp /bin/echo /var/tmp/e && /var/tmp/e ran").contains("Permission denied"));
    assertEquals("700 " + account.numbers(), output(id, "stat -c '%a %u:%g' /run/agent-tui"));
    assertEquals("ok", output(id, "touch /run/agent-tui/s /workspace/f && echo ok"));
    assertEquals("lo", output(id, "ls /sys/class/net"));
    assertTrue(output(id, "cat /proc/1/comm").contains("init"));
    assertEquals("", output(id, "find / -xdev -perm /6000 ! -type l 2>/dev/null"));
  }

  @Test
  void whatTheFilterForbidsFailsAndOrdinaryProgramsWork() throws IOException {
    ContainerId id = started(spec(Kind.AGENT).volume(real.volume(), "/workspace").build());
    assertTrue(output(id, "unshare -U true").contains("not permitted"));
    assertTrue(
        output(id, "mount -t tmpfs x /tmp")
            .toLowerCase(java.util.Locale.ROOT)
            .matches("(?s).*(denied|not permitted|superuser).*"));
    String python =
        """
        import ctypes, errno
        libc = ctypes.CDLL(None, use_errno=True)
        def call(name, *a):
            ctypes.set_errno(0)
            r = libc.syscall(*a)
            print(name, 'ok' if r >= 0 else errno.errorcode[ctypes.get_errno()])
        call('io_uring', 425, 1, 0)
        call('ptrace', 101, 0, 0, 0, 0)
        call('vsock', 41, 40, 1, 0)
        call('packet', 41, 17, 3, 0)
        call('unix', 41, 1, 1, 0)
        call('inet', 41, 2, 1, 0)
        call('tiocsti', 16, 0, 0x5412, b'x')
        call('tiocsti-high', 16, 0, 0x100005412, b'x')
        call('clone3', 435, 0, 0)
        call('userfaultfd', 323, 0)
        """;
    try (ExecStream stream =
        real.engine().containers().exec(id, List.of("python3", "-c", python))) {
      String said = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(
          """
          io_uring EPERM
          ptrace EPERM
          vsock EPERM
          packet EPERM
          unix ok
          inet ok
          tiocsti EPERM
          tiocsti-high EPERM
          clone3 ENOSYS
          userfaultfd EPERM
          """,
          said + stream.complaint());
    }
    String git =
        "cd /workspace && git init -q . && git config user.name a && git config user.email b"
            + " && echo x > f && git add f && git commit -qm m && git log --oneline | wc -l";
    assertEquals("1", output(id, git));
    assertEquals(
        "55", output(id, "python3 -c 'import threading,subprocess;print(sum(range(11)))'"));
    assertEquals("a", output(id, "echo a | rg a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 98_304, 16 << 20})
  void aStreamCarriesEveryByteBothWaysAndEndsByHalfClose(int size) throws Exception {
    ContainerId id = started(spec(Kind.AGENT).build());
    byte[] sent = new byte[size];
    new Random(size).nextBytes(sent);
    try (ExecStream stream = real.engine().containers().exec(id, List.of("cat"))) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try (var input = stream.input()) {
                  input.write(sent);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      byte[] received = stream.output().readAllBytes();
      writer.join();
      assertArrayEquals(digest(sent), digest(received));
      assertEquals(0, stream.exit().orElseThrow());
    }
  }

  private static byte[] digest(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  @Test
  void bothOutputsAreKeptApartAndTheExitCodeIsTold() throws IOException {
    ContainerId id = started(spec(Kind.AGENT).build());
    String script =
        "i=0; while [ $i -lt 2000 ]; do echo out$i; echo err >&2; i=$((i+1)); done; exit 7";
    try (ExecStream stream = real.engine().containers().exec(id, List.of("sh", "-c", script))) {
      String out = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(2000, out.lines().count());
      assertTrue(out.lines().allMatch(l -> l.startsWith("out")));
      assertTrue(stream.complaint().lines().allMatch("err"::equals));
      assertEquals(7, stream.exit().orElseThrow());
    }
  }

  @Test
  void aProgramThatIsNotThereIsAnErrorWithItsName() {
    ContainerId id = started(spec(Kind.AGENT).build());
    String said;
    try (ExecStream stream = real.engine().containers().exec(id, List.of("/no/such/program"))) {
      said = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8) + stream.exit();
    } catch (EngineException | IOException e) {
      said = String.valueOf(e.getMessage());
    }
    assertTrue(said.contains("/no/such/program"), said);
  }

  @Test
  void aFilledVolumeHasOwnersModesAndContentAsSaid() throws IOException {
    Account account = Account.ofCaller();
    VolumeName volume = real.volume();
    byte[] tar =
        Tar.of(account)
            .directory("d", 0750)
            .file("d/secret", 0600, "text".getBytes(StandardCharsets.UTF_8))
            .bytes();
    real.engine().volumes().fill(volume, image, account, 0700, new ByteArrayInputStream(tar));
    VolumeName readOnly = real.volume();
    byte[] roots = Tar.ofRoot().file("helper", 0555, new byte[] {'x'}).bytes();
    real.engine().volumes().fill(readOnly, image, account, 0755, new ByteArrayInputStream(roots));
    ContainerId id =
        started(
            spec(Kind.AGENT).volume(volume, "/data").readOnlyVolume(readOnly, "/helper").build());
    String owner = account.numbers();
    assertEquals("700 " + owner, output(id, "stat -c '%a %u:%g' /data"));
    assertEquals("750 " + owner, output(id, "stat -c '%a %u:%g' /data/d"));
    assertEquals("600 " + owner, output(id, "stat -c '%a %u:%g' /data/d/secret"));
    assertEquals("text", output(id, "cat /data/d/secret"));
    assertEquals("555 0:0", output(id, "stat -c '%a %u:%g' /helper/helper"));
    assertTrue(output(id, "touch /helper/x").contains("Read-only file system"));
    assertEquals("ok", output(id, "touch /data/new && echo ok"));
  }

  @Test
  void aFreshVolumeAtAPlaceOfTheFoundationIsTheAccounts() throws IOException {
    ContainerId id =
        started(
            spec(Kind.AGENT)
                .volume(real.volume(), "/workspace")
                .volume(real.volume(), "/home/coder")
                .build());
    assertEquals("ok", output(id, "touch /workspace/a /home/coder/b && echo ok"));
    String owner = "700 " + Account.ofCaller().numbers();
    assertEquals(owner, output(id, "stat -c '%a %u:%g' /home/coder"));
  }

  @Test
  void archivesReachVolumesOnlyAndNeverTheRoot() {
    ContainerId id =
        real.engine()
            .containers()
            .create(spec(Kind.AGENT).volume(real.volume(), "/workspace").build());
    byte[] tar = Tar.of(Account.ofCaller()).file("f", 0600, new byte[1]).bytes();
    real.engine().containers().put(id, "/workspace", new ByteArrayInputStream(tar));
    assertThrows(
        EngineException.class,
        () -> real.engine().containers().put(id, "/etc", new ByteArrayInputStream(tar)));
  }

  @Test
  void stopRemoveAndListAgreeAndAreCalmAboutWhatIsGone() {
    String mark = UUID.randomUUID().toString();
    ContainerId id = started(spec(Kind.THROWAWAY).label("it.mark", mark).build());
    assertEquals(1, real.engine().containers().list(Map.of("it.mark", mark)).size());
    real.engine().containers().stop(id, Duration.ofSeconds(1));
    assertFalse(real.engine().containers().inspect(id).orElseThrow().running());
    real.engine().containers().stop(id, Duration.ofSeconds(1));
    real.engine().containers().remove(id);
    real.engine().containers().remove(id);
    real.engine().containers().stop(id, Duration.ofSeconds(1));
    assertTrue(real.engine().containers().inspect(id).isEmpty());
    assertEquals(List.of(), real.engine().containers().list(Map.of("it.mark", mark)));
  }

  @Test
  void theExitCodeOfTheMainProcessIsReadBack() {
    ContainerId id = started(spec(Kind.THROWAWAY).command(List.of("sh", "-c", "exit 3")).build());
    assertEquals(3, real.engine().containers().await(id, Duration.ofSeconds(30)));
    assertEquals(3, real.engine().containers().inspect(id).orElseThrow().exit());
  }

  @Test
  void aMissingImageAndATakenNameAreToldApart() {
    ContainerSpec missing =
        ContainerSpec.of(Kind.AGENT, new ImageRef("agent-tui/none:0"), "agent-tui-it-none").build();
    assertEquals(
        EngineException.Reason.MISSING,
        assertThrows(EngineException.class, () -> real.engine().containers().create(missing))
            .reason());
    ContainerSpec twice = spec(Kind.AGENT).build();
    real.engine().containers().create(twice);
    assertEquals(
        EngineException.Reason.CONFLICT,
        assertThrows(EngineException.class, () -> real.engine().containers().create(twice))
            .reason());
  }

  @Test
  void theOpenNetworkReachesNamesAndIsShared() throws IOException {
    ContainerId id = started(spec(Kind.AGENT).network(NetworkMode.OPEN).build());
    assertEquals(
        "agent-tui-open",
        real.engine().containers().inspect(id).orElseThrow().protection().network());
    assertTrue(output(id, "ls /sys/class/net").contains("eth0"));
  }

  @Test
  void aVolumeInUseIsNotRemovedAndAMissingOneIsFine() {
    VolumeName volume = real.volume();
    ContainerId id = started(spec(Kind.AGENT).volume(volume, "/workspace").build());
    EngineException e =
        assertThrows(EngineException.class, () -> real.engine().volumes().remove(volume));
    assertEquals(EngineException.Reason.CONFLICT, e.reason());
    real.engine().containers().remove(id);
    real.engine().volumes().remove(volume);
    real.engine().volumes().remove(volume);
    assertTrue(real.engine().volumes().find(volume).isEmpty());
  }

  @Test
  void aBuildThatIsCutOffLeavesNoLayer() throws InterruptedException {
    String dockerfile = "FROM %s\nRUN echo %s\nRUN sleep 300\n";
    String text = dockerfile.formatted(image.value(), UUID.randomUUID());
    Recipe recipe =
        new Recipe("it", Map.of("Dockerfile", text.getBytes(StandardCharsets.UTF_8)), Map.of());
    Thread building =
        Thread.ofVirtual()
            .start(() -> {
              try {
                real.engine()
                    .images()
                    .build(
                        recipe.context(Account.ofCaller(), real.engine().owner()),
                        new ImageRef("agent-tui/it:cut"),
                        Map.of(),
                        Map.of(),
                        Duration.ofMinutes(2),
                        _ -> {});
              } catch (EngineException e) {
                // Cut off, as wanted.
              }
            });
    Map<String, String> layers = Map.of(Labels.LAYER, real.engine().owner());
    for (int tries = 0; real.engine().images().list(layers).isEmpty() && tries < 600; tries++) {
      Thread.sleep(100);
    }
    building.interrupt();
    building.join();
    int removed = 0;
    // The engine takes a moment to end the step that it was at.
    for (int tries = 0; removed == 0 && tries < 100; tries++) {
      removed = real.engine().images().removeCutBuilds();
      Thread.sleep(100);
    }
    assertEquals(1, removed);
    assertEquals(0, real.engine().images().removeCutBuilds());
    assertTrue(real.engine().images().find(image).isPresent());
  }

  @Test
  void nothingIsAskedForThatShowsInInspectBesidesHome() {
    ContainerId id = started(spec(Kind.AGENT).env("TERM", "xterm").build());
    Map<String, String> seen = real.engine().containers().inspect(id).orElseThrow().environment();
    assertEquals("xterm", seen.get("TERM"));
    assertEquals("/home/coder", seen.get("HOME"));
    assertEquals(64, HexFormat.of().parseHex(id.value()).length * 2);
  }
}
