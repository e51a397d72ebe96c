package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What counts as work among the processes of a pane.
class ProcessesTest {
  private static List<String> work(String foreground, String... commands) {
    return processes(foreground, commands).work();
  }

  private static Processes processes(String foreground, String... commands) {
    List<Processes.One> all = new ArrayList<>();
    for (String command : commands) {
      all.add(new Processes.One(all.size() + 1, all.size(), 0, command));
    }
    return new Processes(Optional.of(foreground), Optional.empty(), all);
  }

  @Test
  void aShellAtItsPromptIsNoWork() {
    assertEquals(List.of(), work("-bash", "-bash"));
    assertEquals(List.of(), work("/bin/bash --login -i", "/bin/bash --login -i"));
    assertEquals(List.of(), work("zsh", "zsh", "sh"));
  }

  @Test
  void aShellThatRunsAScriptIsWork() {
    assertEquals(List.of("sh -c exec make"), work("x", "bash", "sh -c exec make"));
    assertEquals(List.of("bash ./build.sh"), work("x", "bash", "bash ./build.sh"));
  }

  @Test
  void theForegroundComesFirst() {
    List<String> work = work("vim notes.txt", "bash", "sleep 60", "vim notes.txt");
    assertEquals(List.of("vim notes.txt", "sleep 60"), work);
  }

  @Test
  void whatALocalSandboxWrapsAroundAShellIsNoWork() {
    String bwrap = "bwrap --unshare-all --die-with-parent -- bash";
    String helper = "/opt/agent-tui/agent-tui-helper inside --relay /run/agent-tui/relay.sock";
    assertEquals(List.of(), work("bash", bwrap, bwrap, helper, "bash"));
    assertEquals(List.of("claude"), work("claude", bwrap, helper, "claude"));
  }

  @Test
  void onlyTheFirstProgramHasItsOwnForeground() {
    String helper = "/opt/agent-tui/agent-tui-helper inside --relay /run/agent-tui/relay.sock";
    assertTrue(processes("claude", "claude", "bash -c make").isOwnForeground());
    assertTrue(processes("claude", "bwrap -- claude", helper, "claude", "ls").isOwnForeground());
    String codex = "/tools/codex/" + "x".repeat(140) + "/codex";
    assertTrue(processes(codex + " -- please work", codex + " -- pl").isOwnForeground());
    assertFalse(processes("claude-notes", "claude", "claude-notes").isOwnForeground());
    assertFalse(processes("vi notes", "claude", "vi notes").isOwnForeground());
    assertFalse(processes("vi notes", "bwrap -- claude", "claude", "vi notes").isOwnForeground());
  }
}
