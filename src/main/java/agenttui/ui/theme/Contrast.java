package agenttui.ui.theme;

/// Contrast of two colours as WCAG 2.2 defines it, and the nearest of xterm's 256 colours.
public final class Contrast {
  private Contrast() {}

  /// The ratio times ten, rounded down: 45 is the least for text.
  public static int tenths(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return (int) (10 * Math.max(a, b) / Math.min(a, b));
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /// The number from 16 to 255 of xterm's palette whose colour is nearest in CIE Lab (CIE76, D65).
  public static int nearest(int rgb) {
    return nearest(rgb, 16, 256);
  }

  /// The number from `from` to before `to` of xterm's palette whose colour is nearest.
  public static int nearest(int rgb, int from, int to) {
    double[] wanted = lab(rgb);
    int best = from;
    double least = Double.MAX_VALUE;
    for (int i = from; i < to; i++) {
      double[] lab = lab(agenttui.term.Palette.XTERM.colour(i));
      double distance = 0;
      for (int k = 0; k < 3; k++) {
        distance += (lab[k] - wanted[k]) * (lab[k] - wanted[k]);
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static double[] lab(int rgb) {
    double r = linear(rgb >> 16 & 255);
    double g = linear(rgb >> 8 & 255);
    double b = linear(rgb & 255);
    double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
    double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
