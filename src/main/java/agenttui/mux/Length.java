package agenttui.mux;

import agenttui.term.Size;
import java.util.Optional;

/// How long a person wants a side of a pane: cells, or a share of what there is.
///
/// @param amount cells, or hundredths
/// @param share whether it is hundredths
public record Length(int amount, boolean share) {
  /// What can be said, for whoever said something else.
  public static final String RULE =
      "sizes are numbers from 1 to " + Size.LIMIT + ", or shares such as 30%";

  /// What was said: `20` or `30%`.
  ///
  /// @return empty when it is neither
  public static Optional<Length> parse(String said) {
    if (!said.matches("[1-9][0-9]{0,4}%?")) {
      return Optional.empty();
    }
    boolean share = said.endsWith("%");
    int amount = Integer.parseInt(said.replace("%", ""));
    return share || Size.holds(amount) ? Optional.of(new Length(amount, share)) : Optional.empty();
  }

  /// The same in cells.
  ///
  /// @param all what it may be a share of
  public int of(int all) {
    return share ? all * amount / 100 : amount;
  }
}
