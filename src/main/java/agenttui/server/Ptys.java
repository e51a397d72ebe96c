package agenttui.server;

import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.mux.Badge;
import agenttui.term.Pty;
import agenttui.term.PtyOutput;
import java.util.List;
import java.util.Set;

/// Where programs of panes run: the edge that tests replace. All methods wait and belong on tasks.
interface Ptys {
  /// What became of a program after a loss or a restart.
  sealed interface Found {}

  /// It goes on.
  ///
  /// @param pty what the pane writes to
  /// @param next the offset of the first byte that nobody has seen yet
  record Resumed(Pty pty, long next) implements Found {}

  /// It has ended, with its sandbox or its keeper, and nobody can say how.
  ///
  /// @param why half a line: `its container ended`
  record Gone(String why) implements Found {}

  /// What a person is told about the place that a pane runs in.
  ///
  /// @param facts its network and kind in words, for the top row: `open`, `docker`
  /// @param badges what differs from the default protection, for the pane's title
  record Surroundings(List<String> facts, List<Badge> badges) {}

  /// What to tell about a sandbox that runs (empty: the host).
  Surroundings surroundings(String sandbox);

  /// Starts a program in a sandbox (empty: on the host).
  ///
  /// @throws RuntimeException of the front door that failed, with the line to show
  Pty open(String sandbox, PtySpec spec, PtyOutput output);

  /// Goes on with a program after a loss or a restart.
  ///
  /// @throws RuntimeException when that cannot be said now: an engine that is down
  Found resume(String sandbox, PtyId id, long from, PtyOutput output);

  /// Leaves everything running and says goodbye to its keepers.
  void leave();

  /// Ends every program that panes hold and their keepers.
  ///
  /// @param shown the sandboxes that panes show, reached or not
  /// @return how many sandboxes could not be ended now, and will be by a later server
  int end(Set<String> shown);
}
