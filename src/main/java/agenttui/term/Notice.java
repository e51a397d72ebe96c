package agenttui.term;

import java.util.OptionalInt;

/// What a program told its terminal that isn't on the screen. All texts are as the program wrote
/// them, so hostile: show them through [Printable] only.
public sealed interface Notice {
  /// BEL.
  record Bell() implements Notice {}

  /// OSC 0 or 2, `ESC k`, or a title popped from the title stack.
  ///
  /// @param title at most 1,024 characters
  record TitleChanged(String title) implements Notice {}

  /// OSC 9 (without title), OSC 777 or OSC 99.
  ///
  /// @param title may be empty
  /// @param body at most 4,096 characters
  record Notification(String title, String body) implements Notice {}

  /// OSC 9;4.
  ///
  /// @param state what the bar shows
  /// @param percent 0–100
  record Progress(State state, int percent) implements Notice {
    /// The first parameter, 0–4.
    public enum State {
      /// No bar.
      NONE,
      /// Working.
      NORMAL,
      /// Failed.
      ERROR,
      /// Working, nobody knows how long.
      INDETERMINATE,
      /// Held, or a warning.
      PAUSED
    }
  }

  /// OSC 7: where the program is.
  ///
  /// @param host may be empty
  /// @param path decoded, starts with `/`
  record Directory(String host, String path) implements Notice {}

  /// OSC 52 write. A query is never answered.
  ///
  /// @param selection the program's letters (`c`, `p` …), may be empty
  /// @param bytes decoded, at most 100 KB
  record Clipboard(String selection, byte[] bytes) implements Notice {}

  /// OSC 133: shells mark prompts and commands.
  ///
  /// @param mark where the program is
  /// @param exit of [Mark#FINISHED], if given
  record Prompt(Mark mark, OptionalInt exit) implements Notice {
    /// The letters A to D.
    public enum Mark {
      /// A: a prompt starts here.
      PROMPT,
      /// B: the command line starts here.
      COMMAND,
      /// C: output starts here.
      OUTPUT,
      /// D: the command has ended.
      FINISHED
    }
  }
}
