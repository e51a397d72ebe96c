package agenttui.keeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Programs without a terminal, and files, through a real keeper on this machine.
@Timeout(60)
class KeeperRunTest {
  @Test
  void outputsAndExitCodeComeApart() throws Exception {
    try (HostKeeper host = HostKeeper.start();
        Run run = host.attach().run(HostKeeper.script("echo out; echo err >&2; pwd; exit 9"))) {
      assertEquals("out\n/\n", text(run.stdout()));
      assertEquals("err\n", text(run.stderr()));
      assertEquals(new ExitStatus.Exited(9), run.exit().get());
    }
  }

  @Test
  void inputReachesTheProgramUntilItsEnd() throws Exception {
    byte[] much = new byte[3_000_000];
    new java.util.Random(31).nextBytes(much);
    try (HostKeeper host = HostKeeper.start();
        Run run = host.attach().run(HostKeeper.script("cat"))) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try (OutputStream stdin = run.stdin()) {
                  stdin.write(much);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertTrue(Arrays.equals(much, run.stdout().readAllBytes()));
      writer.join();
      assertEquals(new ExitStatus.Exited(0), run.exit().get());
    }
  }

  @Test
  void anOutputThatNobodyReadsStopsTheProgramAndNothingElse() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Run flood = keeper.run(HostKeeper.script("yes; echo ended >&2"));
      for (int i = 0; i < 20; i++) {
        try (Run other = keeper.run(HostKeeper.script("echo " + i))) {
          assertEquals(i + "\n", text(other.stdout()));
        }
      }
      Until.holds("the window is full", () -> available(flood.stdout()) == 256 << 10);
      flood.signal(15);
      flood.stdout().close();
      assertEquals(new ExitStatus.Signalled(15), flood.exit().get());
    }
  }

  @Test
  void aSignalReachesWhatTheLeaderLeftBehindUntilClose() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Run run =
          host.attach()
              .run(
                  HostKeeper.script(
                      "(trap 'echo got; exit' USR1; echo up; while :; do sleep 0.1; done) & exit"
                          + " 4"));
      InputStream out = run.stdout();
      assertEquals("up\n", new String(out.readNBytes(3), UTF_8));
      assertEquals(new ExitStatus.Exited(4), run.exit().get());
      run.signal(10);
      assertEquals("got\n", text(out));
      run.close();
    }
  }

  @Test
  void closingKillsTheGroup() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Run run =
          host.attach().run(HostKeeper.script("trap '' TERM HUP; sleep 1000 & echo $$ $!; wait"));
      String[] pids = line(run.stdout()).split(" ");
      run.close();
      for (String pid : pids) {
        Until.holds("process " + pid + " is gone", () -> !Files.exists(Path.of("/proc", pid)));
      }
      assertThrows(Exception.class, () -> run.exit().get());
    }
  }

  @Test
  void aLossEndsTheGroupThatIgnoresTerm() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Run run = keeper.run(HostKeeper.script("trap '' TERM; echo $$; while :; do sleep 1; done"));
      String pid = line(run.stdout());
      keeper.close();
      Until.holds("process " + pid + " is gone", () -> !Files.exists(Path.of("/proc", pid)));
      assertThrows(IOException.class, () -> run.stdout().read());
    }
  }

  @Test
  void writingToAProgramThatReadsNoMoreFails() throws Exception {
    try (HostKeeper host = HostKeeper.start();
        Run run = host.attach().run(HostKeeper.script("exec <&-; echo up; sleep 100"))) {
      assertEquals("up", line(run.stdout()));
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1000; i++) {
              run.stdin().write(new byte[10_000]);
            }
          });
    }
  }

  @Test
  void aMissingProgramOrDirectoryIsRefused() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      RunSpec program = new RunSpec(List.of("/no/such"), "/", Map.of(), false);
      assertTrue(
          assertThrows(KeeperException.class, () -> keeper.run(program))
              .getMessage()
              .contains("No such file"));
      RunSpec directory = new RunSpec(List.of("true"), "/no/such", HostKeeper.ENVIRONMENT, false);
      assertThrows(KeeperException.class, () -> keeper.run(directory));
    }
  }

  @Test
  void filesArriveWithTheirModesAndLongNames() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      String longName = "d".repeat(90) + "/" + "n".repeat(120) + "/" + "f".repeat(100);
      Path from = Files.createDirectory(host.directory().resolve("from"));
      Path file = from.resolve(longName);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x".repeat(100_000));
      Files.writeString(from.resolve("token"), "secret");
      Files.setPosixFilePermissions(
          from.resolve("token"), PosixFilePermissions.fromString("r--------"));
      for (String format : List.of("ustar", "pax", "gnu")) {
        Path tar = host.directory().resolve(format + ".tar");
        String names = format.equals("ustar") ? "token" : ".";
        Path to = host.directory().resolve("to-" + format).resolve("new");
        tar("tar", "--format=" + format, "-cf", tar.toString(), "-C", from.toString(), names);
        try (InputStream in = Files.newInputStream(tar)) {
          host.attach().put(to.toString(), in);
        }
        assertEquals("secret", Files.readString(to.resolve("token")));
        assertEquals(
            "r--------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("token"))));
        if (!format.equals("ustar")) {
          assertEquals("x".repeat(100_000), Files.readString(to.resolve(longName)));
        }
      }
    }
  }

  @Test
  void anEntryThatLeavesTheDirectoryIsRefused() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Path to = Files.createDirectory(host.directory().resolve("to"));
      Path file = Files.writeString(host.directory().resolve("x"), "x");
      Path link = Files.createSymbolicLink(host.directory().resolve("l"), Path.of("/etc"));
      String directory = host.directory().toString();
      for (List<String> arguments :
          List.of(
              List.of("-P", file.toString()),
              List.of("-C", directory, "--transform", "s,^x,../x,", "-P", "x"),
              List.of("-C", directory, "--transform", "s,^x,a/../../x,", "-P", "x"),
              List.of("-C", directory, link.getFileName().toString()))) {
        Path tar = host.directory().resolve("t.tar");
        String[] command = new String[arguments.size() + 3];
        command[0] = "tar";
        command[1] = "-cf";
        command[2] = tar.toString();
        for (int i = 0; i < arguments.size(); i++) {
          command[i + 3] = arguments.get(i);
        }
        tar(command);
        byte[] bytes = Files.readAllBytes(tar);
        assertThrows(
            KeeperException.class,
            () -> keeper.put(to.toString(), new ByteArrayInputStream(bytes)),
            arguments.toString());
        assertEquals(0, to.toFile().list().length, arguments.toString());
      }
      Files.createSymbolicLink(to.resolve("out"), host.directory());
      tar("tar", "-cf", directory + "/t.tar", "-C", directory, "--transform", "s,^x,out/y,", "x");
      byte[] through = Files.readAllBytes(Path.of(directory, "t.tar"));
      assertThrows(
          KeeperException.class,
          () -> keeper.put(to.toString(), new ByteArrayInputStream(through)));
      assertTrue(Files.notExists(host.directory().resolve("y")));
      assertTrue(keeper.alive());
    }
  }

  @Test
  void aTarThatIsCutShortIsRefused() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Files.writeString(host.directory().resolve("x"), "x".repeat(2000));
      Path tar = host.directory().resolve("t.tar");
      tar("tar", "-cf", tar.toString(), "-C", host.directory().toString(), "x");
      byte[] cut = Arrays.copyOf(Files.readAllBytes(tar), 1500);
      String to = host.directory().resolve("to").toString();
      assertThrows(KeeperException.class, () -> keeper.put(to, new ByteArrayInputStream(cut)));
      assertEquals(0, Path.of(to).toFile().list().length);
    }
  }

  private static void tar(String... command) throws Exception {
    assertTrue(new ProcessBuilder(command).inheritIO().start().waitFor(10, TimeUnit.SECONDS));
  }

  private static int available(InputStream in) {
    try {
      return in.available();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) >= 0 && b != '\n'; ) {
      line.write(b);
    }
    return line.toString(UTF_8);
  }
}
