package agenttui.server.screen;

import agenttui.mux.Pane;
import agenttui.mux.Session;
import agenttui.term.KeyEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells programs that want to know it whether their pane has the focus: of each session one at
/// most, where the person is who used it last. Loop only.
public final class FocusReports {
  private final Typing typing;
  private final Map<Session, Pane> told = new HashMap<>();

  /// @param typing how programs are told
  public FocusReports(Typing typing) {
    this.typing = typing;
  }

  /// A person has that pane of a session before them: it is told, and the one before it too, where
  /// it was another.
  ///
  /// @param seen empty when they look elsewhere, or have left
  public void sees(Session session, Optional<Pane> seen) {
    Optional<Pane> before = Optional.ofNullable(told.get(session));
    if (!before.equals(seen)) {
      before.ifPresent(pane -> tell(pane, false));
      seen.ifPresentOrElse(pane -> told.put(session, pane), () -> told.remove(session));
      seen.ifPresent(pane -> tell(pane, true));
    }
  }

  private void tell(Pane pane, boolean gained) {
    typing.tell(pane, KeyEncoder.focus(gained, pane.emulator().screen().modes()));
  }
}
