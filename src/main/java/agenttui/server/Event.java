package agenttui.server;

import agenttui.journal.Entry;
import agenttui.wire.Message;

/// What the loop is told. Output of panes is not among them: it waits in its pane, bounded by the
/// credit window, until the pane's turn.
sealed interface Event {
  /// A client said something.
  record Said(Link link, Message message) implements Event {}

  /// A client is gone.
  record Gone(Link link) implements Event {}

  /// The journal has a new entry.
  record Appended(Entry entry) implements Event {}

  /// Something that a task or a verb wants done on the loop.
  record Call(Runnable action) implements Event {}
}
