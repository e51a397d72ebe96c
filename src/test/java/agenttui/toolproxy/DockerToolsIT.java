package agenttui.toolproxy;

import agenttui.sandbox.SandboxKind;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/// Tools of a pane in a container that has none of them: each kind in a container of its own.
@Tag("engine")
@Tag("slow")
class DockerToolsIT extends ToolsCases {
  @Override
  SandboxedTools open() throws IOException {
    return new SandboxedTools(SandboxKind.DOCKER, true);
  }
}
