package agenttui.config;

/// What a container reaches. More modes come with the egress proxy.
public enum NetworkMode {
  /// Everything this machine reaches, this machine and its network included; shown as a badge.
  OPEN("open"),
  /// Nothing but itself.
  NONE("none");

  private final String word;

  NetworkMode(String word) {
    this.word = word;
  }

  /// The word that people write and read.
  public String word() {
    return word;
  }

  /// The mode that `word` names.
  ///
  /// @throws IllegalArgumentException for any other word
  public static NetworkMode of(String word) {
    return switch (word) {
      case "open" -> OPEN;
      case "none" -> NONE;
      default -> throw new IllegalArgumentException("unknown network mode " + word);
    };
  }
}
