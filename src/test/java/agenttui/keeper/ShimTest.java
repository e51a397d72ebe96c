package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the C tests of the helper under sanitizers. Compiling takes its time on a slow machine.
@Timeout(600)
class ShimTest {
  static void make(String target) {
    Exit exit =
        Program.of("make", "-s", "-C", "shim", target)
            .in(Path.of("").toAbsolutePath())
            .timeout(Duration.ofMinutes(5))
            .run();
    assertEquals(0, exit.code(), () -> exit.text() + exit.complaint());
  }

  @Test
  void theHelperPassesItsOwnTestsUnderSanitizers() {
    make("test");
  }
}
