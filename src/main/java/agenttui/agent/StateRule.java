package agenttui.agent;

import java.util.List;
import java.util.Optional;

/// One rule that recognises what an agent does by its title or its screen: the tables `[[mark]]` of
/// its record, in the order in which they count.
///
/// Blanks and upright lines of boxes at a row's ends are gone, and it is cut at 300 characters, so
/// no [Mark] takes long.
///
/// @param tells what the agent does when the rule fits
/// @param where where the patterns are looked for
/// @param lines of the screen: the last so many rows that are not blank
/// @param skip rows of these kinds at the very end do not count: a status line that may stand
///   below, or be left there by a resize
/// @param all each must be found, each in a row below the one before
/// @param none none may be found among those rows
/// @param last what the very last of those rows must be; empty for anything. What an agent only
///   quotes has its prompt line below it: this tells a question from a picture of one
/// @param reason for people; `{1}` stands for the first group of the first pattern of `all` (for
///   its whole row where it has none), `{2}` for that of the second
/// @param answers of a question: what can be sent while it stands there
public record StateRule(
    Tells tells,
    Where where,
    int lines,
    List<Mark> skip,
    List<Mark> all,
    List<Mark> none,
    Optional<Mark> last,
    String reason,
    List<Answer> answers) {
  /// How many rows count where a rule does not say.
  static final int LINES = 16;

  /// What a rule can tell.
  public enum Tells {
    /// It works.
    WORKING,
    /// It asks a person.
    NEEDS,
    /// It waits for the next task.
    IDLE,
    /// It gave up.
    FAILED,
    /// It goes on by itself, later.
    PAUSED
  }

  /// Where a rule looks.
  public enum Where {
    /// The title that the program set.
    TITLE,
    /// The last rows of its screen.
    SCREEN
  }

  /// An answer to a question.
  ///
  /// @param label what it means: `Yes`
  /// @param keys names of keys as `send-keys` takes them: `Enter`, `y`
  public record Answer(String label, List<String> keys) {
    /// Copies.
    public Answer {
      keys = List.copyOf(keys);
    }
  }

  /// Copies.
  public StateRule {
    skip = List.copyOf(skip);
    all = List.copyOf(all);
    none = List.copyOf(none);
    answers = List.copyOf(answers);
  }
}
