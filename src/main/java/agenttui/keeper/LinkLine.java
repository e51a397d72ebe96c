package agenttui.keeper;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.HostileException;
import agenttui.keeper.frame.Inlet;
import agenttui.keeper.frame.Outlet;
import agenttui.keeper.frame.Window;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/// A connection on the stream: a reverse channel, or one to a port in the sandbox.
final class LinkLine implements Channel, Line {
  private final Stream stream;
  private final int channel;
  private final ChannelKind kind;
  private final Inlet input;
  private final Outlet output;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private boolean inputEnded;
  private boolean outputEnded;

  /// @param credit what the keeper takes at first
  /// @param reverse whether the keeper has opened it
  LinkLine(Stream stream, int channel, ChannelKind kind, long credit, boolean reverse) {
    this.stream = stream;
    this.channel = channel;
    this.kind = kind;
    boolean bulk = kind.equals(ChannelKind.EGRESS);
    input =
        new Inlet(
            reverse && bulk ? Window.BULK : Window.REQUEST,
            stream::roundTrip,
            now -> stream.credit(channel, 0, now));
    output = new Outlet(stream.outbox(), channel, credit, this::outputEnded);
  }

  CompletableFuture<Void> opened() {
    return opened;
  }

  @Override
  public ChannelKind kind() {
    return kind;
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    if (output.closed()) {
      input.close();
    } else {
      stream.reset(channel, "closed");
      lost("closed");
    }
  }

  private synchronized void outputEnded() {
    outputEnded = true;
    forgetWhenOver();
  }

  private synchronized void inputEnded() {
    inputEnded = true;
    input.end();
    forgetWhenOver();
  }

  private void forgetWhenOver() {
    if (inputEnded && outputEnded) {
      stream.close(channel);
    }
  }

  @Override
  public void frame(Frame frame) {
    switch (frame.type()) {
      case DATA -> input.add(frame.payload(), 0);
      case EOF -> inputEnded();
      case CREDIT -> {
        Fields fields = frame.fields();
        fields.u8();
        output.credit(fields.u32());
        opened.complete(null);
      }
      case RESET -> lost(PtyLine.reason(frame));
      case HELLO, OPEN, OUTPUT, ATTACH, RESIZE, SIGNAL, EXITED, INFO, PING, PONG, BYE ->
          throw new HostileException(frame.type() + " on a connection");
    }
  }

  @Override
  public void lost(String why) {
    input.fail(why);
    output.fail(why);
    opened.completeExceptionally(new KeeperException(why));
  }
}
