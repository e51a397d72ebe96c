package agenttui.command.screen;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.PaneFacts;
import agenttui.command.Registry;
import agenttui.mux.Buffers;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.mux.find.Find;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// The sessions themselves, for the verbs of this package. All methods belong to the event loop
/// ([agenttui.command.Command#immediate] verbs run there) unless they say otherwise; changes of the
/// `mux` objects show up in the next frame and on disk without further ado.
public interface Stage {
  /// All sessions, oldest first.
  List<Session> sessions();

  /// Those that ended with a server and can be brought back, the latest last.
  List<Session.Saved> ended();

  /// Brings back a session that ended with a server, where none that runs is meant. Its programs
  /// wait to be started again: `respawn-pane --all`.
  ///
  /// @param name or the beginning of one; empty: the latest, where nothing runs
  Optional<Session> wake(Optional<String> name);

  /// A terminal that shows a session.
  ///
  /// @param name what `-c` calls it
  /// @param session the name of the session
  /// @param columns its size, with `rows`
  /// @param window the number of the window that it shows
  /// @param terminal what it says it is: `xterm-256color`
  /// @param readOnly whether it only looks
  /// @param drives whether it was used last: panes have their size from it
  record Client(
      String name,
      String session,
      int columns,
      int rows,
      int window,
      String terminal,
      boolean readOnly,
      boolean drives) {}

  /// The terminals that show a session.
  List<Client> clients(Session session);

  /// The session of that name, or the caller's.
  ///
  /// @throws CommandException when there is none
  Session session(Caller caller, Optional<String> name);

  /// The pane that a target means, or the caller's.
  ///
  /// @throws CommandException when there is none
  Pane pane(Caller caller, Optional<String> target);

  /// Where the caller's client is in a session; where it shows another or the caller has none,
  /// where the client is or was that was used last.
  Seat seat(Caller caller, Session session);

  /// Gives a pane the focus where the caller's client is, and takes it off the panel where the pane
  /// shows then.
  ///
  /// @param shows whether its window is shown where another one is
  default void focus(Caller caller, Pane pane, boolean shows) {
    Session session = of(pane);
    Seat seat = seat(caller, session);
    seat.focus(pane.id(), shows);
    if (seat.focused().filter(pane::equals).isPresent()) {
      seat.panel().focused(false);
    }
    refit(session);
  }

  /// The panes of the window that a target means, or of the caller's, by number. Any thread.
  ///
  /// @throws CommandException when there is none
  List<PaneFacts> panesOf(Caller caller, Optional<String> window);

  /// The session that a pane is in.
  Session of(Pane pane);

  /// The session that a window is of.
  Session of(Window window);

  /// The window that a target means, or the caller's.
  ///
  /// @throws CommandException when there is none
  Window window(Caller caller, Optional<String> target);

  /// Makes the caller's client show a session.
  ///
  /// @param readOnly whether it may only look
  /// @throws CommandException when the caller has no terminal
  void attach(Caller caller, Session session, boolean readOnly);

  /// Makes the caller's client, which shows a session, show that one.
  ///
  /// @throws CommandException when the caller's client shows none
  void show(Caller caller, Session session);

  /// Takes a session off the screens that show it; empty: the caller's own client.
  ///
  /// @throws CommandException when nothing shows it
  void detach(Caller caller, Optional<Session> session);

  /// Takes what it shows off one terminal.
  ///
  /// @param client as [Client#name]
  /// @throws CommandException when there is no such client
  void detach(String client);

  /// Gives a session another name. One that ended with a server and is called so is forgotten, as
  /// by a new one of that name.
  ///
  /// @throws CommandException when it cannot be a name, or another session has it
  void rename(Session session, String name);

  /// Ends a session and every program in it.
  void kill(Session session);

  /// Ends one pane.
  void kill(Pane pane);

  /// Writes to the program of a pane, as if typed.
  void type(Pane pane, byte[] bytes);

  /// What was copied.
  Buffers buffers();

  /// Gives a text to the clipboard of the caller's terminal.
  ///
  /// @return why it was not; empty when it was sent
  Optional<String> clip(Caller caller, String text);

  /// Opens the line in the hint rule of the caller's screen where what to look for is entered.
  ///
  /// @param pane in copy mode
  /// @throws CommandException when the caller has no screen
  void search(Caller caller, Pane pane, boolean up);

  /// Looks for a text in all panes of the session that the caller's screen shows; the sheet there
  /// tells what is found while it is found, until it is closed or looks for another text.
  ///
  /// @param text empty: opens the sheet, or clears what it has found
  /// @throws CommandException when the caller has no screen
  void find(Caller caller, String text);

  /// Any thread: looks for a text in these panes of a session, to the end.
  ///
  /// @param text not empty
  CompletableFuture<Find> find(Session session, List<Pane> panes, String text);

  /// Any thread: does something on the loop and waits for it.
  <T> T call(Supplier<T> action);

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

  /// All verbs.
  Registry verbs();

  /// The lines of the help page: the keys that the caller's client has, and why each can't run now.
  List<Question.Entry> help(Caller caller);

  /// Ends the server, after the verb's outcome was told.
  void stop();
}
