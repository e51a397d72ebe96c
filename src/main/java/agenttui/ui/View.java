package agenttui.ui;

import agenttui.mux.Areas;
import agenttui.mux.Seat;
import agenttui.mux.keys.Chord;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.KeyTables;
import agenttui.mux.keys.LineEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything that a frame shows, gathered by the server for one composition. Read on the event
/// loop only.
///
/// @param seat the client's window, focus and panel
/// @param areas how the terminal is shared out; the panes were fitted to the same
/// @param facts at the right of the window list, the most important last: `3 forks`, `open`,
///   `docker`
/// @param keys the key table in force
/// @param tables all keys of the client
/// @param locked whether all keys go to the program
/// @param begun what was pressed of a key of several: a count
/// @param entry the line that is being entered in the hint rule
/// @param context decides which hints are shown
/// @param flash a line that replaces the hints
/// @param sheet what is open over the panes
/// @param now for ages
/// @param zone for times of day
public record View(
    Seat seat,
    Areas areas,
    List<String> facts,
    KeyTable keys,
    KeyTables tables,
    boolean locked,
    String begun,
    Optional<LineEntry> entry,
    KeyContext context,
    Optional<Flash> flash,
    Optional<Sheet> sheet,
    Instant now,
    ZoneId zone) {

  /// The prefix key, as it is written.
  public Chord prefix() {
    return tables.prefix();
  }

  /// The same a little later.
  public View at(Instant then) {
    return new View(
        seat, areas, facts, keys, tables, locked, begun, entry, context, flash, sheet, then, zone);
  }

  /// One line in the hint rule until the next key.
  ///
  /// @param text what happened and what to do
  /// @param error whether something failed (a red `✗` stands before it)
  public record Flash(String text, boolean error) {}

  /// A key and what it does, for the hint rule.
  public record Hint(String key, String words) {}
}
