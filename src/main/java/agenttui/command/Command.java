package agenttui.command;

/// One verb: a class with picocli's `@CommandLine.Command(name = …, description = …)`, options and
/// parameters as annotated fields, and a constructor without parameters. A fresh instance runs each
/// command line.
///
/// Verbs run inside the server. Their sub-verbs (`fork list`) are picocli `subcommands` that are
/// commands too. A verb that lists has `--json` ([JsonOption]), one that changes something has
/// `--dry-run` and `--yes` ([ChangeOptions]).
public interface Command {
  /// Does it. Runs on a virtual thread of its own and may wait, unless [#immediate()].
  ///
  /// Expected ends are outcomes; an unchecked exception of a front door becomes [Outcome.Failed]
  /// with its message, one that nobody expected is logged and named so.
  Outcome run(Context context);

  /// Whether it runs on the event loop, in order with keys. Such a verb must never wait: no file,
  /// no process, no engine.
  default boolean immediate() {
    return false;
  }

  /// Whether it changes nothing but what the caller's own screen shows: a terminal that may only
  /// look can run it.
  default boolean looks() {
    return false;
  }

  /// Whether the first plain word begins another program's command line: what looks like an option
  /// behind it belongs to that program.
  default boolean startsProgram() {
    return false;
  }
}
