package agenttui.command.screen;

import agenttui.mux.Direction;
import picocli.CommandLine;

/// `-L`, `-R`, `-U` or `-D`, as a picocli argument group.
final class Towards {
  private Direction direction = Direction.RIGHT;

  @CommandLine.Option(names = "-L", description = "To the left.")
  void left(boolean said) {
    direction = said ? Direction.LEFT : direction;
  }

  @CommandLine.Option(names = "-R", description = "To the right.")
  void right(boolean said) {
    direction = said ? Direction.RIGHT : direction;
  }

  @CommandLine.Option(names = "-U", description = "Up.")
  void up(boolean said) {
    direction = said ? Direction.UP : direction;
  }

  @CommandLine.Option(names = "-D", description = "Down.")
  void down(boolean said) {
    direction = said ? Direction.DOWN : direction;
  }

  /// What was said.
  Direction direction() {
    return direction;
  }
}
