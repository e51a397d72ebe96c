package agenttui.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Host programs: arguments arrive as given, nothing else of ours does, limits hold.
class ProgramTest {
  @Test
  void argumentsArriveUnchanged() {
    String odd = "a b'\"$(id);\n";
    assertEquals(odd, Program.of("printf", "%s", odd).run().text());
  }

  @Test
  void exitCodeAndStreamsComeApart() {
    Exit exit = Program.of("sh", "-c", "echo out; echo err >&2; exit 3").run();
    assertEquals(3, exit.code());
    assertEquals("out\n", exit.text());
    assertEquals("err", exit.complaint());
  }

  @Test
  void aBareProgramSeesOnlyWhatIsNamed() {
    Exit exit = Program.of("/usr/bin/env").bare().env("ONLY", "1").run();
    assertEquals("ONLY=1\n", exit.text());
  }

  @Test
  void inputArrivesAndEnds() {
    assertEquals(
        "abc",
        Program.of("cat")
            .stdin("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .run()
            .text());
  }

  @Test
  void whatRunsTooLongIsKilledWithItsChildren() {
    Exit exit = Program.of("sh", "-c", "sleep 600 & wait").timeout(Duration.ofMillis(300)).run();
    assertTrue(exit.timedOut());
    assertFalse(exit.ok());
  }

  @Test
  void whatAProgramSaidIsKeptThoughItsChildHoldsTheStreams() {
    // It goes on for a second, so that its streams are being read when it ends.
    Exit exit = Program.of("sh", "-c", "sleep 90 & echo $!; echo err >&2; sleep 1").run();
    assertTrue(exit.text().matches("\\d+\n"), exit.text());
    ProcessHandle.of(Long.parseLong(exit.text().strip())).ifPresent(ProcessHandle::destroy);
    assertEquals("err", exit.complaint());
  }

  @Test
  void outputBeyondTheLimitIsCutAndSaid() {
    Exit exit = Program.of("sh", "-c", "head -c 100000 /dev/zero").limit(1000).run();
    assertEquals(1000, exit.out().length);
    assertTrue(exit.truncated());
  }

  @Test
  void aMissingProgramIsNamed() {
    ProcessException e = assertThrows(ProcessException.class, () -> Program.of("/no/such").run());
    assertTrue(e.getMessage().contains("/no/such"));
  }
}
