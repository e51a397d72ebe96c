package agenttui.keeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The processes behind a pty or a run, as the keeper sees them. All text is hostile: show it only
/// escaped.
///
/// @param foreground the command line of the foreground process group's leader (of a run: its first
///   process), arguments apart by spaces, cut at 512 bytes
/// @param directory that process's working directory
/// @param all every process below the first one, itself included, at most 256
public record Processes(Optional<String> foreground, Optional<String> directory, List<One> all) {
  private static final Set<String> SHELLS =
      Set.of("ash", "bash", "csh", "dash", "fish", "ksh", "mksh", "nu", "sh", "tcsh", "zsh");

  /// Command lines shorter than this, in characters, are never cut.
  private static final int LONG = 32;

  /// What stands around every program of a `local` sandbox, and what agents' hooks call.
  private static final Set<String> WRAPPERS = Set.of("bwrap", "agent-tui-helper");

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

  /// The command lines of what somebody would miss, the foreground's first: all but shells at their
  /// prompt, and what a sandbox wraps around them.
  public List<String> work() {
    List<String> work = new ArrayList<>();
    for (One one : all) {
      if (!one.command().isBlank() && !isShell(one.command()) && !isWrapper(one.command())) {
        boolean first = foreground.filter(one.command()::equals).isPresent();
        work.add(first ? 0 : work.size(), one.command());
      }
    }
    return List.copyOf(work);
  }

  /// Whether the pty's own program has the foreground, not one that it started there (an editor, a
  /// pager): what stands on the screen is then what it drew itself. True when nothing is known.
  public boolean isOwnForeground() {
    if (foreground.isEmpty() || all.isEmpty()) {
      return true;
    }
    One own = all.getFirst();
    while (isWrapper(own.command()) && !isForeground(own)) {
      int parent = own.pid();
      Optional<One> child = all.stream().filter(one -> one.parent() == parent).findFirst();
      if (child.isEmpty()) {
        return false;
      }
      own = child.get();
    }
    return isForeground(own);
  }

  /// Of a long command line the keeper tells more where it is the foreground's than in the list.
  private boolean isForeground(One one) {
    String whole = foreground.orElse("");
    String cut = one.command().replaceFirst("\uFFFD$", "");
    return whole.equals(one.command()) || (cut.length() >= LONG && whole.startsWith(cut));
  }

  /// A shell that reads commands from a person: one with a script or `-c` does a work.
  private static boolean isShell(String command) {
    List<String> words = Arrays.asList(command.strip().split(" +", -1));
    return isShellName(words.getFirst())
        && words.stream().skip(1).allMatch(word -> word.startsWith("-") && !word.equals("-c"));
  }

  /// Whether a program is a shell, by its name: `bash`, `-zsh`, `/bin/sh`.
  public static boolean isShellName(String program) {
    return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1).replaceFirst("^-", ""));
  }

  /// Whether a command line is one of those that ours put around an agent's: no work of its own.
  public static boolean isWrapper(String command) {
    return WRAPPERS.contains(program(command));
  }

  private static String program(String command) {
    String first = command.strip().split(" +", 2)[0];
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
