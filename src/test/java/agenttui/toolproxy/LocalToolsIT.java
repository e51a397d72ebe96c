package agenttui.toolproxy;

import agenttui.sandbox.SandboxKind;
import java.io.IOException;

/// Tools of a pane in sandbox `local`: this machine's own, behind the same bubblewrap.
class LocalToolsIT extends ToolsCases {
  @Override
  SandboxedTools open() throws IOException {
    return new SandboxedTools(SandboxKind.LOCAL, false);
  }
}
