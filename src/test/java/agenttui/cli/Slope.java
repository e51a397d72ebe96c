package agenttui.cli;

import java.util.List;

/// The straight line through measured points that has the least squared distances, and how sure its
/// slope is.
///
/// Neighbouring samples of a program resemble each other, so that many of them know less than their
/// count says: the count is lowered by the correlation of each residual with the next, as is done
/// for trends of temperatures (Santer et al. 2000, doi:10.1029/1999JD901105, section 3).
///
/// @param samples how many points
/// @param mean of the values
/// @param perHour the slope: what the value changes by in an hour
/// @param low lower end of the slope's interval of 95 % confidence
/// @param high its upper end
record Slope(int samples, double mean, double perHour, double low, double high) {
  /// @param hours since anything
  /// @param value any unit
  record Point(double hours, double value) {}

  /// The line through at least three points that are not all at the same time.
  static Slope of(List<Point> points) {
    int n = points.size();
    double hours = points.stream().mapToDouble(Point::hours).average().orElseThrow();
    double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
    double spread = 0;
    double product = 0;
    for (Point point : points) {
      double away = point.hours() - hours;
      spread += away * away;
      product += away * (point.value() - mean);
    }
    double slope = product / spread;
    double[] residuals =
        points.stream().mapToDouble(p -> p.value() - mean - slope * (p.hours() - hours)).toArray();
    double squares = 0;
    double neighbours = 0;
    for (int i = 0; i < n; i++) {
      squares += residuals[i] * residuals[i];
      neighbours += i == 0 ? 0 : residuals[i] * residuals[i - 1];
    }
    double likeness = squares == 0 ? 0 : Math.clamp(neighbours / squares, 0, 0.99);
    double freedom = Math.max(1, n * (1 - likeness) / (1 + likeness) - 2);
    double half = student(freedom) * Math.sqrt(squares / freedom / spread);
    return new Slope(n, mean, slope, slope - half, slope + half);
  }

  /// The 97.5 % point of Student's distribution by its expansion about the normal one (Abramowitz
  /// and Stegun 26.7.5); 1 % too small at 3 degrees of freedom, exact in three digits from 6 on.
  static double student(double freedom) {
    double z = 1.959964;
    double z2 = z * z;
    double first = z * (z2 + 1) / 4;
    double second = z * (5 * z2 * z2 + 16 * z2 + 3) / 96;
    double third = z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / 384;
    return z + first / freedom + second / Math.pow(freedom, 2) + third / Math.pow(freedom, 3);
  }
}
