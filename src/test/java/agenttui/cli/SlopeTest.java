package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The line through what the soak measures.
class SlopeTest {
  private static Slope through(int samples, IntToDoubleFunction value) {
    return Slope.of(
        IntStream.range(0, samples)
            .mapToObj(i -> new Slope.Point(i / 360.0, value.applyAsDouble(i)))
            .toList());
  }

  @Test
  void aStraightLineIsFoundAndSure() {
    Slope slope = through(180, i -> 7 + i / 360.0 * 3);
    assertEquals(3, slope.perHour(), 1e-9);
    assertEquals(3, slope.low(), 1e-6);
    assertEquals(3, slope.high(), 1e-6);
  }

  @Test
  void whatNeverChangesHasNoSlope() {
    assertEquals(new Slope(20, 5, 0, 0, 0), through(20, _ -> 5));
  }

  /// A case by hand: slope 1.99, squared residuals 0.107, no likeness of neighbours, so 3 degrees
  /// of freedom.
  @Test
  void aSmallCaseIsThatOfTheTextbook() {
    List<Slope.Point> points = new ArrayList<>();
    double[] values = {2.1, 3.9, 6.2, 7.8, 10.1};
    for (int i = 0; i < values.length; i++) {
      points.add(new Slope.Point(i + 1, values[i]));
    }
    Slope slope = Slope.of(points);
    assertEquals(1.99, slope.perHour(), 1e-9);
    double error = Math.sqrt(0.107 / 3 / 10);
    assertEquals(1.99 + 3.182 * error, slope.high(), 0.01 * error * 3.182);
  }

  @Test
  void theIntervalHoldsTheTrueSlopeAlsoWhereNeighboursResembleEachOther() {
    long held =
        IntStream.range(0, 200)
            .filter(seed -> {
              Random random = new Random(seed);
              double[] wander = new double[1];
              Slope slope =
                  through(
                      180,
                      i -> {
                        wander[0] = 0.7 * wander[0] + random.nextGaussian();
                        return 2 * i / 360.0 + wander[0];
                      });
              return slope.low() <= 2 && 2 <= slope.high();
            })
            .count();
    assertTrue(held >= 180, held + " of 200");
  }

  @Test
  void studentsPointsAreThoseOfTheTables() {
    assertEquals(3.182, Slope.student(3), 0.032);
    assertEquals(2.228, Slope.student(10), 0.002);
    assertEquals(1.980, Slope.student(120), 0.001);
  }
}
