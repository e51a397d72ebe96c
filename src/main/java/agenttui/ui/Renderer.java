package agenttui.ui;

/// Turns the difference between two frames into the fewest bytes for one client's terminal. One per
/// client, event loop only.
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"})
public final class Renderer {
  private final TerminalCapabilities capabilities;

  /// @param capabilities what the client's terminal can do
  public Renderer(TerminalCapabilities capabilities) {
    this.capabilities = capabilities;
  }

  /// What is sent before the first frame: alternate screen, mouse, paste, focus and keyboard modes,
  /// and questions whose answers come as [agenttui.term.Input.Report].
  public byte[] start() {
    throw new UnsupportedOperationException();
  }

  /// What gives the terminal back as it was.
  public byte[] stop() {
    throw new UnsupportedOperationException();
  }

  /// The bytes that make the terminal show this frame; empty when it does already.
  public byte[] render(Frame frame) {
    throw new UnsupportedOperationException(capabilities.toString());
  }

  /// Forgets what the terminal shows: the next frame is drawn whole.
  public void invalidate() {
    throw new UnsupportedOperationException();
  }
}
