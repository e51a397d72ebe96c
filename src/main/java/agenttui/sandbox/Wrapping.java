package agenttui.sandbox;

import java.util.List;

/// How a program is started inside: as it is in a container, behind bubblewrap's arguments in
/// `local`.
interface Wrapping {
  /// The argument list for a program of a pane; the sandbox's listeners are there for it.
  List<String> pane(List<String> arguments, String directory);

  /// The argument list for a program without a terminal.
  List<String> run(List<String> arguments, String directory);

  /// Nothing around it.
  static Wrapping none() {
    return new Wrapping() {
      @Override
      public List<String> pane(List<String> arguments, String directory) {
        return arguments;
      }

      @Override
      public List<String> run(List<String> arguments, String directory) {
        return arguments;
      }
    };
  }
}
