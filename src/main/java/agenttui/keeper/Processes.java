package agenttui.keeper;

import java.util.List;
import java.util.Optional;

/// The processes behind a pty or a run, as the keeper sees them. All text is hostile: show it only
/// escaped.
///
/// @param foreground the command line of the foreground process group's leader (of a run: its first
///   process), arguments apart by spaces, cut at 512 bytes
/// @param directory that process's working directory
/// @param all every process below the first one, itself included, at most 256
public record Processes(Optional<String> foreground, Optional<String> directory, List<One> all) {
  /// Copies the list.
  public Processes {
    all = List.copyOf(all);
  }

  /// One process.
  ///
  /// @param pid its id as the keeper sees it
  /// @param parent its parent's id
  /// @param cpuTicks user and system time, in clock ticks (100 a second on Linux)
  /// @param command its command line, arguments apart by spaces, cut at 512 bytes
  public record One(int pid, int parent, long cpuTicks, String command) {}
}
