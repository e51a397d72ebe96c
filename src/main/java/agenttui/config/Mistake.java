package agenttui.config;

/// One thing that is wrong in the configuration.
///
/// @param place the file and line (`config.toml:3`) or the environment variable
/// @param text what is wrong and what would be right, one line
public record Mistake(String place, String text) {
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
