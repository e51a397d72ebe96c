package agenttui.server.screen;

import agenttui.mux.Pane;

/// How bytes reach the program of a pane. Loop only.
public interface Typing {
  /// Types into a pane.
  void type(Pane pane, byte[] bytes);

  /// Tells a pane's program what no person typed: that its terminal has the focus, where the mouse
  /// moves.
  void tell(Pane pane, byte[] bytes);
}
