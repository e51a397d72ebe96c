package agenttui.fork;

import java.util.List;

/// Counts and lists in words, as every line of ours says them.
public final class Words {
  private Words() {}

  /// `1 commit`, `3 commits`.
  public static String count(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }

  /// `a, b, …`: at most three.
  public static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(3, names.size())));
    return names.size() > 3 ? first + ", …" : first;
  }

  /// `3 uncommitted files (a, b, …)`.
  public static String uncommitted(List<String> files) {
    return count(files.size(), "uncommitted file") + " (" + some(files) + ")";
  }
}
