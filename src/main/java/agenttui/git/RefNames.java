package agenttui.git;

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

  /// A label for use inside a branch name, made from a branch's name: lower case, other
  /// characters than letters, digits, `.`, `_` become `-`, no doubled or outer `-`, at most 48;
  /// `base` when nothing is left.
  public static String label(String branch) {
    StringBuilder kept = new StringBuilder();
    for (char c : branch.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      boolean dot = c == '.' && !kept.isEmpty() && kept.charAt(kept.length() - 1) != '.';
      if (letter || dot) {
        kept.append(c);
      } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != '-') {
        kept.append('-');
      }
    }
    kept.setLength(Math.min(48, kept.length()));
    String label = kept.toString().replaceAll("^[-.]+|(\\.lock|[-.])+$", "");
    return label.isEmpty() ? "base" : label;
  }
}
