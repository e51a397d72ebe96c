package agenttui.mux.keys;

import agenttui.mux.Areas;

/// The few facts that decide which keys work now. Made anew from what the server knows whenever one
/// of our own keys or the hints ask for it.
///
/// @param tier what the terminal has room for
/// @param panes how many panes the window has
/// @param windows how many windows the session has
/// @param splitRight whether the focused pane is wide enough to be split
/// @param splitDown whether it is high enough
/// @param isolated whether the focused pane runs in a sandbox with its own clone (not `none`)
/// @param running whether its program runs
/// @param repository whether the session is about a git repository with a commit
/// @param forks how many forks there are
/// @param undoable whether a merge or clean can be brought back
/// @param waiting how many panes wait for a person to look
/// @param questions how many questions wait for an answer
public record KeyContext(
    Areas.Tier tier,
    int panes,
    int windows,
    boolean splitRight,
    boolean splitDown,
    boolean isolated,
    boolean running,
    boolean repository,
    int forks,
    boolean undoable,
    int waiting,
    int questions) {}
