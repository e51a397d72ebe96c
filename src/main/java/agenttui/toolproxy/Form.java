package agenttui.toolproxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An `application/x-www-form-urlencoded` body, read strictly: fields in their order, percent signs
/// with two digits, UTF-8, no NUL.
record Form(List<Field> fields) {
  /// One field.
  record Field(String name, String value) {}

  /// Reads `body`; empty when it is malformed.
  static Optional<Form> parse(byte[] body) {
    List<Field> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i < body.length && body[i] != '&') {
        continue;
      }
      int equals = indexOf(body, '=', start, i);
      if (equals < 0) {
        return Optional.empty();
      }
      Optional<String> name = decoded(body, start, equals);
      Optional<String> value = decoded(body, equals + 1, i);
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new Field(name.get(), value.get()));
      start = i + 1;
    }
    return Optional.of(new Form(List.copyOf(fields)));
  }

  /// All values of `name` in order.
  List<String> all(String name) {
    return valuesOf(name).toList();
  }

  /// The value of `name`, which must be there once.
  Optional<String> one(String name) {
    List<String> values = all(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// Whether every field has one of `names`.
  boolean only(String... names) {
    List<String> known = List.of(names);
    return fields.stream().map(Field::name).allMatch(known::contains);
  }

  private Stream<String> valuesOf(String name) {
    return fields.stream().filter(each -> each.name().equals(name)).map(Field::value);
  }

  private static int indexOf(byte[] body, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<String> decoded(byte[] body, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      int b = body[i] & 0xff;
      if (b == '%') {
        if (i + 2 >= to
            || !HexFormat.isHexDigit(body[i + 1])
            || !HexFormat.isHexDigit(body[i + 2])) {
          return Optional.empty();
        }
        b = HexFormat.fromHexDigit(body[i + 1]) << 4 | HexFormat.fromHexDigit(body[i + 2]);
        i += 2;
      } else if (b == '+') {
        b = ' ';
      }
      if (b == 0) {
        return Optional.empty();
      }
      out.write(b);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
