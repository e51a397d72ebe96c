package agenttui.sandbox;

/// Which of the two sandboxes.
public enum SandboxKind {
  /// A hardened container.
  DOCKER("docker"),
  /// Bubblewrap on this machine.
  LOCAL("local");

  private final String word;

  SandboxKind(String word) {
    this.word = word;
  }

  /// The word that people write and read.
  public String word() {
    return word;
  }

  /// The kind that `word` names.
  ///
  /// @throws SandboxException for any other word
  public static SandboxKind of(String word) {
    for (SandboxKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new SandboxException("unknown sandbox '" + word + "': docker or local");
  }
}
