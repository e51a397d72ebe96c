package agenttui.mux.keys;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One key of a key table, as data: hints, help and `docs/keys.md` are printed from these.
///
/// @param chord the key
/// @param command the command line that it runs
/// @param hint one or two words for the hint rule; empty: never shown there
/// @param description one line for help
/// @param where to what it applies: `a pane`
/// @param priority place in the hint rule, the smallest first
/// @param whyNot why it can't run now, in a few words; empty when it can
public record Binding(
    Chord chord,
    String command,
    String hint,
    String description,
    String where,
    int priority,
    Function<KeyContext, Optional<String>> whyNot) {
  /// The same binding, which needs something.
  ///
  /// @param why what is missing when it does not hold
  public Binding needs(Predicate<KeyContext> holds, String why) {
    return new Binding(
        chord,
        command,
        hint,
        description,
        where,
        priority,
        context -> holds.test(context) ? whyNot.apply(context) : Optional.of(why));
  }

  /// The same on another key.
  Binding on(Chord other, String shown) {
    return new Binding(other, command, shown, description, where, priority, whyNot);
  }

  /// Whether the command can run now.
  public boolean works(KeyContext context) {
    return whyNot.apply(context).isEmpty();
  }
}
