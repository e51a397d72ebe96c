package agenttui.command.agents;

import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.PaneFacts;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.Sandboxes;
import agenttui.term.Printable;
import java.util.Optional;

/// What people mean when they name a sandbox: its id, a pane that runs in it, or the pane they are
/// in.
final class Named {
  private Named() {}

  /// The id of the sandbox.
  ///
  /// @throws CommandException when it means none
  static String id(Context context, Optional<String> target) {
    if (target.isPresent() && context.the(Sandboxes.class).ids().contains(target.get())) {
      return target.get();
    }
    PaneFacts pane = context.screens().facts(context.caller(), target);
    if (pane.sandbox().isEmpty()) {
      throw new CommandException(
          "pane " + pane.number() + " runs on this machine, not in a sandbox");
    }
    return pane.sandbox();
  }

  /// The sandbox, running.
  ///
  /// @throws CommandException when it means none, or one that does not run
  static Sandbox running(Context context, Optional<String> target) {
    String id = id(context, target);
    return context
        .the(Sandboxes.class)
        .find(id)
        .orElseThrow(() ->
            new CommandException(Printable.of(id) + ": " + context.the(Sandboxes.class).fate(id)));
  }
}
