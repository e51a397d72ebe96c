package agenttui.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a sandbox reaches. Each closes when something fails.
public enum NetworkMode {
  /// What the egress proxy lets through, by name, and nothing else.
  ALLOWLIST("allowlist"),
  /// Nothing but itself.
  NONE("none"),
  /// Everything this machine reaches, this machine and its network included, but no other sandbox;
  /// shown as a badge.
  SEPARATE("separate"),
  /// Everything this machine reaches, other sandboxes in this mode included; shown as a badge.
  OPEN("open");

  private final String word;

  NetworkMode(String word) {
    this.word = word;
  }

  /// The word that people write and read.
  public String word() {
    return word;
  }

  /// The one of the two that lets less out.
  public NetworkMode stricter(NetworkMode other) {
    List<NetworkMode> loosestFirst = List.of(OPEN, SEPARATE, ALLOWLIST, NONE);
    return loosestFirst.indexOf(this) < loosestFirst.indexOf(other) ? other : this;
  }

  /// All words, for a message: `allowlist, none, separate or open`.
  public static String words() {
    String all = Arrays.stream(values()).map(NetworkMode::word).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }

  /// The mode that `word` names.
  ///
  /// @throws IllegalArgumentException for any other word
  public static NetworkMode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown network mode " + word));
  }
}
