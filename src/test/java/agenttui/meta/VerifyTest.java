package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./verify` itself, over a Maven, a starter and an engine that the test plays: its exit code is
/// the word that all of continuous integration hangs on.
class VerifyTest {
  @TempDir Path checkout;
  private Path bin;

  @BeforeEach
  void start() throws IOException {
    bin = Files.createDirectory(checkout.resolve("bin"));
    Path verify = checkout.resolve("verify");
    Files.copy(Path.of("verify"), verify);
    mode(verify);
    script(bin.resolve("apt-get"), "exit 0");
    script(bin.resolve("curl"), "exit 0");
    script(checkout.resolve("agent-tui"), "exit 0");
  }

  private static void script(Path file, String text) throws IOException {
    mode(Files.writeString(file, "#!/bin/sh\n" + text + "\n"));
  }

  private static void mode(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// @param code what the played Maven ends with
  /// @param reports its test reports: lines of one file
  private Exit verified(int code, String reports, String... words) throws IOException {
    Path file = checkout.resolve("target/surefire-reports/TEST-played.xml");
    script(
        bin.resolve("mvn"),
        "mkdir -p '%s'; printf '%%s' '%s' > '%s'; exit %d"
            .formatted(file.getParent(), reports, file, code));
    List<String> line = new ArrayList<>(List.of(checkout.resolve("verify").toString()));
    line.addAll(List.of(words));
    return Program.of(line).env("PATH", bin + ":" + System.getenv("PATH")).in(checkout).run();
  }

  /// A run in which no test was skipped must not be taken for a failure by the search for skips.
  @Test
  void whereNothingWasSkippedAndAllPassedItPasses() throws IOException {
    Exit exit = verified(0, "<testcase name=\"one\" classname=\"a.B\"/>\n");
    assertEquals(0, exit.code(), exit.text() + exit.complaint());
    assertFalse(exit.text().contains("SKIPPED"), exit.text());
  }

  @Test
  void whereMavenSaysNoItSaysTheSame() throws IOException {
    assertEquals(3, verified(3, "").code());
  }

  @Test
  void aSkippedTestIsNamedAndIsNoFailure() throws IOException {
    Exit exit = verified(0, "<testcase name=\"two(int)\" classname=\"a.B\">\n<skipped/>\n");
    assertEquals(0, exit.code(), exit.text() + exit.complaint());
    assertTrue(exit.text().contains("SKIPPED"), exit.text());
    assertTrue(exit.text().contains("a.B two"), exit.text());
  }

  @Test
  void withoutAnEngineItSaysSoAndPasses() throws IOException {
    Path tests = Files.createDirectories(checkout.resolve("src/test/java"));
    Files.writeString(tests.resolve("SomeIT.java"), "@Tag(\"engine\")\n");
    Exit exit = verified(0, "", "--without-engine");
    assertEquals(0, exit.code(), exit.text() + exit.complaint());
    assertTrue(exit.text().contains("NOT RUN"), exit.text());
    assertTrue(exit.text().contains("SomeIT"), exit.text());
  }

  @Test
  void anUnknownWordIsAMistakeInTheCall() throws IOException {
    assertEquals(2, verified(0, "", "--fast").code());
  }
}
