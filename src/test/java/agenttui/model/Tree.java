package agenttui.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Parts of parsed JSON by their names; what is not there is empty.
final class Tree {
  private Tree() {}

  /// The member of an object.
  static Object at(Object value, String... names) {
    Object at = value;
    for (String name : names) {
      at = at instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
    }
    return at;
  }

  static String text(Object value, String... names) {
    return at(value, names) instanceof String text ? text : "";
  }

  static List<?> list(Object value, String... names) {
    return at(value, names) instanceof List<?> list ? list : List.of();
  }

  static Optional<Map<?, ?>> object(Object value, String... names) {
    return at(value, names) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
  }

  /// All texts below a value, a line each: agents wrap what tools answer in many ways.
  static String words(Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> list -> String.join("\n", list.stream().map(Tree::words).toList());
      case Map<?, ?> map ->
          String.join("\n", new TreeMap<>(keyed(map)).values().stream().map(Tree::words).toList());
      case null, default -> "";
    };
  }

  private static Map<String, Object> keyed(Map<?, ?> map) {
    Map<String, Object> keyed = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (!key.equals("type") && value != null) {
        keyed.put(key.toString(), value);
      }
    });
    return keyed;
  }

  /// A small value that a JSON schema allows: what it requires, and no more.
  static Object instance(Object schema) {
    List<?> choices = list(schema, "enum");
    if (!choices.isEmpty()) {
      return choices.getFirst();
    }
    Object type = at(schema, "type");
    String kind = type instanceof List<?> kinds ? kinds.getFirst().toString() : type.toString();
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "string" -> "Scripted work";
      case "number", "integer" -> 1;
      case "boolean" -> false;
      case "array" -> List.of();
      default -> members(schema);
    };
  }

  private static Map<String, Object> members(Object schema) {
    Map<?, ?> properties = object(schema, "properties").orElse(Map.of());
    List<?> required = list(schema, "required");
    Map<String, Object> members = new LinkedHashMap<>();
    properties.forEach((name, member) -> {
      if (required.isEmpty() || required.contains(name)) {
        members.put(name.toString(), instance(member));
      }
    });
    return members;
  }
}
