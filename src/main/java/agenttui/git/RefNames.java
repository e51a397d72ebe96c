package agenttui.git;

import java.util.Locale;

/// Rules for the ref names that we make ourselves. Names of others are only ever passed on as full
/// names after `--end-of-options`.
public final class RefNames {
  /// Everything of ours in the hub and in the user's repository lies below this.
  public static final String OURS = "refs/agent-tui/";

  private RefNames() {}

  /// Refuses anything but a full name that can stand in a refspec or on a line of `update-ref`.
  ///
  /// @throws IllegalArgumentException when `ref` is none
  public static void requireFull(String ref) {
    boolean plain =
        ref.startsWith("refs/")
            && !ref.endsWith("/")
            && !ref.endsWith(".lock")
            && !ref.contains("..")
            && !ref.contains("//")
            && !ref.contains("@{")
            && ref.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0);
    if (!plain) {
      throw new IllegalArgumentException("not a full ref name of " + ref.length() + " characters");
    }
  }

  /// A label for use inside a branch name, made from a branch's name: lower case, each run
  /// of other characters than letters, digits and `_` becomes one `-`, none at the ends, at most
  /// 48; `base` when nothing is left.
  public static String label(String branch) {
    String plain = branch.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    String cut = plain.replaceAll("^-", "");
    String label = cut.substring(0, Math.min(48, cut.length())).replaceAll("-$", "");
    return label.isEmpty() ? "base" : label;
  }
}
