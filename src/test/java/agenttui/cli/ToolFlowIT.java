package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real `make` that a pane starts runs in the sidecar, is seen in the panel, and ends there: by
/// keys, screen, and the processes of this machine, which is where containers run.
@Tag("engine")
@Tag("slow")
class ToolFlowIT {
  /// What is promised between a signal and the end of the process group in the sidecar.
  private static final Duration PROMISED = Duration.ofSeconds(3);

  @TempDir Path directory;
  private final String sleep = "sleep " + ThreadLocalRandom.current().nextInt(100_000, 999_999);
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
    installation.make("wait:\n\t@echo wait\"\"ing\n\t@%s\nbroken:\n\tfalse\n".formatted(sleep));
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private List<ProcessHandle> sleeping() {
    return ProcessHandle.allProcesses()
        .filter(process -> proc(process, "cmdline").replace('\0', ' ').strip().equals(sleep))
        .toList();
  }

  private static String proc(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      return "";
    }
  }

  /// Starts the long call and waits for its row.
  private void waitingMake(String line) {
    outer.keys(line, "Enter");
    outer.shows("waiting");
    outer.shows("● make wait");
    outer.await(() -> sleeping().size() == 1, () -> "no " + sleep);
  }

  /// Waits until nothing of the call is left, as long as is promised.
  private void ends(String how) {
    long since = System.nanoTime();
    outer.await(
        () -> sleeping().isEmpty() || System.nanoTime() - since > PROMISED.toNanos(), () -> "");
    long took = Duration.ofNanos(System.nanoTime() - since).toMillis();
    assertEquals(List.of(), sleeping(), how + ": still there after " + took + " ms");
    System.out.println(how + ": the group in the sidecar ended after " + took + " ms");
  }

  @Test
  void aCallIsSeenWhileItRunsAndItsExitCodeReachesThePane() {
    waitingMake("make wait");
    String sidecar = proc(sleeping().getFirst(), "cgroup");
    List<String> panes =
        ProcessHandle.allProcesses()
            .filter(process -> proc(process, "cmdline").equals("make\0wait\0"))
            .map(process -> proc(process, "cgroup"))
            .filter(group -> !group.equals(sidecar))
            .toList();
    assertEquals(1, panes.size(), "the shim is in a container of its own");
    assertNotEquals(sidecar, panes.getFirst());
    outer.keys("C-c");
    ends("Ctrl-C in the pane");
    outer.keys("clear; make broken; echo code=$?", "Enter");
    outer.shows("code=2");
    outer.shows("✗ make broken");
    outer.shows("exit 2");
  }

  @Test
  void aSignalFromThePanelEndsTheCall() {
    waitingMake("make wait; echo made=$?");
    outer.keys("C-b", "S");
    outer.shows("tool call of pane 1");
    // A sheet takes no letter in its first moments, so that typed prose cannot answer it.
    outer.settled();
    outer.keys("t");
    ends("TERM by S");
    // 2 is what make itself answers when TERM finds it between a child's end and its own wait.
    outer.await(
        () -> outer.screen().contains("made=143") || outer.screen().contains("made=2"),
        outer::screen);
    outer.shows("TERM → make wait");
  }

  @Test
  void aKilledShimLeavesNoProcess() {
    waitingMake("make wait &");
    outer.keys("kill -9 %1", "Enter");
    ends("kill -9 of the shim");
    outer.await(() -> !outer.screen().contains("● make wait"), outer::screen);
  }
}
