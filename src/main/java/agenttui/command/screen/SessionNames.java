package agenttui.command.screen;

import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.PaneFacts;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// Names of sessions: from the directory, made free and free of what targets mean.
public final class SessionNames {
  private SessionNames() {}

  /// The name of a session about `directory` that no session has yet: `app`, `app-2` … One that
  /// ended with a server keeps its own: a new session of that name would be in its place.
  public static String free(Context context, Path directory) {
    Set<String> taken =
        context.screens().panes().stream().map(PaneFacts::session).collect(Collectors.toSet());
    context
        .doors()
        .find(Stage.class)
        .ifPresent(stage -> stage.call(stage::ended).forEach(each -> taken.add(each.name())));
    String base = of(directory);
    String name = base;
    for (int i = 2; taken.contains(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  /// The name that a session about `directory` has when it is free.
  public static String of(Path directory) {
    Path last = directory.getFileName();
    String name = last == null ? "root" : last.toString();
    String clean = name.replaceAll("[^\\p{L}\\p{N}_-]+", "-").replaceAll("^-+|-+$", "");
    return clean.isEmpty() ? "main" : clean.length() > 40 ? clean.substring(0, 40) : clean;
  }

  /// Refuses names that a target could not say.
  ///
  /// @throws CommandException when it is empty, too long, or has one of `:.%` or a control
  ///   character
  public static void check(String name) {
    if (name.isEmpty()
        || name.length() > 64
        || name.matches("^[-=].*")
        || name.chars()
            .anyMatch(c -> c == ':' || c == '.' || c == '%' || Character.isISOControl(c))) {
      throw new CommandException(
          "a session's name has 1 to 64 characters, none of them ':', '.', '%' or a control"
              + " character");
    }
  }
}
