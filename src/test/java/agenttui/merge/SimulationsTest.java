package agenttui.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.git.Merge;
import agenttui.git.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is remembered of simulated merges.
class SimulationsTest {
  private final Simulations simulations = new Simulations(2);
  private final List<String> done = new ArrayList<>();

  private static ObjectId commit(char digit) {
    return new ObjectId(String.valueOf(digit).repeat(40));
  }

  private List<Merge.Conflict> ask(char ours, char theirs) {
    return simulations.of(
        commit(ours),
        commit(theirs),
        () -> {
          done.add(ours + "+" + theirs);
          return new Merge.Conflicted(List.of(new Merge.Conflict("a.txt", "content", List.of())));
        });
  }

  @Test
  void aPairIsMergedOnce() {
    assertEquals(ask('1', '2'), ask('1', '2'));
    assertEquals(List.of("1+2"), done);
  }

  @Test
  void onlyThePairsThatWereAskedForLastAreRemembered() {
    ask('1', '2');
    ask('1', '3');
    ask('1', '2');
    ask('1', '4');
    ask('1', '2');
    ask('1', '3');
    assertEquals(List.of("1+2", "1+3", "1+4", "1+3"), done);
  }
}
