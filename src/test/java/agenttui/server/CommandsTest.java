package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.Screens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Whatever goes wrong in a verb, its caller hears of it.
class CommandsTest {
  /// A verb that fails as no verb should: a class of it is gone.
  @CommandLine.Command(name = "broken", description = "Fails.")
  static final class Broken implements Command {
    @Override
    public Outcome run(Context context) {
      throw new NoClassDefFoundError("some/Type");
    }

    @Override
    public boolean immediate() {
      return true;
    }
  }

  @Test
  void anErrorOfTheMachineIsAnAnswerToo() {
    Screens none =
        (Screens)
            Proxy.newProxyInstance(
                Screens.class.getClassLoader(), new Class<?>[] {Screens.class}, (_, _, _) -> null);
    Commands commands =
        new Commands(
            Registry.of(List.of(Broken.class)),
            new Loop(System::nanoTime),
            none,
            Doors.none(),
            Path.of("/log"));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    List<Outcome> heard = new ArrayList<>();
    commands.run(
        List.of("broken"),
        new Caller(
            Path.of("/"), Map.of(), false, false, 80, 24, Optional.empty(), Optional.empty()),
        new Commands.Streams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, _ -> {}),
        heard::add);
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, heard.getFirst());
    assertEquals(1, failed.code());
    assertTrue(failed.line().contains("an internal error: some/Type"), failed.line());
  }
}
