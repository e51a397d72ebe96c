package agenttui.term.cells;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives small numbers (from 1) to values, the same to equal ones, at most a fixed number of them.
/// When it is full, [#sweep] frees the numbers that nobody marked; when that frees too little,
/// values are refused for a while, so that a program which fills it on purpose costs little.
final class Interner<K> {
  private final int limit;
  private final List<@Nullable K> values = new ArrayList<>();
  private final Map<K, Integer> numbers = new HashMap<>();
  private final BitSet marked = new BitSet();
  private int nextFree = 1;
  private int refusals;

  Interner(int limit) {
    this.limit = limit;
    values.add(null);
  }

  /// The number of a value that is known, else 0.
  int find(K probe) {
    Integer number = numbers.get(probe);
    return number == null ? 0 : number;
  }

  boolean isFull() {
    return numbers.size() >= limit;
  }

  /// Should the owner sweep before the next [#add]?
  boolean wantsSweep() {
    return isFull() && --refusals < 0;
  }

  /// A number for a value that isn't known; 0 when full.
  int add(K value) {
    if (isFull()) {
      return 0;
    }
    while (nextFree < values.size() && values.get(nextFree) != null) {
      nextFree++;
    }
    int number = nextFree++;
    if (number == values.size()) {
      values.add(value);
    } else {
      values.set(number, value);
    }
    numbers.put(value, number);
    return number;
  }

  @Nullable K get(int number) {
    return number > 0 && number < values.size() ? values.get(number) : null;
  }

  void mark(int number) {
    marked.set(number);
  }

  boolean isMarked(int number) {
    return marked.get(number);
  }

  /// Frees what is not marked, and forgets the marks.
  void sweep() {
    for (int i = 1; i < values.size(); i++) {
      K value = values.get(i);
      if (value != null && !marked.get(i)) {
        numbers.remove(value);
        values.set(i, null);
      }
    }
    marked.clear();
    nextFree = 1;
    refusals = numbers.size() > limit / 4 * 3 ? limit : 0;
  }

  int size() {
    return numbers.size();
  }

  /// All values by number; gaps are null.
  List<@Nullable K> values() {
    return values;
  }

  /// Puts a value where it was, for a checkpoint.
  void restore(int number, K value) {
    while (values.size() <= number) {
      values.add(null);
    }
    values.set(number, value);
    numbers.put(value, number);
  }
}
