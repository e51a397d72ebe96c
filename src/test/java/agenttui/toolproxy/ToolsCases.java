package agenttui.toolproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.keeper.ExitStatus;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person in a pane sees of tools that run in sidecars; the same in every kind of sandbox.
abstract class ToolsCases {
  private static final String MAKEFILE =
      """
      hello: hello.c
      \tcc -Wall -o hello hello.c
      broken:
      \tfalse
      wait:
      \t@echo waiting
      \t@sleep 4321
      """;

  private SandboxedTools tools;

  abstract SandboxedTools open() throws IOException;

  @BeforeEach
  void setUp() throws IOException {
    tools = open();
    tools.file("Makefile", MAKEFILE);
    tools.file("hello.c", "#include <stdio.h>\nint main(void) { return puts(\"built\") < 0; }\n");
  }

  @AfterEach
  void tearDown() throws IOException {
    tools.close();
  }

  @Test
  void aBuildRunsInTheSidecarOnThePanesOwnClone() {
    assertTrue(tools.type("command -v make").startsWith("/opt/agent-tui/shims/c-cpp/make\n"));
    String seen = tools.type("make && ./hello && cc -dumpversion && echo code=$?");
    assertTrue(seen.contains("built\n") && seen.contains("code=0\n"), seen);
    ToolCall row = tools.proxy.calls().recent().getFirst();
    assertEquals(SandboxedTools.PANE, row.pane());
    assertEquals("make", row.line());
    assertEquals(new ToolState.Ended(new ExitStatus.Exited(0)), row.state());
  }

  @Test
  void aFailureReachesThePane() {
    String seen = tools.type("make broken; echo code=$?");
    assertTrue(seen.contains("code=2\n"), seen);
    assertEquals(
        new ToolState.Ended(new ExitStatus.Exited(2)),
        tools.proxy.calls().recent().getFirst().state());
  }

  @Test
  void npmInstallsWhatTheLockFileSays() {
    tools.inSandbox("mkdir -p app dep", "");
    tools.file("dep/package.json", "{\"name\":\"dep\",\"version\":\"1.0.0\"}");
    tools.file("dep/index.js", "module.exports = 'from dep'");
    tools.file(
        "app/package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"dep\":\"file:../dep\"}}");
    tools.file(
        "app/package-lock.json",
        """
        {"name":"app","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
          "":{"name":"app","version":"1.0.0","dependencies":{"dep":"file:../dep"}},
          "../dep":{"version":"1.0.0"},
          "node_modules/dep":{"resolved":"../dep","link":true}}}
        """);
    String seen =
        tools.type("cd app; npm ci --no-audit --no-fund && node -p \"require('dep')\"; cd ..");
    assertTrue(seen.contains("from dep\n"), seen);
    assertEquals(new ToolKind("node"), tools.proxy.calls().recent().getFirst().kind());
  }

  @Test
  void inputIsPassedOn() {
    String seen = tools.type("echo 'console.log(6*7)' | node -");
    assertTrue(seen.startsWith("42\n"), seen);
  }

  @Test
  void ctrlCEndsTheGroupAndThePromptIsBack() {
    int from = waiting();
    assertTrue(tools.proxy.calls().running().getFirst().running());
    tools.keys("\u0003");
    String seen = tools.type("echo code=$?");
    // make is ended by it itself, or sees first that its recipe was, and reports that.
    assertTrue(seen.contains("code=130\n") || seen.contains("code=2\n"), seen);
    assertTrue(from >= 0);
    gone();
  }

  @Test
  void aSignalFromThePanelEndsTheGroup() {
    waiting();
    ToolCall row = tools.proxy.calls().running().getFirst();
    assertTrue(tools.proxy.calls().signal(row.id(), ToolSignal.TERM));
    String seen = tools.type("echo code=$?");
    // make reports the recipe that the signal ended, or is ended by it itself.
    assertTrue(seen.contains("code=143\n") || seen.contains("code=2\n"), seen);
    gone();
  }

  @Test
  void killingTheShimLeavesNoProcess() {
    int from = tools.position();
    tools.start("make wait & shim=$!");
    tools.until("waiting\r\n", from);
    tools.type("kill -9 $shim");
    gone();
  }

  private int waiting() {
    int from = tools.position();
    tools.start("make wait");
    tools.until("waiting\r\n", from);
    return from;
  }

  private void gone() {
    ToolRig.until(
        "group is gone",
        () ->
            !tools
                .inSidecar("c-cpp", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")
                .contains("sleep 4321"));
    ToolRig.until("row has ended", () -> tools.proxy.calls().running().isEmpty());
  }
}
