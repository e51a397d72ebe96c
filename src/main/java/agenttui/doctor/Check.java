package agenttui.doctor;

/// One thing that was looked at.
///
/// @param name what: `engine`
/// @param level how it is
/// @param found what was found, raw text
/// @param remedy what to do about it, one line; empty when it is fine
public record Check(String name, Level level, String found, String remedy) {
  /// How something is.
  public enum Level {
    /// Fine.
    OK,
    /// Works, but something is missing or could be better.
    WARN,
    /// Does not work.
    BAD;

    /// The word in the report.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, Level.OK, found, "");
  }

  static Check warn(String name, String found, String remedy) {
    return new Check(name, Level.WARN, found, remedy);
  }

  static Check bad(String name, String found, String remedy) {
    return new Check(name, Level.BAD, found, remedy);
  }
}
