package agenttui.state;

import agenttui.term.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Everything that is known of a pane at one moment. Texts are as programs wrote them, so hostile.
///
/// @param at the moment
/// @param kind what the pane was opened for
/// @param life what is known of its program
/// @param title the title that the program set; empty for none
/// @param rows the last rows of the screen that are not blank, top first, blanks at their ends gone
/// @param signals what it said besides its screen
/// @param flow when bytes came and went
/// @param work its processes, if its keeper was asked
/// @param calls its tool calls that run, oldest first
/// @param held what waits for an answer, oldest first
/// @param network when its last byte passed the egress proxy, if any
/// @param seen whether a person has it before them: it has the focus on a terminal that has it
public record Observation(
    Instant at,
    Kind kind,
    Life life,
    String title,
    List<String> rows,
    Signals signals,
    Flow flow,
    Optional<Work> work,
    List<Call> calls,
    List<Held> held,
    Optional<Instant> network,
    boolean seen) {
  /// Copies.
  public Observation {
    rows = List.copyOf(rows);
    calls = List.copyOf(calls);
    held = List.copyOf(held);
  }

  /// What a pane was opened for.
  public enum Kind {
    /// An agent with marks in its record.
    AGENT,
    /// A shell: idle at its prompt.
    SHELL,
    /// Any other program.
    PROGRAM
  }

  /// What is known of the program.
  public sealed interface Life {
    /// The place that it will run in is being made.
    ///
    /// @param what for people: `Building the image for claude`
    record Making(String what) implements Life {}

    /// It runs.
    record Runs() implements Life {}

    /// It ended.
    ///
    /// @param code its status, 128 + n after signal n
    /// @param why what else is known: `out of memory`
    record Ended(int code, Optional<String> why) implements Life {}

    /// It can't be reached, or ended because its server did.
    record Cut(String why) implements Life {}
  }

  /// What the program said besides its screen since a person last looked, or typed.
  ///
  /// @param bell when it rang, unseen
  /// @param notification what it notified of, unseen
  /// @param progress the progress that it reports
  /// @param prompt the last mark of its shell
  /// @param hook the last hook of the agent that tells what it does
  /// @param asks the hook by which it asked since, unless it was answered
  public record Signals(
      Optional<Instant> bell,
      Optional<Said> notification,
      Optional<Progress> progress,
      Optional<Prompt> prompt,
      Optional<Hook> hook,
      Optional<Hook> asks) {
    /// Nothing.
    public static final Signals NONE =
        new Signals(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// A notification of the program.
  public record Said(String text, Instant at) {}

  /// A progress report.
  public record Progress(Notice.Progress.State state, int percent, Instant at) {}

  /// A shell's mark.
  ///
  /// @param exit the status of the command that ended, if it said so
  public record Prompt(Notice.Prompt.Mark mark, OptionalInt exit, Instant at) {}

  /// What one of the agent's own hooks told.
  ///
  /// @param reason half a line for people, safe to print; empty where the hook says no more
  public record Hook(Doing doing, String reason, Instant at) {
    /// Whether it still counts: nobody has typed since.
    ///
    /// @param typed when a person last typed, if ever
    public boolean counts(Optional<Instant> typed) {
      return typed.filter(at::isBefore).isEmpty();
    }
  }

  /// When bytes passed.
  ///
  /// @param lastOutput when the program last wrote
  /// @param lastInput when a person last typed, if ever
  public record Flow(Instant lastOutput, Optional<Instant> lastInput) {
    /// For how long nothing was written.
    public Duration quiet(Instant now) {
      return Duration.between(lastOutput, now);
    }

    /// Whether the last output is more than the echo of the last key.
    boolean ownOutput() {
      return lastInput.isEmpty()
          || lastOutput.isAfter(lastInput.get().plus(Duration.ofMillis(500)));
    }
  }

  /// The processes behind the pane.
  ///
  /// @param at when they were asked for
  /// @param foreground the command in the foreground, unless that is a shell at its prompt
  /// @param since when this foreground was first seen
  /// @param busiest the command line of the process below the program that does most, if one does
  /// @param percent processor time since they were asked before, 100 for a whole processor
  public record Work(
      Instant at,
      Optional<String> foreground,
      Instant since,
      Optional<String> busiest,
      int percent) {}

  /// A running tool call.
  public record Call(String line, Instant since) {}

  /// Something that is held for an answer.
  ///
  /// @param id as the list of approvals shows it: `#12`
  public record Held(String id, String what, Instant since) {}
}
