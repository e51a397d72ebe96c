package agenttui.state;

/// Who said what a pane does: one of these at a time, the first that has something to say.
public enum Source {
  /// The life of the program: being made, ended, out of reach.
  LIFE("the program's life"),
  /// Calls and hosts that are held for an answer.
  APPROVAL("held approvals"),
  /// What the agent's own hooks tell: that it asks before a mark, else where no mark tells.
  HOOK("its hooks"),
  /// The title that the program set, by a mark of the agent's record.
  TITLE("its title"),
  /// The last rows of the screen, by a mark of the agent's record.
  SCREEN("its screen"),
  /// A tool call that runs in a sidecar.
  CALL("its tool calls"),
  /// The progress that the program reports (OSC 9;4).
  PROGRESS("its progress report"),
  /// The bell or a notification that nobody has seen.
  BELL("its bell"),
  /// The marks of a shell around prompts and commands (OSC 133).
  PROMPT("its prompt marks"),
  /// The foreground command and its processes.
  PROCESS("its processes"),
  /// Output, processor time, and their absence.
  QUIET("output and processor time");

  private final String words;

  Source(String words) {
    this.words = words;
  }

  /// The same for people.
  public String words() {
    return words;
  }
}
