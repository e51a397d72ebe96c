package agenttui.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The front doors that the server opened, by their type: `doors.the(Forks.class)`.
///
/// The server's wiring registers each once; immutable afterwards, so any thread may ask.
public final class Doors {
  private final Map<Class<?>, Object> byType;

  private Doors(Map<Class<?>, Object> byType) {
    this.byType = Map.copyOf(byType);
  }

  /// No door at all.
  public static Doors none() {
    return new Doors(Map.of());
  }

  /// These and one more.
  public <T> Doors with(Class<T> type, T door) {
    Map<Class<?>, Object> more = new HashMap<>(byType);
    more.put(type, door);
    return new Doors(more);
  }

  /// The door of that type, where the server has one.
  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(byType.get(type)).map(type::cast);
  }

  /// The door of that type.
  ///
  /// @throws CommandException when the server was wired without it
  public <T> T the(Class<T> type) {
    Object door = byType.get(type);
    if (door == null) {
      throw new CommandException("this server has no " + type.getSimpleName());
    }
    return type.cast(door);
  }
}
