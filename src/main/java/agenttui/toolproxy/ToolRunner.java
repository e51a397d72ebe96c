package agenttui.toolproxy;

/// Starts commands in the sidecars of one pane: the edge between the proxy and the sandboxes.
public interface ToolRunner {
  /// Starts `command` in the pane's sidecar of `kind`, in a process group of its own, as the user
  /// of the pane's sandbox. Called on a virtual thread; may wait for a sidecar that is starting.
  ToolStart start(ToolKind kind, ToolCommand command);
}
