package agenttui.approval;

import java.time.Instant;
import java.util.Optional;

/// One rule.
///
/// @param effect what it says
/// @param pattern about what
/// @param scope for whom; never [Scope#ONCE]
/// @param owner the pane, family or project; empty for the user
/// @param until when it ends, if it does
/// @param origin where it stands: `config.toml`, or `your answer`
public record Rule(
    Effect effect,
    RulePattern pattern,
    Scope scope,
    String owner,
    Optional<Instant> until,
    String origin) {
  /// Whether it says something about that request.
  boolean matches(Request request) {
    return scope.owner(request.asker()).equals(owner) && pattern.matches(request.subject());
  }

  /// As it is written: `ask npm publish`.
  public String text() {
    return effect.word() + " " + pattern.text();
  }
}
