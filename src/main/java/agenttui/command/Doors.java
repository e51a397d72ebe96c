package agenttui.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

  /// These and one that may be another each time: the settings, which change while the server runs.
  public <T> Doors live(Class<T> type, Supplier<T> door) {
    Map<Class<?>, Object> more = new HashMap<>(byType);
    more.put(type, new Live(door));
    return new Doors(more);
  }

  private record Live(Supplier<?> door) {}

  /// The door of that type, where the server has one.
  public <T> Optional<T> find(Class<T> type) {
    Object door = byType.get(type);
    Object now = door instanceof Live live ? live.door().get() : door;
    return Optional.ofNullable(now).map(type::cast);
  }

  /// The door of that type.
  ///
  /// @throws CommandException when the server was wired without it
  public <T> T the(Class<T> type) {
    return find(type)
        .orElseThrow(() -> new CommandException("this server has no " + type.getSimpleName()));
  }
}
