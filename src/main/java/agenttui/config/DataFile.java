package agenttui.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A table of facts that ships with the program: agents, tools and the like are TOML resources.
///
/// Unlike the user's configuration such a file has no right to be wrong: every mistake in it is an
/// [IllegalStateException] that names the file, and a test of its reader finds it.
public final class DataFile {
  private final String name;
  private final TomlTable table;

  private DataFile(String name, TomlTable table) {
    this.name = name;
    this.table = table;
  }

  /// Reads the resource `path` (absolute, `/tools.toml`) that lies beside the class `owner`.
  ///
  /// @throws IllegalStateException when it is missing or not TOML
  public static DataFile resource(Class<?> owner, String path) {
    try (InputStream in = owner.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no resource " + path);
      }
      return parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + path, e);
    }
  }

  /// Reads `text`; `name` stands in the messages.
  ///
  /// @throws IllegalStateException when it is not TOML
  public static DataFile parse(String name, String text) {
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      throw new IllegalStateException(name + ": " + parsed.errors());
    }
    return new DataFile(name, parsed);
  }

  /// The names in this table, in no order.
  public Set<String> keys() {
    return Set.copyOf(table.keySet());
  }

  /// The text `key`.
  ///
  /// @throws IllegalStateException when it is missing or something else
  public String text(String key) {
    if (table.get(List.of(key)) instanceof String text) {
      return text;
    }
    throw wrong(key, "a text");
  }

  /// The text `key`, or `otherwise` when the key is missing.
  ///
  /// @throws IllegalStateException when it is something else
  public String text(String key, String otherwise) {
    return table.contains(List.of(key)) ? text(key) : otherwise;
  }

  /// The whole number `key`, or `otherwise` when the key is missing.
  ///
  /// @throws IllegalStateException when it is something else
  public int number(String key, int otherwise) {
    return switch (table.get(List.of(key))) {
      case null -> otherwise;
      case Long number when number >= 0 && number <= Integer.MAX_VALUE -> number.intValue();
      default -> throw wrong(key, "a number");
    };
  }

  /// The list of texts `key`, empty when the key is missing.
  ///
  /// @throws IllegalStateException when it is something else
  public List<String> texts(String key) {
    return switch (table.get(List.of(key))) {
      case null -> List.of();
      case TomlArray array when array.toList().stream().allMatch(String.class::isInstance) ->
          array.toList().stream().map(String.class::cast).toList();
      default -> throw wrong(key, "a list of texts");
    };
  }

  /// The table `[key]`.
  ///
  /// @throws IllegalStateException when it is missing or something else
  public DataFile table(String key) {
    if (table.get(List.of(key)) instanceof TomlTable inner) {
      return new DataFile(name, inner);
    }
    throw wrong(key, "a table");
  }

  /// The tables `[[key]]` in their order, empty when the key is missing.
  ///
  /// @throws IllegalStateException when it is something else
  public List<DataFile> tables(String key) {
    return switch (table.get(List.of(key))) {
      case null -> List.of();
      case TomlArray array when array.toList().stream().allMatch(TomlTable.class::isInstance) ->
          IntStream.range(0, array.size())
              .mapToObj(i -> new DataFile(name, array.getTable(i)))
              .toList();
      default -> throw wrong(key, "a list of tables");
    };
  }

  private IllegalStateException wrong(String key, String wanted) {
    return new IllegalStateException(name + ": " + key + " must be " + wanted);
  }
}
