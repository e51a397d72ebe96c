package agenttui.keeper;

import agenttui.term.Size;
import java.util.List;
import java.util.Map;

/// A program to start on a new pty.
///
/// @param id the name of the pty; refused when the keeper holds one of that name
/// @param arguments the program (searched in the PATH of `environment`) and its arguments
/// @param directory where it starts, absolute, as seen by the keeper
/// @param environment all its variables; nothing of the keeper's own is added
/// @param size the size of its terminal
/// @param secrets whether the lines of the keeper's secrets file (`NAME=VALUE`) are added
public record PtySpec(
    PtyId id,
    List<String> arguments,
    String directory,
    Map<String, String> environment,
    Size size,
    boolean secrets) {
  /// Copies the collections.
  public PtySpec {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// Names the program only: the environment may hold secrets.
  @Override
  public String toString() {
    return "PtySpec[" + id.value() + " " + arguments.getFirst() + " in " + directory + "]";
  }
}
