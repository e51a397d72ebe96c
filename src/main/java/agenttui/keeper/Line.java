package agenttui.keeper;

import agenttui.keeper.frame.Frame;

/// One open channel as its stream sees it. Called on the reader thread.
interface Line {
  /// A frame came for this channel. A RESET has closed it already.
  ///
  /// @throws HostileException when no right keeper sends that now
  void frame(Frame frame);

  /// The stream ended, and the channel with it.
  void lost(String why);
}
