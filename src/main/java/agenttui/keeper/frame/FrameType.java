package agenttui.keeper.frame;

/// The types, with their numbers.
public enum FrameType {
  HELLO(1),
  OPEN(2),
  DATA(3),
  OUTPUT(4),
  CREDIT(5),
  EOF(6),
  RESET(7),
  ATTACH(8),
  RESIZE(9),
  SIGNAL(10),
  EXITED(11),
  INFO(12),
  PING(13),
  PONG(14),
  BYE(15);

  private final int number;

  FrameType(int number) {
    this.number = number;
  }

  /// Its number on the stream.
  public int number() {
    return number;
  }

  /// The type of that number.
  ///
  /// @throws HostileException when there is none
  public static FrameType of(int number) {
    for (FrameType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new HostileException("a frame of type " + number);
  }
}
