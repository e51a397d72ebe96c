package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.store.Directories;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs about the machine, where the engine is dead or was never set up.
class MachineVerbsTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Outcome run(Map<String, String> engine, String... words) {
    Registry registry =
        Registry.of(List.of(Setup.class, ImagesVerb.class, AgentsVerb.class, InfoVerb.class));
    Registry.Parsed.Runs parsed =
        assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of(words)));
    return parsed.command().run(context(Engine.connect(engine, "test")));
  }

  private Context context(Engine engine) {
    Directories directories = Directories.of(Map.of("HOME", home.toString()));
    Settings settings = Settings.load(directories.configFile(), Map.of());
    ImageChain chain = ImageChain.of(engine, settings, directories);
    Doors doors =
        Doors.none()
            .with(Engine.class, engine)
            .with(Agents.class, Agents.builtIn())
            .with(Settings.class, settings)
            .with(Directories.class, directories)
            .with(ImageChain.class, chain)
            .with(ToolsVolumes.class, ToolsVolumes.of(engine, chain, directories));
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Caller caller =
        new Caller(home, Map.of(), false, false, 80, 24, Optional.empty(), Optional.empty());
    Screens none =
        (Screens)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Screens.class},
                (_, method, _) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new Context(caller, print, print, InputStream.nullInputStream(), _ -> {}, none, doors);
  }

  private Map<String, String> dead() {
    return Map.of("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
  }

  @Test
  void aDeadEngineEndsWith127AndTheRemedy() {
    for (String verb : List.of("setup", "images")) {
      Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(dead(), verb));
      assertEquals(127, failed.code());
      assertTrue(failed.line().contains("does not answer"), failed.line());
      assertTrue(failed.line().contains("systemctl start docker"), failed.line());
      assertEquals(1, failed.line().lines().count());
    }
  }

  @Test
  void anUnknownAgentIsAWrongCommandLineThatNamesTheKnownOnes() {
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, run(dead(), "setup", "--with", "claud"));
    assertEquals(2, failed.code());
    assertTrue(failed.line().contains("claude, codex, opencode, gemini"), failed.line());
  }

  @Test
  void theShellIsNothingToInstallAndAVersionMustBeExact() {
    for (String word : List.of("shell", "claude=", "claude=latest", "claude=$(id)", "claude=^2")) {
      Outcome.Failed failed =
          assertInstanceOf(Outcome.Failed.class, run(dead(), "setup", "--with", word));
      assertEquals(2, failed.code(), word);
    }
  }

  @Test
  void agentsAreListedWithoutAnEngine() {
    assertEquals(Outcome.OK, run(dead(), "agents"));
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("claude") && text.contains("not installed (2."), text);
    assertEquals(5, text.lines().count());
  }

  @Test
  void infoSaysWhyThereIsNoEngine() {
    assertEquals(Outcome.OK, run(dead(), "info", "--json"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("does not answer"));
  }
}
