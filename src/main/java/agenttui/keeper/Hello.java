package agenttui.keeper;

import java.util.List;
import java.util.Optional;

/// What a keeper says of itself when it is attached.
///
/// @param version its protocol version
/// @param ptys the ptys that it holds
public record Hello(int version, List<HeldPty> ptys) {
  /// Copies the list.
  public Hello {
    ptys = List.copyOf(ptys);
  }

  /// The held pty of that name.
  public Optional<HeldPty> pty(PtyId id) {
    return ptys.stream().filter(pty -> pty.id().equals(id)).findFirst();
  }
}
