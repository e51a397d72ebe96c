package agenttui.mux;

/// How the parts of a split lie: beside each other (one column of line between them) or one above
/// the other (the lower one's title rule is the line).
public enum Axis {
  SIDE_BY_SIDE,
  STACKED
}
