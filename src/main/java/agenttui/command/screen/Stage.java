package agenttui.command.screen;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Question;
import agenttui.mux.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The sessions themselves, for the verbs of this package. All methods belong to the event loop
/// ([agenttui.command.Command#immediate] verbs run there) unless they say otherwise; changes of the
/// `mux` objects show up in the next frame and on disk without further ado.
public interface Stage {
  /// All sessions, oldest first.
  List<Session> sessions();

  /// The names of clients that show a session.
  List<String> clients(Session session);

  /// The session of that name, or the caller's.
  ///
  /// @throws CommandException when there is none
  Session session(Caller caller, Optional<String> name);

  /// The pane that a target means, or the caller's.
  ///
  /// @throws CommandException when there is none
  Pane pane(Caller caller, Optional<String> target);

  /// Makes the caller's client show a session.
  ///
  /// @throws CommandException when the caller has no terminal
  void attach(Caller caller, Session session);

  /// Takes a session off the screens that show it; empty: the caller's own client.
  ///
  /// @throws CommandException when nothing shows it
  void detach(Caller caller, Optional<Session> session);

  /// Ends a session and every program in it.
  void kill(Session session);

  /// Ends one pane.
  void kill(Pane pane);

  /// Writes to the program of a pane, as if typed.
  void type(Pane pane, byte[] bytes);

  /// Opens a sheet on the caller's screen.
  ///
  /// @throws CommandException when the caller has no screen
  void ask(Caller caller, Question question);

  /// Fits a session to its clients again: after the panel was shown or hidden.
  void refit(Session session);

  /// Any thread: calls `look` on the loop now and after each change of the pane, until it gives
  /// something or `limit` has passed (then the future is cancelled).
  <T> CompletableFuture<T> when(PaneId pane, Duration limit, Function<Pane, Optional<T>> look);

  /// Any thread: for how long nothing has come from the pane's program.
  ///
  /// @throws CommandException when there is no such pane
  Duration quiet(PaneId pane);

  /// The lines of the help page: the keys that the caller's client has, and why each can't run now.
  List<Question.Entry> help(Caller caller);

  /// Ends the server, after the verb's outcome was told.
  void stop();
}
