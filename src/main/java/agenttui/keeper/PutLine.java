package agenttui.keeper;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.HostileException;
import agenttui.keeper.frame.Outlet;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/// Files on their way into a directory of the keeper.
final class PutLine implements Line {
  private final Stream stream;
  private final int channel;
  private final Outlet output;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  PutLine(Stream stream, int channel) {
    this.stream = stream;
    this.channel = channel;
    output = new Outlet(stream.outbox(), channel, stream.keeperBulkWindow(), () -> {});
  }

  OutputStream output() {
    return output;
  }

  /// Completes when all is written, or with the reason why not.
  CompletableFuture<Void> done() {
    return done;
  }

  void close() {
    stream.reset(channel, "closed");
    lost("closed");
  }

  @Override
  public void frame(Frame frame) {
    switch (frame.type()) {
      case CREDIT -> {
        Fields fields = frame.fields();
        fields.u8();
        output.credit(fields.u32());
      }
      case EXITED -> {
        stream.close(channel);
        done.complete(null);
      }
      case RESET -> lost(PtyLine.reason(frame));
      case HELLO, OPEN, DATA, OUTPUT, EOF, ATTACH, RESIZE, SIGNAL, INFO, PING, PONG, BYE ->
          throw new HostileException(frame.type() + " on a put");
    }
  }

  @Override
  public void lost(String why) {
    done.completeExceptionally(new KeeperException(why));
    output.fail(why);
  }
}
