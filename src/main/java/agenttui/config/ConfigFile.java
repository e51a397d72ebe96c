package agenttui.config;

import agenttui.store.AtomicFile;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The user's file as text: what a person wrote in it stays as it is. Any thread; writes files.
///
/// @param path the file; it need not exist
public record ConfigFile(Path path) {
  private static final int WIDTH = 98;

  /// A file with every key as a comment, with its default and what it means, in the order of
  /// [Key#ALL]; the chosen ones are set.
  ///
  /// @param chosen values of texts without a dot in their name: `theme` = `light`
  public static String template(Map<String, String> chosen) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Configuration of agent-tui. Saved changes hold at once, where nothing else is\n");
    text.append(
        "# said. `agent-tui config check` finds mistakes, `config show` says what holds.\n");
    String table = "";
    for (Key key : Key.ALL) {
      boolean names = key.kind() == Key.Kind.TABLE;
      int dot = key.name().lastIndexOf('.');
      String own = names ? key.name() : dot < 0 ? "" : key.name().substring(0, dot);
      if (own.isEmpty()) {
        comment(text.append('\n'), key);
        text.append(line(key, chosen));
      }
    }
    for (Key key : inTables()) {
      boolean names = key.kind() == Key.Kind.TABLE;
      String own = names ? key.name() : key.name().substring(0, key.name().lastIndexOf('.'));
      text.append('\n');
      if (!own.equals(table)) {
        text.append('[').append(own).append("]\n");
        table = own;
      }
      comment(text, key);
      if (!names) {
        text.append(line(key, chosen));
      }
    }
    return text.toString();
  }

  /// Keys of tables, those of one table together, and tables of names behind the table above them.
  private static List<Key> inTables() {
    List<Key> plain = new ArrayList<>();
    List<Key> names = new ArrayList<>();
    for (Key key : Key.ALL) {
      if (key.kind() == Key.Kind.TABLE) {
        names.add(key);
      } else if (key.name().indexOf('.') > 0) {
        plain.add(key);
      }
    }
    plain.addAll(names);
    return plain;
  }

  private static void comment(StringBuilder text, Key key) {
    String words = key.meaning();
    if (!key.choices().isEmpty()) {
      words += " One of " + String.join(", ", key.choices().stream().sorted().toList()) + ".";
    }
    if (key.applies() != Key.Applies.NOW) {
      words += " Holds " + key.applies().words() + ".";
    }
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" +", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  private static String line(Key key, Map<String, String> chosen) {
    String name = key.name().substring(key.name().lastIndexOf('.') + 1);
    String value = chosen.get(key.name());
    String shown =
        key.kind() == Key.Kind.LIST ? "[]" : quoted(value == null ? key.otherwise() : value);
    return (value == null ? "#" : "") + name + " = " + shown + "\n";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7F) {
        quoted.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// Whether somebody has made it.
  public boolean exists() {
    return Files.exists(path);
  }

  /// Makes it with all keys as comments, unless it is there.
  ///
  /// @param chosen what is set in it
  /// @return whether it was made
  /// @throws StoreException when it cannot be written
  public boolean make(Map<String, String> chosen) {
    if (exists()) {
      return false;
    }
    write(template(chosen));
    return true;
  }

  /// Sets a text at the file's top level; all else stays as it is. A comment with the key and a
  /// value, as [#template] has it, gives its place.
  ///
  /// @param key a name without a dot
  /// @throws ConfigException when the file as it is cannot be understood: nothing is written
  /// @throws StoreException when it cannot be read or written
  public void set(String key, String value) {
    if (make(Map.of(key, value))) {
      return;
    }
    String before =
        AtomicFile.read(path).map(it -> new String(it, StandardCharsets.UTF_8)).orElse("");
    new Reader(path, Map.of(), false).parse(before);
    // The mark and the line endings of other systems stay too.
    String mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
    String ending = before.contains("\r\n") ? "\r\n" : "\n";
    String text =
        mark + new TopLevel(before.substring(mark.length())).with(key, quoted(value), ending);
    new Reader(path, Map.of(), false).parse(text);
    write(text);
  }

  private void write(String text) {
    Path target = path;
    try {
      if (Files.exists(path)) {
        target = path.toRealPath(); // A link stays one.
      } else {
        Path directory = path.getParent();
        if (directory != null) {
          Files.createDirectories(
              directory,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
      }
    } catch (IOException e) {
      throw new StoreException("cannot write " + path + ": " + e.getMessage(), e);
    }
    AtomicFile.write(target, text);
  }
}
