package agenttui.keeper;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.HostileException;
import agenttui.keeper.frame.Inlet;
import agenttui.keeper.frame.Outlet;
import agenttui.keeper.frame.Window;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/// A run on the stream.
final class RunLine implements Run, Line {
  private final Stream stream;
  private final int channel;
  private final Outlet stdin;
  private final Inlet stdout;
  private final Inlet stderr;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final Answers answers = new Answers();

  RunLine(Stream stream, int channel) {
    this.stream = stream;
    this.channel = channel;
    stdin = new Outlet(stream.outbox(), channel, stream.keeperWindow(), () -> {});
    stdout = inlet(1);
    stderr = inlet(2);
  }

  private Inlet inlet(int number) {
    return new Inlet(
        Window.BULK, stream::roundTrip, credit -> stream.credit(channel, number, credit));
  }

  CompletableFuture<Void> opened() {
    return opened;
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public CompletableFuture<ExitStatus> exit() {
    return exit.copy();
  }

  @Override
  public void signal(int signal) {
    if (stream.has(channel)) {
      stream.control(FrameType.SIGNAL, channel, new byte[] {(byte) signal});
    }
  }

  @Override
  public Processes processes() {
    return answers.ask(() -> stream.control(FrameType.INFO, channel, new byte[0]));
  }

  @Override
  public void close() {
    stream.reset(channel, "closed");
    lost("the run is closed");
  }

  @Override
  public void frame(Frame frame) {
    switch (frame.type()) {
      case DATA -> output(frame.fields().u8()).add(frame.payload(), 1);
      case EOF -> takeEnd(frame.fields().u8());
      case CREDIT -> {
        Fields fields = frame.fields();
        fields.u8();
        stdin.credit(fields.u32());
        opened.complete(null);
      }
      case EXITED ->
          exit.complete(
              Stream.exitStatus(frame.fields())
                  .orElseThrow(() -> new HostileException("an exit that is none")));
      case INFO -> answers.take(frame.fields());
      case RESET -> lost(PtyLine.reason(frame));
      case HELLO, OPEN, OUTPUT, ATTACH, RESIZE, SIGNAL, PING, PONG, BYE ->
          throw new HostileException(frame.type() + " on a run");
    }
  }

  private Inlet output(int number) {
    return switch (number) {
      case 1 -> stdout;
      case 2 -> stderr;
      default -> throw new HostileException("output " + number);
    };
  }

  private void takeEnd(int number) {
    if (number == 0) {
      stdin.fail("the program reads no more input");
    } else {
      output(number).end();
    }
  }

  @Override
  public void lost(String why) {
    KeeperException failure = new KeeperException(why);
    stdin.fail(why);
    stdout.fail(why);
    stderr.fail(why);
    answers.fail(why);
    opened.completeExceptionally(failure);
    exit.completeExceptionally(failure);
  }
}
