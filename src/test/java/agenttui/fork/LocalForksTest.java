package agenttui.fork;

import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.image.ImageChain;
import agenttui.store.Directories;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Forks in the `local` sandbox: bubblewrap.
class LocalForksTest extends RealForks {
  @BeforeEach
  void wire() {
    Directories directories =
        new Directories(
            temporary.resolve("config"), temporary.resolve("state"), temporary.resolve("cache"));
    Settings settings = Settings.load(temporary.resolve("none.toml"), Map.of());
    Engine engine = Engine.connect(Map.of(), "test");
    open("local", directories, settings, engine, ImageChain.of(engine, settings, directories));
  }

  @AfterEach
  void remove() {
    removeAll();
  }
}
