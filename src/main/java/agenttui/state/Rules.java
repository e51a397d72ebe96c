package agenttui.state;

import agenttui.agent.Agent;
import agenttui.agent.HookRule;
import agenttui.agent.Mark;
import agenttui.agent.StateRule;
import agenttui.term.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The marks of one agent's record, looked for, and its hooks, understood. Immutable; any thread.
public final class Rules {
  /// Longest row and title that is looked at, in characters.
  static final int WIDEST = 300;

  /// Longest reason, in cells.
  private static final int REASON = 100;

  /// Those of a program that has no record.
  public static final Rules NONE = new Rules(List.of(), List.of());

  private final List<StateRule> all;
  private final List<HookRule> hooks;
  private final int rows;

  private Rules(List<StateRule> all, List<HookRule> hooks) {
    this.all = List.copyOf(all);
    this.hooks = List.copyOf(hooks);
    this.rows =
        all.stream()
            .filter(rule -> rule.where() == StateRule.Where.SCREEN)
            .mapToInt(StateRule::lines)
            .max()
            .orElse(0);
  }

  /// Those of an agent.
  public static Rules of(Agent agent) {
    return new Rules(agent.marks(), agent.hooks());
  }

  /// What a hook tells, if the record knows it.
  ///
  /// @param event its name
  /// @param said the object that it gave, hostile
  public Optional<Observation.Hook> hook(String event, Map<?, ?> said, Instant now) {
    return hooks.stream()
        .filter(rule -> rule.event().equals(event))
        .findFirst()
        .map(rule ->
            new Observation.Hook(
                doing(rule.tells()), rule.reason(said, Rules::quoted).orElse(""), now));
  }

  /// How many rows of the screen they look at, at most.
  public int rows() {
    return rows;
  }

  /// Whether there are no marks.
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// What the first rule that fits says.
  ///
  /// @param rows the last rows that are not blank, top first
  Optional<Claim> claim(String title, List<String> rows, Instant now) {
    for (StateRule rule : all) {
      Optional<Found> found =
          switch (rule.where()) {
            case TITLE -> title.isBlank() ? Optional.empty() : fits(rule, List.of(title));
            case SCREEN ->
                fits(rule, rows.subList(Math.max(0, rows.size() - rule.lines()), rows.size()));
          };
      if (found.isPresent()) {
        return Optional.of(claim(rule, found.get(), now));
      }
    }
    return Optional.empty();
  }

  private static Claim claim(StateRule rule, Found found, Instant now) {
    Source source = rule.where() == StateRule.Where.TITLE ? Source.TITLE : Source.SCREEN;
    return new Claim(
        doing(rule.tells()), found.reason(), now, source, rule.answers(), found.lines());
  }

  private static Doing doing(StateRule.Tells tells) {
    return switch (tells) {
      case WORKING -> Doing.WORKING;
      case NEEDS -> Doing.NEEDS;
      case IDLE -> Doing.IDLE;
      case FAILED -> Doing.FAILED;
      case PAUSED -> Doing.PAUSED;
    };
  }

  /// A text from outside, safe and short.
  private static String quoted(String text) {
    return "`" + Printable.of(text.strip(), REASON) + "`";
  }

  /// The row without blanks and the lines of a box at its ends.
  private static String bare(String row) {
    int end = Math.min(row.length(), WIDEST);
    int from = 0;
    while (from < end && isEdge(row.charAt(from))) {
      from++;
    }
    while (end > from && isEdge(row.charAt(end - 1))) {
      end--;
    }
    return row.substring(from, end);
  }

  private static boolean isEdge(char letter) {
    return Character.isWhitespace(letter) || "\u00a0│┃║▏▕".indexOf(letter) >= 0;
  }

  /// That a rule fits.
  ///
  /// @param lines the rows from its first mark to its last
  private record Found(String reason, List<String> lines) {}

  /// What was found, when the rule fits.
  private static Optional<Found> fits(StateRule rule, List<String> rows) {
    List<String> cut = new ArrayList<>(rows.stream().map(Rules::bare).toList());
    while (!cut.isEmpty() && rule.skip().stream().anyMatch(mark -> mark.isIn(cut.getLast()))) {
      cut.removeLast();
    }
    boolean unwanted = rule.none().stream().anyMatch(mark -> cut.stream().anyMatch(mark::isIn));
    boolean ends =
        rule.last().isEmpty() || (!cut.isEmpty() && rule.last().get().isIn(cut.getLast()));
    if (unwanted || !ends) {
      return Optional.empty();
    }
    // From below: the newest question counts.
    for (int from = cut.size() - 1; from >= 0; from--) {
      List<String> found = new ArrayList<>();
      int end = found(rule.all(), cut, from, found);
      if (end > from) {
        return Optional.of(new Found(reason(rule.reason(), found), cut.subList(from, end)));
      }
    }
    return Optional.empty();
  }

  /// Looks for the marks, the first in the row `from`, each other in a row below the one before.
  ///
  /// @param found takes what they mean
  /// @return the row behind the last one; 0 when a mark is missing
  private static int found(List<Mark> marks, List<String> rows, int from, List<String> found) {
    int row = from;
    while (row < rows.size() && found.size() < marks.size()) {
      marks.get(found.size()).in(rows.get(row)).ifPresent(found::add);
      if (found.isEmpty()) {
        return 0;
      }
      row++;
    }
    return found.size() == marks.size() ? row : 0;
  }

  private static String reason(String words, List<String> found) {
    String reason = words;
    for (int i = 0; i < found.size(); i++) {
      reason = reason.replace("{" + (i + 1) + "}", quoted(found.get(i)));
    }
    return reason;
  }
}
