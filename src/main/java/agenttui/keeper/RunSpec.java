package agenttui.keeper;

import java.util.List;
import java.util.Map;

/// A program to run without a terminal.
///
/// @param arguments the program (searched in the PATH of `environment`) and its arguments
/// @param directory where it starts, absolute, as seen by the keeper
/// @param environment all its variables; nothing of the keeper's own is added
/// @param secrets whether the lines of the keeper's secrets file (`NAME=VALUE`) are added
public record RunSpec(
    List<String> arguments, String directory, Map<String, String> environment, boolean secrets) {
  /// Copies the collections.
  public RunSpec {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// Names the program only: the environment may hold secrets.
  @Override
  public String toString() {
    return "RunSpec[" + arguments.getFirst() + " in " + directory + "]";
  }
}
