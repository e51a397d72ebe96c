package agenttui.mux;

/// Where to look or push from a pane.
public enum Direction {
  LEFT,
  RIGHT,
  UP,
  DOWN;

  /// The axis along which this direction runs.
  public Axis axis() {
    return this == LEFT || this == RIGHT ? Axis.SIDE_BY_SIDE : Axis.STACKED;
  }

  /// −1 towards the origin (left, up), else 1.
  public int sign() {
    return this == LEFT || this == UP ? -1 : 1;
  }
}
