package agenttui.config;

import java.util.List;

/// Rules about tool calls and hosts as they were written; `docs/approvals.md` has their grammar.
///
/// @param allow what goes on
/// @param ask what is held until a person answers
/// @param deny what is refused
public record ApprovalRules(List<String> allow, List<String> ask, List<String> deny) {
  /// No rule.
  public static final ApprovalRules NONE = new ApprovalRules(List.of(), List.of(), List.of());

  /// Copies the lists.
  public ApprovalRules {
    allow = List.copyOf(allow);
    ask = List.copyOf(ask);
    deny = List.copyOf(deny);
  }
}
