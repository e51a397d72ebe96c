package agenttui.mux;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The arithmetic of a split: from weights to cells and back.
final class Weights {
  /// Above this a weight is halved, so that many splits and closes never overflow.
  private static final int LARGEST = 1 << 20;

  private Weights() {}

  /// The same proportions in the smallest whole numbers.
  static List<Layout.Part> reduced(List<Layout.Part> parts) {
    return scaled(parts, parts.stream().mapToLong(Layout.Part::weight).toArray());
  }

  /// The parts with those of `inner` in the place of one: together they have the share that it had,
  /// so that all others keep theirs.
  static List<Layout.Part> spliced(
      List<Layout.Part> parts, Layout.Part one, List<Layout.Part> inner) {
    long total = inner.stream().mapToLong(Layout.Part::weight).sum();
    List<Layout.Part> flat = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    for (Layout.Part part : parts) {
      boolean here = part.equals(one);
      for (Layout.Part each : here ? inner : List.of(part)) {
        flat.add(each);
        weights.add(each.weight() * (here ? part.weight() : total));
      }
    }
    return scaled(flat, weights.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<Layout.Part> scaled(List<Layout.Part> parts, long[] weights) {
    BigInteger divisor = BigInteger.ZERO;
    long largest = 1;
    for (long weight : weights) {
      divisor = divisor.gcd(BigInteger.valueOf(weight));
      largest = Math.max(largest, weight);
    }
    long by = Math.max(Math.max(1, divisor.longValue()), largest / LARGEST);
    List<Layout.Part> scaled = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      int weight = (int) Math.max(1, weights[i] / by);
      scaled.add(new Layout.Part(weight, parts.get(i).node()));
    }
    return scaled;
  }

  /// Cells of each part of a split in an area: by weight, but none below its smallest as long as
  /// that is possible.
  static int[] lengths(Layout.Split split, Rect area) {
    Axis axis = split.axis();
    int count = split.parts().size();
    int room = Math.max(0, area.length(axis) - (count - 1) * Layout.gap(axis));
    long total = split.parts().stream().mapToLong(Layout.Part::weight).sum();
    int[] lengths = new int[count];
    long weights = 0;
    int given = 0;
    for (int i = 0; i < count; i++) {
      weights += split.parts().get(i).weight();
      // Cumulative rounding: the error never adds up, and the same weights give the same cells.
      int upTo = (int) ((weights * room + total / 2) / total);
      lengths[i] = upTo - given;
      given = upTo;
    }
    raise(lengths, split);
    return lengths;
  }

  /// Takes cells from the longest part for those that are below their smallest.
  private static void raise(int[] lengths, Layout.Split split) {
    for (int i = 0; i < lengths.length; i++) {
      int smallest = smallest(split.parts().get(i).node(), split.axis());
      while (lengths[i] < smallest) {
        int from = -1;
        for (int j = 0; j < lengths.length; j++) {
          int spare = lengths[j] - smallest(split.parts().get(j).node(), split.axis());
          if (j != i && spare > 0 && (from < 0 || lengths[j] > lengths[from])) {
            from = j;
          }
        }
        if (from < 0) {
          break;
        }
        lengths[from]--;
        lengths[i]++;
      }
    }
  }

  /// Fewest cells that a subtree needs along the axis.
  static int smallest(Layout node, Axis axis) {
    return switch (node) {
      case Layout.Leaf leaf -> Layout.least(axis);
      case Layout.Split split when split.axis() == axis -> {
        int sum = (split.parts().size() - 1) * Layout.gap(axis);
        for (Layout.Part part : split.parts()) {
          sum += smallest(part.node(), axis);
        }
        yield sum;
      }
      case Layout.Split split ->
          split.parts().stream().mapToInt(part -> smallest(part.node(), axis)).max().orElse(1);
    };
  }
}
