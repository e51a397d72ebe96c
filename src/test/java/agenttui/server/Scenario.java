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
}
