package agenttui.toolproxy;

import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxException;
import agenttui.sandbox.Sandboxes;
import java.util.Optional;

/// Runs the tools of one sandbox's panes in that sandbox's own sidecars, each started when its
/// first tool is called.
public final class Sidecars implements ToolRunner {
  private final Sandboxes sandboxes;
  private final String owner;

  /// @param owner the sandbox whose shims call; its sidecars share its workspace
  public Sidecars(Sandboxes sandboxes, Sandbox owner) {
    this.sandboxes = sandboxes;
    this.owner = owner.id();
  }

  @Override
  public Start start(ToolKind kind, ToolCommand command) {
    Sandbox sidecar;
    try {
      // Asked anew each time: after a loss it is another object with another attachment.
      Optional<Sandbox> now = sandboxes.find(owner);
      if (now.isEmpty()) {
        return new Start.Absent("this sandbox has ended");
      }
      sidecar = sandboxes.sidecar(now.get(), kind.name());
    } catch (SandboxException e) {
      return new Start.Absent(line(e));
    } catch (RuntimeException e) {
      // Engine, image, keeper: whatever kept the sidecar from starting has its own words for it.
      return new Start.Failed("cannot start the sidecar " + kind.name() + ": " + line(e));
    }
    try {
      return new Start.Started(
          sidecar.run(command.argv(), command.directory(), command.environment()));
    } catch (RuntimeException e) {
      return new Start.Failed(line(e));
    }
  }

  private static String line(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(message);
  }
}
