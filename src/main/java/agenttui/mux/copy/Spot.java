package agenttui.mux.copy;

import java.util.Comparator;

/// A cell of a screen and its history.
///
/// @param row as [agenttui.term.Screen] counts: 0 is the first that shows, negative ones are
///   history
/// @param column from 0
public record Spot(int row, int column) implements Comparable<Spot> {
  private static final Comparator<Spot> ORDER =
      Comparator.comparingInt(Spot::row).thenComparingInt(Spot::column);

  @Override
  public int compareTo(Spot other) {
    return ORDER.compare(this, other);
  }
}
