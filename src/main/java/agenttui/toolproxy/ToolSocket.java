package agenttui.toolproxy;

import java.nio.file.Path;

/// One container's way into the proxy. Whoever connects to its path *is* that container, so the
/// path lies in a directory of mode 0700.
public interface ToolSocket extends AutoCloseable {
  /// The Unix socket; `sandbox` connects to it once for each `tool` channel.
  Path path();

  /// Ends its calls (TERM, grace, KILL), closes its connections and removes the socket.
  @Override
  void close();
}
