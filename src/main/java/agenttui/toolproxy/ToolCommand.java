package agenttui.toolproxy;

import java.util.List;
import java.util.Map;

/// What a sidecar is asked to run; nothing else of the request reaches it.
///
/// @param argv tool and arguments, never a shell line
/// @param directory an absolute path, `/workspace` or below, without `..`
/// @param environment variables beside the sidecar's own, only names that the table allows
public record ToolCommand(List<String> argv, String directory, Map<String, String> environment) {
  /// Copies the collections.
  public ToolCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }
}
