package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The starter `./agent-tui` on machines where something is missing: a PATH of links, so that only
/// what a test wants is found, and a package manager that writes down what it is asked for.
class StarterIT {
  private static final List<String> BASICS =
      List.of(
          "sh",
          "readlink",
          "dirname",
          "sed",
          "find",
          "head",
          "cat",
          "cksum",
          "tr",
          "stat",
          "date",
          "mkdir",
          "touch",
          "du",
          "awk",
          "grep",
          "id",
          "cp",
          "rm",
          "flock",
          "chmod",
          "sleep");

  @TempDir Path directory;
  private Path bin;
  private Path checkout;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
    checkout = Files.createDirectory(directory.resolve("checkout"));
    Files.copy(Path.of("agent-tui"), checkout.resolve("agent-tui"));
    mode(checkout.resolve("agent-tui"));
    BASICS.forEach(this::link);
    script("apt-get", "echo \"apt-get $*\" >> " + directory.resolve("asked"));
    script("apt-cache", "exit 0");
    outer = new Outer(directory, directory, Map.of("PATH", bin.toString()));
  }

  @AfterEach
  void stop() {
    outer.close();
  }

  /// Not a symbolic link: JUnit warns of each when it removes the directory.
  private void link(String name) {
    try {
      script(name, "exec /usr/bin/" + name + " \"$@\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void script(String name, String text) throws IOException {
    mode(Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n"));
  }

  private static void mode(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Runs the starter without a terminal, below what hides this machine's JDKs where that is asked.
  private Exit starts(boolean jdk, String... words) {
    List<String> line = new ArrayList<>();
    if (!jdk) {
      line.addAll(List.of("/usr/bin/bwrap", "--dev-bind", "/", "/"));
      for (String place : List.of("/usr/lib/jvm", "/opt/java", "/usr/java")) {
        if (Files.isDirectory(Path.of(place))) {
          line.addAll(List.of("--tmpfs", place));
        }
      }
    }
    line.add(checkout.resolve("agent-tui").toString());
    line.addAll(List.of(words));
    return Program.of(line)
        .bare()
        .env("PATH", bin.toString())
        .env("HOME", directory.toString())
        .in(directory)
        .run();
  }

  /// A checkout that was built before.
  private void built() throws IOException {
    Path target = Files.createDirectory(checkout.resolve("target"));
    Files.copy(Path.of("target/agent-tui.jar"), target.resolve("agent-tui.jar"));
    Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
  }

  @Test
  void allThatIsMissingIsNamedInOneLineAndNothingIsRunUnasked() {
    Exit exit = starts(false, "--version");
    assertEquals(1, exit.code());
    assertTrue(exit.complaint().contains("missing: jdk mvn make cc git."), exit.complaint());
    String line = "apt-get install -y openjdk-25-jdk-headless maven make gcc libc6-dev git";
    assertTrue(exit.complaint().contains(line), exit.complaint());
    assertFalse(Files.exists(directory.resolve("asked")), "it ran the line");
  }

  @Test
  void aDistributionWithoutTheJdkSaysWhereToGetOne() throws IOException {
    script("apt-cache", "exit 100");
    Exit exit = starts(false, "--version");
    assertEquals(1, exit.code());
    assertTrue(exit.complaint().contains("https://adoptium.net"), exit.complaint());
    assertTrue(exit.complaint().contains("JAVA_HOME"), exit.complaint());
  }

  @Test
  void eachDistributionGetsItsOwnLine() throws IOException {
    for (String name : List.of("apt-get", "apt-cache")) {
      Files.delete(bin.resolve(name));
    }
    Map<String, String> lines =
        Map.of(
            "dnf", "dnf install -y maven make gcc glibc-static git",
            "pacman", "pacman -S --noconfirm maven make gcc git",
            "zypper", "zypper install -y maven make gcc git",
            "apk", "apk add maven make gcc musl-dev linux-headers git");
    for (Map.Entry<String, String> each : lines.entrySet()) {
      script(each.getKey(), "exit 0");
      Exit exit = starts(true, "--version");
      assertEquals(1, exit.code());
      assertTrue(exit.complaint().contains(each.getValue()), exit.complaint());
      Files.delete(bin.resolve(each.getKey()));
    }
    Exit unknown = starts(true, "--version");
    assertEquals(1, unknown.code());
    assertTrue(unknown.complaint().contains("Install them and start again"), unknown.complaint());
  }

  @Test
  void aRefusalEndsWith1AndAYesRunsTheLineOnceAndGoesOn() throws IOException {
    for (String name : List.of("make", "cc", "git")) {
      link(name);
    }
    List<String> line = List.of(checkout.resolve("agent-tui").toString(), "--version");
    outer.shell(line);
    outer.shows("apt-get install -y maven");
    outer.shows("Run it now? [y/N]");
    outer.keys("n", "Enter");
    outer.shows("ended with 1");
    assertFalse(Files.exists(directory.resolve("asked")), "it ran the line");
    String maven =
        "mkdir -p %1$s/target && cp -r %2$s/agent-tui.jar %2$s/lib %1$s/target/"
            .formatted(checkout, Path.of("target").toAbsolutePath());
    Files.writeString(directory.resolve("mvn"), "#!/bin/sh\n" + maven + "\n");
    script(
        "apt-get",
        "echo \"apt-get $*\" >> %1$s/asked; cp %1$s/mvn %2$s/mvn; chmod +x %2$s/mvn"
            .formatted(directory, bin));
    outer.shell(line);
    outer.shows("Run it now? [y/N]");
    outer.keys("y", "Enter");
    outer.shows("agent-tui: built: ");
    outer.shows("agent-tui 0.");
    outer.shows("ended with 0");
    assertEquals("apt-get install -y maven\n", Files.readString(directory.resolve("asked")));
  }

  @Test
  void bubblewrapIsNeededOnlyForLocalSessions() throws IOException {
    link("git");
    built();
    Exit local = starts(true, "--sandbox", "local");
    assertEquals(1, local.code());
    assertTrue(local.complaint().contains("apt-get install -y bubblewrap"), local.complaint());
    assertEquals(0, starts(true, "--version").code());
    Exit docker = starts(true, "--sandbox", "docker");
    assertTrue(docker.complaint().contains("a terminal is needed"), docker.complaint());
  }

  @Test
  void aRebuildLeavesARunningServerItsJarAndTwoStartsBuildOnce() throws IOException {
    for (String name : List.of("make", "cc", "git")) {
      link(name);
    }
    Path target = Files.createDirectory(checkout.resolve("target"));
    Path jar = Files.writeString(target.resolve("agent-tui.jar"), "old");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    Files.createDirectory(checkout.resolve(".git"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Path running = Files.createLink(directory.resolve("running.jar"), jar);
    Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
    Path built = Path.of("target/agent-tui.jar").toAbsolutePath();
    // As Maven does, this writes into a file that is there.
    script("mvn", "echo >> %s/builds; sleep 1; cat %s > %s".formatted(directory, built, jar));
    CompletableFuture<Exit> other = CompletableFuture.supplyAsync(() -> starts(true, "--version"));
    assertEquals(0, starts(true, "--version").code());
    assertEquals(0, other.join().code());
    assertEquals("old", Files.readString(running));
    assertEquals("\n", Files.readString(directory.resolve("builds")));
  }

  @Test
  void withoutALocalePathsWithOtherLettersAreOpenedAllTheSame() throws IOException {
    link("git");
    built();
    Path home = Files.createDirectory(directory.resolve("zu Hause ä€"));
    Exit exit =
        Program.of(checkout.resolve("agent-tui").toString(), "doctor")
            .bare()
            .env("PATH", bin.toString())
            .env("HOME", home.toString())
            .in(directory)
            .run();
    assertTrue(exit.text().contains(home + "/.local/state/agent-tui"), exit.text());
    assertTrue(exit.text().contains("no locale is set"), exit.text());
  }

  @Test
  void aFailedBuildShowsItsErrorsAndNamesTheLog() throws IOException {
    for (String name : List.of("make", "cc", "git")) {
      link(name);
    }
    script("mvn", "echo '[ERROR] COMPILATION ERROR : x'; exit 1");
    Exit exit = starts(true, "--version");
    assertEquals(1, exit.code());
    assertTrue(exit.complaint().contains("COMPILATION ERROR"), exit.complaint());
    assertTrue(exit.complaint().contains("target/build.log"), exit.complaint());
  }
}
