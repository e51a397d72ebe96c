package agenttui.config;

import agenttui.store.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A table of facts: agents, tools and the like are TOML resources that ship with the program, and
/// the user may lay a file of their own over one of them. Immutable; any thread.
///
/// A resource has no right to be wrong: every mistake in it is an [IllegalStateException] that
/// names the file, and a test of its reader finds it. One in the user's file is a
/// [ConfigException].
public final class DataFile {
  private final String name;
  private final TomlTable table;
  private final Optional<DataFile> below;
  private final BiFunction<String, String, RuntimeException> fault;

  /// @param fault makes a failure of a place and what is wrong there
  private DataFile(
      String name,
      TomlTable table,
      Optional<DataFile> below,
      BiFunction<String, String, RuntimeException> fault) {
    this.name = name;
    this.table = table;
    this.below = below;
    this.fault = fault;
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

  /// Reads `text` as a resource; `name` stands in the messages.
  ///
  /// @throws IllegalStateException when it is not TOML
  public static DataFile parse(String name, String text) {
    return parse(name, text, (place, what) -> new IllegalStateException(place + ": " + what));
  }

  /// Reads a file of the user.
  ///
  /// @throws ConfigException when it is not TOML
  /// @throws agenttui.store.StoreException when it cannot be read
  public static DataFile user(Path file) {
    String text = AtomicFile.read(file).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    return parse(
        file.toString(),
        text,
        (place, what) -> new ConfigException(List.of(new Mistake(place, what))));
  }

  private static DataFile parse(
      String name, String text, BiFunction<String, String, RuntimeException> fault) {
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      TomlParseError first = parsed.errors().getFirst();
      throw fault.apply(name + ":" + first.position().line(), first.getMessage() + "");
    }
    return new DataFile(name, parsed, Optional.empty(), fault);
  }

  /// This file laid over another: what this says counts instead, key by key, in tables too; lists
  /// of tables are this one's and then the other's.
  public DataFile over(DataFile other) {
    return new DataFile(name, table, Optional.of(other), fault);
  }

  /// The names in this table, in no order.
  public Set<String> keys() {
    Set<String> all = new HashSet<>(table.keySet());
    below.ifPresent(it -> all.addAll(it.keys()));
    return all;
  }

  /// Allows these names in this table and no other.
  ///
  /// @return this
  public DataFile only(String... known) {
    for (String key : table.keySet()) {
      if (!List.of(known).contains(key)) {
        throw wrong(key, "unknown key " + key + Nearest.hint(key, List.of(known)));
      }
    }
    below.ifPresent(it -> it.only(known));
    return this;
  }

  /// The text `key`.
  public String text(String key) {
    return holder(key).map(it -> it.own(key)).orElseThrow(() -> wrong(key, key + " is missing"));
  }

  private String own(String key) {
    if (table.get(List.of(key)) instanceof String text) {
      return text;
    }
    throw wrong(key, key + " must be a text");
  }

  /// The text `key`, or `otherwise` when the key is missing.
  public String text(String key, String otherwise) {
    return holder(key).map(it -> it.own(key)).orElse(otherwise);
  }

  /// The text `key`, made into something else.
  ///
  /// @param make throws [IllegalArgumentException] for a text of which nothing can be made; its
  ///   message is shown
  public <T> T text(String key, Function<String, T> make) {
    return made(key, text(key), make);
  }

  /// The text `key` as one of these values, written in lower case.
  public <E extends Enum<E>> E choice(String key, Class<E> among) {
    String text = text(key);
    List<E> all = List.of(among.getEnumConstants());
    return all.stream()
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> wrong(key, key + " must be one of " + all.toString().toLowerCase(Locale.ROOT)));
  }

  /// The whole number `key`, or `otherwise` when the key is missing.
  public int number(String key, int otherwise) {
    return switch (table.get(List.of(key))) {
      case null -> below.map(it -> it.number(key, otherwise)).orElse(otherwise);
      case Long number when number >= 0 && number <= Integer.MAX_VALUE -> number.intValue();
      default -> throw wrong(key, key + " must be a number");
    };
  }

  /// The list of texts `key`, empty when the key is missing.
  public List<String> texts(String key) {
    return switch (table.get(List.of(key))) {
      case null -> below.map(it -> it.texts(key)).orElse(List.of());
      case TomlArray array when array.toList().stream().allMatch(String.class::isInstance) ->
          array.toList().stream().map(String.class::cast).toList();
      default -> throw wrong(key, key + " must be a list of texts");
    };
  }

  /// The list of texts `key`, each made into something else, as [#text(String, Function)] does.
  public <T> List<T> texts(String key, Function<String, T> make) {
    return texts(key).stream().map(text -> made(key, text, make)).toList();
  }

  private <T> T made(String key, String text, Function<String, T> make) {
    try {
      return make.apply(text);
    } catch (IllegalArgumentException e) {
      throw holder(key).orElse(this).wrong(key, key + ": " + e.getMessage());
    }
  }

  /// The table `[key]`.
  public DataFile table(String key) {
    Optional<DataFile> under = below.filter(it -> it.keys().contains(key)).map(it -> it.table(key));
    return switch (table.get(List.of(key))) {
      case null -> under.orElseThrow(() -> wrong(key, "no table " + key));
      case TomlTable inner -> new DataFile(name, inner, under, fault);
      default -> throw wrong(key, key + " must be a table");
    };
  }

  /// The tables `[[key]]` in their order, empty when the key is missing.
  public List<DataFile> tables(String key) {
    List<DataFile> all = new ArrayList<>();
    switch (table.get(List.of(key))) {
      case null -> {}
      case TomlArray array when array.toList().stream().allMatch(TomlTable.class::isInstance) -> {
        for (int i = 0; i < array.size(); i++) {
          all.add(new DataFile(name, array.getTable(i), Optional.empty(), fault));
        }
      }
      default -> throw wrong(key, key + " must be a list of tables");
    }
    below.ifPresent(it -> all.addAll(it.tables(key)));
    return all;
  }

  /// The file that has the key, the upper one first.
  private Optional<DataFile> holder(String key) {
    return table.contains(List.of(key)) ? Optional.of(this) : below.flatMap(it -> it.holder(key));
  }

  /// The failure to be thrown for what only the reader of this table finds wrong.
  ///
  /// @param key where; it may be missing
  public RuntimeException wrong(String key, String what) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return fault.apply(position == null ? name : name + ":" + position.line(), what);
  }
}
