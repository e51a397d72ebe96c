package agenttui.mux;

import java.util.Optional;

/// The identity of a pane in one server's life and after it: `%number`, never used twice in a
/// session.
///
/// @param number 0 or more
public record PaneId(int number) {
  /// The identity that `%3` names, if `text` is one.
  public static Optional<PaneId> of(String text) {
    return text.matches("%[0-9]{1,9}")
        ? Optional.of(new PaneId(Integer.parseInt(text.substring(1))))
        : Optional.empty();
  }

  /// As tmux writes it: `%3`.
  @Override
  public String toString() {
    return "%" + number;
  }
}
