package agenttui.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What does not fit in a cell's number: grapheme clusters of several code points, and underline
/// colours with hyperlinks. One table for all frames of a compositor, so that cells can be compared
/// by number. When it is full it is emptied, and [#generation] changes: then all must be drawn
/// anew.
final class Glyphs {
  private static final int LIMIT = 1 << 16;

  private final List<int[]> clusters = new ArrayList<>();
  private final Map<String, Integer> clusterNumbers = new HashMap<>();
  private final IdentityHashMap<int[], Integer> known = new IdentityHashMap<>();
  private final List<Extra> extras = new ArrayList<>();
  private final Map<Extra, Integer> extraNumbers = new HashMap<>();
  private int generation;

  /// @param underline a colour as [agenttui.term.Style] packs it; 0: that of the text
  /// @param link where it goes; empty: nowhere
  record Extra(int underline, String link) {}

  Glyphs() {
    extras.add(new Extra(0, ""));
  }

  /// Changes when all numbers lost their meaning.
  int generation() {
    return generation;
  }

  /// Empties the tables when they are full. To be called between frames.
  boolean trim() {
    if (clusters.size() < LIMIT && extras.size() < LIMIT) {
      return false;
    }
    clusters.clear();
    clusterNumbers.clear();
    known.clear();
    extras.clear();
    extraNumbers.clear();
    extras.add(new Extra(0, ""));
    generation++;
    return true;
  }

  /// The cell text of a cluster: −2 and below.
  int cluster(int[] codePoints) {
    Integer number = known.get(codePoints);
    if (number == null) {
      number = clusterNumbers.computeIfAbsent(text(codePoints), _ -> add(codePoints));
      known.put(codePoints, number);
    }
    return number;
  }

  /// The cell text of a cluster given as text.
  int cluster(String text) {
    return clusterNumbers.computeIfAbsent(text, _ -> add(text.codePoints().toArray()));
  }

  private Integer add(int[] codePoints) {
    clusters.add(codePoints);
    return -1 - clusters.size();
  }

  private static String text(int[] codePoints) {
    return new String(codePoints, 0, codePoints.length);
  }

  /// The code points of a cell text below −1.
  int[] codePoints(int cell) {
    return clusters.get(-2 - cell);
  }

  /// The number of an underline colour and a link; 0 for none of both.
  int extra(int underline, String link) {
    if (underline == 0 && link.isEmpty()) {
      return 0;
    }
    return extraNumbers.computeIfAbsent(
        new Extra(underline, link),
        extra -> {
          extras.add(extra);
          return extras.size() - 1;
        });
  }

  /// What a number stands for.
  Extra extra(int number) {
    return extras.get(number);
  }
}
