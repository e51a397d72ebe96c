package agenttui.command.screen;

import agenttui.command.Caller;
import agenttui.command.NewPane;
import agenttui.command.PaneFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Which shell a pane gets when no command is said, where it starts, and what its title says; and a
/// pane of that kind.
public final class Shells {
  private Shells() {}

  /// A pane in the sandbox of another, or on the host as that one: a shell, or the words.
  ///
  /// @param words what it runs; empty: a shell
  /// @param stay whether the focus stays where it is
  public static NewPane with(
      PaneFacts other, List<String> words, Caller caller, NewPane.Place place, boolean stay) {
    String sandbox = other.sandbox();
    return new NewPane(
        sandbox,
        words.isEmpty() ? of(sandbox, caller) : words,
        directory(sandbox, caller),
        sandbox.isEmpty() ? caller.environment() : Map.of(),
        name(words),
        other.branch(),
        place,
        !stay);
  }

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
  private static Path directory(String sandbox, Caller caller) {
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
