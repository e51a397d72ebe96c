package agenttui.command.machine;

import agenttui.command.Outcome;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineState;
import agenttui.image.ImageException;
import java.util.function.Supplier;

/// Runs what needs an engine; without one it ends with code 127 and the remedy.
final class EngineNeeded {
  private EngineNeeded() {}

  static Outcome by(Engine engine, Supplier<Outcome> work) {
    return switch (engine.state()) {
      case EngineState.Ready _ -> ending(work);
      case EngineState.Absent absent -> new Outcome.Failed(127, absent.line());
      case EngineState.Down down -> new Outcome.Failed(127, down.line());
      case EngineState.Forbidden forbidden -> new Outcome.Failed(127, forbidden.line());
    };
  }

  private static Outcome ending(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (EngineException e) {
      return new Outcome.Failed(e.exitCode(), String.valueOf(e.getMessage()));
    } catch (ImageException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }
}
