package agenttui.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Sessions, windows and panes, as verbs of every band see them.
///
/// Any thread may call; the work is done on the event loop, and a call from another thread waits
/// for it.
public interface Screens {
  /// Opens a pane and gives its id (`%4`) at once; its program starts in the background, and keys
  /// typed meanwhile are kept for it.
  ///
  /// @throws CommandException when there is no such pane, no room, or the session's name is taken
  String open(NewPane pane);

  /// Ends a pane: its program gets HUP, its room goes to its neighbours.
  ///
  /// @throws CommandException when there is no such pane
  void close(String pane);

  /// Starts a program in a pane whose own has ended.
  ///
  /// @param wanted what; its place and focus say nothing here
  /// @throws CommandException when there is no such pane, or its program runs
  void respawn(String pane, NewPane wanted);

  /// Makes the caller's client show a session.
  ///
  /// @throws CommandException when the caller has no terminal, or there is no such session
  void attach(Caller caller, String session);

  /// The name of the session about that repository, if there is one.
  Optional<String> session(Path repository);

  /// Brings back the session about that repository that ended with a server, if there is one; its
  /// programs wait to be started again.
  ///
  /// @return its name
  Optional<String> wake(Path repository);

  /// All panes, in the order of sessions and windows.
  List<PaneFacts> panes();

  /// The pane that `target` means (`%3`, `3`, `session:`, `session:3`), or the caller's own when
  /// empty.
  ///
  /// @throws CommandException when it means none
  PaneFacts facts(Caller caller, Optional<String> target);

  /// The command lines of what runs in a pane besides a shell at its prompt, the foreground's
  /// first. Waits for the pane's keeper. Empty also before its program has started and after it has
  /// ended.
  ///
  /// @throws CommandException when there is no such pane, or that cannot be said now: its engine is
  ///   down
  List<String> running(String pane);

  /// Changes the branch that a pane's title shows.
  void branch(String pane, String branch);

  /// Shows a line for a moment in the hint line of every client (of the caller's session).
  void flash(String line);

  /// Shows a line among the facts of every status line until another replaces it; empty: none.
  void status(String line);

  /// Runs a command line on the next screen that shows the session, as if typed there.
  void greet(String session, String line);

  /// Something that the panel lists has changed: look again in the background.
  void refreshForks();
}
