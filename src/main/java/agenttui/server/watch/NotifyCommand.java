package agenttui.server.watch;

import agenttui.config.Notify;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.process.Exit;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import agenttui.term.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The user's own program that is told when somebody is called: no shell, one argument for each
/// word, a small environment, five seconds. Any thread.
final class NotifyCommand {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// Longest text, in cells.
  private static final int TEXT = 200;

  /// What programs need that talk to a desktop; no key of an agent's is among it.
  private static final List<String> VARIABLES =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LANG",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "XDG_RUNTIME_DIR",
          "DBUS_SESSION_BUS_ADDRESS");

  private final List<String> command;
  private final Journal journal;
  private final Duration limit;

  /// @param command program and arguments; empty for none
  NotifyCommand(List<String> command, Journal journal) {
    this(command, journal, LIMIT);
  }

  /// With another time limit, for tests.
  NotifyCommand(List<String> command, Journal journal, Duration limit) {
    this.command = command;
    this.journal = journal;
    this.limit = limit;
  }

  boolean isSet() {
    return !command.isEmpty();
  }

  /// Runs it and waits; a failure is one entry.
  ///
  /// @param text what happened, raw
  void run(String text) {
    String line = Printable.of(text, TEXT);
    Program program =
        Program.of(command.stream().map(word -> word.replace(Notify.TEXT, line)).toList())
            .bare()
            .timeout(limit);
    for (String name : VARIABLES) {
      String value = System.getenv(name);
      program = value == null ? program : program.env(name, value);
    }
    try {
      Exit exit = program.run();
      if (exit.timedOut()) {
        failed("took too long and was ended");
      } else if (exit.code() != 0) {
        failed("exit " + exit.code() + " " + exit.complaint());
      }
    } catch (ProcessException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void failed(String why) {
    String first = why.lines().findFirst().orElse("");
    journal.append(
        Topic.FAULT,
        "",
        "notify.command " + command.getFirst() + ": " + first,
        Map.of("step", "notify"));
  }
}
