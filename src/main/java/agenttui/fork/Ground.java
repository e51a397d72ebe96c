package agenttui.fork;

import java.io.OutputStream;
import java.util.List;

/// A fork's running sandbox, as forks need it.
public interface Ground {
  /// The sandbox's id, for panes: the fork's name.
  String sandbox();

  /// Runs a program in `/workspace` and waits.
  ///
  /// @param argv an argument array
  /// @param out gets standard output as it comes; may throw to end the program
  Ran run(List<String> argv, OutputStream out);

  /// Ends everything in it and removes the sandbox; workspace and state stay.
  void stop();

  /// How a program in a sandbox ended.
  ///
  /// @param code its exit code, or -1 when it was lost or took too long
  /// @param complaint its standard error, the first KiBs, raw
  record Ran(int code, String complaint) {
    /// Whether it ended with 0.
    public boolean ok() {
      return code == 0;
    }
  }
}
