package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real `make` that a rule asks about: by keys, screen, and the processes of this machine, which
/// is where containers run. Nothing of it exists in the sidecar before the answer.
@Tag("engine")
@Tag("slow")
class HeldFlowIT {
  @TempDir Path directory;
  private final String sleep = "sleep " + ThreadLocalRandom.current().nextInt(100_000, 999_999);
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation =
        Installation.in(
            directory, Map.of("AGENT_TUI_APPROVAL_ASK", "make wait,make more", "NO_COLOR", ""));
    outer = installation.outer();
    installation.make(
        "wait:\n\t@echo wait\"\"ing\n\t@%s\nmore:\n\t@echo more\"\"over\n".formatted(sleep));
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ')
          .strip();
    } catch (IOException e) {
      return "";
    }
  }

  private List<String> running(String line) {
    return ProcessHandle.allProcesses().map(HeldFlowIT::commandLine).filter(line::equals).toList();
  }

  @Test
  void aHeldCallRunsOnlyAfterItIsApprovedByKey() {
    outer.keys("make wait", "Enter");
    outer.shows("WAITING 1");
    outer.shows("held");
    // The shim alone: `make wait` is its own command line in the agent's container.
    assertEquals(1, running("make wait").size());
    assertEquals(List.of(), running(sleep));
    outer.keys("C-b", "a");
    outer.shows("Run make wait?");
    outer.settled();
    outer.keys("a");
    outer.shows("waiting");
    outer.await(() -> running(sleep).size() == 1, () -> "no " + sleep);
    assertEquals(2, running("make wait").size());
    outer.keys("C-c");
    outer.await(() -> running(sleep).isEmpty(), () -> "still " + sleep);
  }

  @Test
  void aDenialsReasonReachesTheCallerAndNothingRuns() {
    outer.keys("make wait; echo code=$?", "Enter");
    outer.shows("WAITING 1");
    outer.keys("C-b", "a");
    outer.shows("Run make wait?");
    outer.settled();
    outer.keys("x");
    outer.shows("its caller reads this line");
    outer.keys("not today", "Enter");
    outer.shows("denied by a person: not today");
    outer.shows("code=86");
    assertEquals(List.of(), running(sleep));
  }

  @Test
  void ctrlCTakesAQuestionBack() {
    outer.keys("make wait; echo code=$?", "Enter");
    outer.shows("WAITING 1");
    outer.keys("C-c");
    outer.shows("code=130");
    outer.await(() -> !outer.screen().contains("WAITING"), outer::screen);
    assertEquals(List.of(), running(sleep));
  }
}
