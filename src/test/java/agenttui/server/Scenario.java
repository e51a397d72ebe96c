package agenttui.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests of a whole server, each with one of its own.
abstract class Scenario {
  @TempDir Path directory;
  Rig rig;

  @BeforeEach
  final void startServer() {
    rig = new Rig(directory);
  }

  @AfterEach
  final void stopServer() {
    rig.close();
  }

  /// Types keys at a terminal and waits until all that they do is done.
  final void press(FakeTerminal terminal, String keys) {
    terminal.type(keys);
    rig.idle();
  }

  /// Presses and releases a button of the mouse at a cell counted from 1, as a terminal reports it.
  final void click(FakeTerminal terminal, int button, int column, int row) {
    String place = button + ";" + column + ";" + row;
    press(terminal, "\033[<" + place + "M\033[<" + place + "m");
  }
}
