package agenttui.term;

import java.util.List;

/// Turns the bytes of the outer terminal into [Input]. Understands legacy keys, function keys with
/// modifiers, the kitty keyboard protocol, modifyOtherKeys, SGR mouse, bracketed paste, focus and
/// the answers to our questions. Never throws; what it doesn't know is dropped. One thread.
@SuppressWarnings("DoNotCallSuggester")
public final class InputDecoder {
  /// The longest paste in bytes.
  public static final int PASTE_LIMIT = 8 << 20;

  /// Takes bytes as they were read.
  ///
  /// @return what is complete; the rest waits
  public List<Input> decode(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /// Does something wait that may be complete already (a lone ESC)? Then call [#flush] when nothing
  /// came for about 25 ms (less than a person's shortest gap, more than a slow line's).
  public boolean isPending() {
    throw new UnsupportedOperationException();
  }

  /// Nothing more came: takes what waits for what it is.
  public List<Input> flush() {
    throw new UnsupportedOperationException();
  }
}
