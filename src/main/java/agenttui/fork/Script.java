package agenttui.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The shell scripts that run git inside a fork's sandbox. Their text is constant; what varies is
/// given as arguments, never pasted in.
enum Script {
  CHECKOUT,
  SNAPSHOT,
  FACTS,
  ARCHIVE,
  BUNDLE,
  COMMIT;

  private final String text = read(name().toLowerCase(Locale.ROOT) + ".sh");

  /// The argument array that runs it.
  List<String> with(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", text, name().toLowerCase(Locale.ROOT)));
    argv.addAll(arguments);
    return argv;
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
