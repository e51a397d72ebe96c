package agenttui.mux;

/// The identity of a pane in one server's life and after it: `%number`, never used twice in a
/// session.
///
/// @param number 0 or more
public record PaneId(int number) {
  /// As tmux writes it: `%3`.
  @Override
  public String toString() {
    return "%" + number;
  }
}
