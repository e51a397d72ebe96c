package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.io.PrintStream;

/// A verb that needs no server: the program itself runs it, because the configuration may be what
/// keeps a server from starting. From a key or the palette the server does.
public interface Alone extends Command {
  /// Does it.
  ///
  /// @param out the caller's standard output: data
  /// @param err the caller's standard error: diagnostics
  Outcome run(Configuration configuration, Caller caller, PrintStream out, PrintStream err);

  @Override
  default Outcome run(Context context) {
    return run(context.the(Configuration.class), context.caller(), context.out(), context.err());
  }
}
