package agenttui.approval;

import java.util.Optional;

/// What the rules say about a request.
///
/// @param effect what is to be done
/// @param rule the rule that says so; empty when none is about it
public record Verdict(Effect effect, Optional<Rule> rule) {}
