package agenttui.fork;

import agenttui.config.Settings;
import agenttui.image.RealEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/// Forks in containers: the hub's mirror, volumes, clone and bundles over the keeper's stream.
@Tag("engine")
class DockerForksIT extends RealForks {
  private final RealEngine real = RealEngine.open();

  @BeforeEach
  void wire() {
    real.foundation();
    Settings settings = Settings.load(real.directories().configFile(), System.getenv());
    open("docker", real.directories(), settings, real.engine(), real.chain());
  }

  @AfterEach
  void remove() {
    removeAll();
    real.close();
  }
}
