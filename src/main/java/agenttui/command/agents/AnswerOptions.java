package agenttui.command.agents;

import agenttui.approval.QuestionId;
import agenttui.approval.Scope;
import agenttui.command.CommandException;
import agenttui.command.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Which question, and for what else the answer holds: options of `approvals approve` and `deny`.
final class AnswerOptions {
  @CommandLine.Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The question, as approvals lists it.")
  private String id = "";

  @CommandLine.Option(names = "--once", description = "For this call alone; so it is by itself.")
  private boolean once;

  @CommandLine.Option(names = "--pane", description = "For this call in this pane, this session.")
  private boolean pane;

  @CommandLine.Option(names = "--family", description = "For this call in this family of forks.")
  private boolean family;

  @CommandLine.Option(names = "--project", description = "For this call in this project, always.")
  private boolean project;

  @CommandLine.Option(names = "--always", description = "For this call everywhere, always.")
  private boolean always;

  @CommandLine.Option(
      names = "--for",
      paramLabel = "TIME",
      description = "And only so long: 30m, 2h, 7d.")
  private @Nullable String lasting;

  @CommandLine.Option(
      names = "--next",
      hidden = true,
      description = "Of the answer strip: show the next question afterwards.")
  private boolean next;

  /// Whether a screen wants the next question.
  boolean next() {
    return next;
  }

  /// @throws CommandException when it is no id
  QuestionId id() {
    return id(id);
  }

  /// @throws CommandException when `text` is no id
  static QuestionId id(String text) {
    return QuestionId.of(text)
        .orElseThrow(() -> new CommandException("no question is called " + text, 2));
  }

  /// @throws CommandException when several are named
  Scope scope() {
    Map<Scope, Boolean> said =
        Map.of(
            Scope.ONCE, once,
            Scope.PANE, pane,
            Scope.FAMILY, family,
            Scope.PROJECT, project,
            Scope.USER, always);
    List<Scope> scopes = Stream.of(Scope.values()).filter(said::get).toList();
    if (scopes.size() > 1) {
      throw new CommandException("only one of --once --pane --family --project --always", 2);
    }
    return scopes.isEmpty() ? Scope.ONCE : scopes.getFirst();
  }

  /// @throws CommandException when it is no time, or nothing lasts
  Optional<Duration> lasting() {
    if (lasting == null) {
      return Optional.empty();
    }
    Optional<Duration> span = TimeSpan.of(lasting).filter(Duration::isPositive);
    if (scope() == Scope.ONCE || span.isEmpty()) {
      throw new CommandException("--for needs a time as 30m, 2h or 7d, and a scope", 2);
    }
    return span;
  }
}
