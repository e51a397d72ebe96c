package agenttui.mux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the text of a [Layout] back: `%1`, or `h[2:%1,1:v[1:%2,1:%3]]`.
public final class LayoutText {
  private final String text;
  private int at;

  private LayoutText(String text) {
    this.text = text;
  }

  /// The tree, or nothing when the text is not one (a damaged file must not stop a start).
  public static Optional<Layout> parse(String text) {
    LayoutText reader = new LayoutText(text);
    try {
      Layout layout = reader.node(0);
      return reader.at == text.length() ? Optional.of(layout) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  private Layout node(int depth) {
    char first = text.charAt(at++);
    if (first == '%') {
      return new Layout.Leaf(new PaneId(number()));
    }
    if ((first != 'h' && first != 'v') || text.charAt(at++) != '[' || depth > 100) {
      throw new IllegalArgumentException();
    }
    List<Layout.Part> parts = new ArrayList<>();
    do {
      int weight = number();
      if (weight < 1 || text.charAt(at++) != ':') {
        throw new IllegalArgumentException();
      }
      parts.add(new Layout.Part(weight, node(depth + 1)));
    } while (text.charAt(at++) == ',');
    if (text.charAt(at - 1) != ']' || parts.size() < 2) {
      throw new IllegalArgumentException();
    }
    return new Layout.Split(first == 'h' ? Axis.SIDE_BY_SIDE : Axis.STACKED, parts);
  }

  private int number() {
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Integer.parseInt(text.substring(start, at));
  }
}
