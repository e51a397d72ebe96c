package agenttui.state;

/// What a pane's program does, as people are told.
public enum Doing {
  /// It works on something.
  WORKING("working"),
  /// It asks a person, or wants one to look.
  NEEDS("needs you"),
  /// Its turn has ended and nobody looked since.
  DONE("done"),
  /// It waits for the next task.
  IDLE("idle"),
  /// It ended badly or gave up.
  FAILED("failed"),
  /// It goes on by itself, later.
  PAUSED("paused"),
  /// Nothing tells.
  UNKNOWN("unknown");

  private final String word;

  Doing(String word) {
    this.word = word;
  }

  /// The word that stands in titles and in journal lines.
  public String word() {
    return word;
  }

  /// Whether somebody waits for a person's look: `.` goes there.
  public boolean waits() {
    return this == NEEDS || this == FAILED || this == DONE;
  }

  /// Whether nothing goes on and nothing is asked.
  public boolean rests() {
    return this == IDLE || this == DONE;
  }
}
