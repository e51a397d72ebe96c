package agenttui.command;

import java.util.List;

/// What is known of a pane, for verbs and `--json`.
///
/// @param id `%3`; never used again while the server lives
/// @param number its place in its window, from 1, as shown in its title
/// @param session the name of its session
/// @param window the number of its window, from 1
/// @param name its title's first word: the agent or program
/// @param branch the branch of its fork, or empty
/// @param sandbox the id of its sandbox, or empty for a program of the host
/// @param pty the pty's id inside its keeper
/// @param command the program that it started, with its arguments
/// @param directory where that started
/// @param columns its width in cells
/// @param rows its height in cells
/// @param focused whether the keys of the terminal that was used last go to it
/// @param exit the status of its ended program, or -1
/// @param received how many bytes of output its screen shows
/// @param scrolled how many lines ever scrolled off its screen
/// @param history how many of these are held, the youngest; none counts while a full-screen program
///   has the screen
/// @param cursor its column and row, from 0
/// @param modes those that its program has set, as [agenttui.term.Modes#inForce] names them
/// @param title what its program set as title, raw: escape before printing
/// @param state what its program does: `working`, `needs`, `done`, `idle`, `failed`, `paused` or
///   `unknown`
/// @param reason the same with the reason in one line for people, as it was last looked at
/// @param since when it began to do that, as ISO 8601
/// @param left the column of its first cell on the terminal that its window was used on last, from
///   0; −1 where the pane does not show there: another window does, another pane is zoomed, or the
///   terminal is too small
/// @param top the row of that
public record PaneFacts(
    String id,
    int number,
    String session,
    int window,
    String name,
    String branch,
    String sandbox,
    int pty,
    List<String> command,
    String directory,
    int columns,
    int rows,
    boolean focused,
    int exit,
    long received,
    long scrolled,
    int history,
    List<Integer> cursor,
    List<String> modes,
    String title,
    String state,
    String reason,
    String since,
    int left,
    int top) {}
