package agenttui.command;

import agenttui.mux.Question;
import java.util.List;

/// How a command line ended. Exit codes are those of `docs/commands.md`.
public sealed interface Outcome {
  /// Done.
  Outcome OK = new Done(0);

  /// It ran to its end.
  ///
  /// @param code 0, or the code of a program that it ran
  record Done(int code) implements Outcome {}

  /// Refused or failed.
  ///
  /// @param code 1 refused or failed, 2 usage, 124 time limit, 127 engine or git missing
  /// @param line what happened and what to do, one line
  record Failed(int code, String line) implements Outcome {}

  /// It needs an answer first. On a screen a sheet opens; elsewhere the question's facts are
  /// printed and `--yes` is asked for, exit code 1. The answer is another command line, which the
  /// question carries.
  ///
  /// @param question what to ask
  record Ask(Question question) implements Outcome {}

  /// It means another command line.
  ///
  /// @param line a command line, quoted as for a shell
  record Then(String line) implements Outcome {}

  /// It needs a text first, which becomes the last word of its command line.
  ///
  /// @param text what stands there at first
  /// @param act what Enter does, in a word or two
  /// @param words of the command line
  static Outcome entering(String title, String mode, String text, String act, List<String> words) {
    return new Ask(new Question.Entering(title, mode, text, Words.line(words), act));
  }

  /// Refused or failed, exit code 1.
  static Outcome failed(String line) {
    return new Failed(1, line);
  }

  /// A wrong command line, exit code 2.
  static Outcome usage(String line) {
    return new Failed(2, line);
  }
}
