package agenttui.command.screen;

import agenttui.command.Caller;
import java.nio.file.Path;
import java.util.List;

/// Which shell a pane gets when no command is said, where it starts, and what its title says.
public final class Shells {
  private Shells() {}

  /// The shell in a sandbox, or the user's own on the host.
  public static List<String> of(String sandbox, Caller caller) {
    if (!sandbox.isEmpty()) {
      // Not a login shell: /etc/profile would set PATH anew, and the shims come first in it.
      return List.of("/bin/bash");
    }
    String shell = caller.environment().getOrDefault("SHELL", "");
    return List.of(shell.startsWith("/") ? shell : "/bin/sh");
  }

  /// Where it starts: the clone in a sandbox, the caller's directory on the host.
  public static Path directory(String sandbox, Caller caller) {
    return sandbox.isEmpty() ? caller.directory() : Path.of("/workspace");
  }

  /// The title's first word: the program without its directories.
  public static String name(List<String> words) {
    if (words.isEmpty()) {
      return "shell";
    }
    String first = words.getFirst();
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
