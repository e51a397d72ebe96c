package agenttui.server.watch;

import agenttui.keeper.KeptPty;
import agenttui.keeper.Processes;
import agenttui.keeper.PtyId;
import agenttui.term.Size;
import java.util.List;
import java.util.Optional;

/// A keeper's pty whose program computes nothing, and to which nothing can be done.
class MutePty implements KeptPty {
  @Override
  public PtyId id() {
    return new PtyId("p1");
  }

  @Override
  public Processes processes() {
    return new Processes(Optional.empty(), Optional.empty(), List.of());
  }

  @Override
  public void write(byte[] bytes) {}

  @Override
  public void resize(Size size) {}

  @Override
  public void signal(int number) {}

  @Override
  public void consumed(int bytes) {}

  @Override
  public void close() {}
}
