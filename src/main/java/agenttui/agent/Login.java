package agenttui.agent;

import java.util.List;

/// How an agent is signed in, once for all its sandboxes.
///
/// @param files below HOME that hold its login; in every HOME they are links to the place that its
///   sandboxes share, by their last parts, which differ. Text in JSON
/// @param command arguments for its own sign-in, which needs no browser that calls back; none: the
///   agent itself asks when it starts
/// @param key the text of the first file for somebody who has only a key: `{{KEY}}` stands for it,
///   `{{PROVIDER}}` for whose it is; empty where no file can hold one
/// @param variable the variable that hands the agent a key; empty where the file does
public record Login(List<String> files, List<String> command, String key, String variable) {
  /// The directory that they share, below HOME.
  public static final String PLACE = ".login";

  private static final String PROVIDER = "{{PROVIDER}}";

  /// Copies.
  public Login {
    files = List.copyOf(files);
    command = List.copyOf(command);
  }

  /// Whether it must be said whose a key is.
  public boolean hasProviders() {
    return key.contains(PROVIDER);
  }

  /// The text of the first file with a key. What neither can be in a text of JSON must have been
  /// refused before.
  ///
  /// @param provider whose it is, where that must be said
  public String filled(String secret, String provider) {
    return key.replace(PROVIDER, provider).replace("{{KEY}}", secret);
  }

  /// The name of a file in the directory that they share.
  public static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
