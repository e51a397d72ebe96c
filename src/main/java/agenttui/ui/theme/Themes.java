package agenttui.ui.theme;

import agenttui.config.ConfigException;
import agenttui.config.DataFile;
import agenttui.config.Look;
import agenttui.config.Mistake;
import agenttui.config.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All themes: those that ship with the program, and the user's own, files of a directory. A file
/// of the user may be called as one of ours and then counts instead; `over = "dark"` in it lays it
/// over another, so that it says only what is different. Any thread; reads files.
///
/// @param directory of the user's; it need not exist
public record Themes(Path directory) {
  /// Ours, in the order of lists.
  public static final List<String> OURS =
      List.of(
          "dark", "light", "high-contrast", "catppuccin-mocha", "gruvbox-dark", "plain16", "mono");

  private static final String END = ".toml";

  /// The names of all, ours first, without [Look#AUTO].
  public List<String> names() {
    List<String> all = new ArrayList<>(OURS);
    try (Stream<Path> files = Files.isDirectory(directory) ? Files.list(directory) : Stream.of()) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END) && isName(name.substring(0, name.length() - 5)))
          .map(name -> name.substring(0, name.length() - END.length()))
          .filter(name -> !all.contains(name))
          .sorted()
          .forEach(all::add);
    } catch (IOException e) {
      return all; // A directory that cannot be listed has no theme that could be read either.
    }
    return all;
  }

  /// Names are letters, digits, `-` and `_`: never a path.
  private static boolean isName(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  }

  /// The user's file of that name, whether it is there or not.
  public Path file(String name) {
    return directory.resolve(name + END);
  }

  /// Whether a file of the user's has that name.
  public boolean isUsers(String name) {
    return isName(name) && Files.exists(file(name));
  }

  /// Reads one.
  ///
  /// @throws ConfigException with the place, when there is none of that name or it is wrong
  public Theme named(String name) {
    return Theme.of(name, data(name, name, 0));
  }

  private DataFile data(String name, String wanted, int depth) {
    if (!isUsers(name)) {
      if (OURS.contains(name)) {
        return DataFile.resource(Theme.class, "/themes/" + name + END);
      }
      String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
      String near = Nearest.hint(name, names());
      String more = near.isEmpty() ? "; there are " + String.join(", ", names()) : near;
      throw new ConfigException(List.of(new Mistake("theme", "no theme " + shown + more)));
    }
    DataFile own = DataFile.user(file(name));
    List<String> known = new ArrayList<>(List.of("over", "canvas"));
    for (Token token : Token.values()) {
      known.add(token.key());
    }
    own.only(known.toArray(String[]::new));
    String over = own.text("over", "");
    if (over.isEmpty()) {
      return own;
    }
    if (depth > 4 || over.equals(name)) {
      throw own.wrong("over", "over: " + wanted + " lies over itself");
    }
    return own.over(data(over, wanted, depth + 1));
  }
}
