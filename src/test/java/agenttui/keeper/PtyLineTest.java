package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.Payload;
import agenttui.keeper.frame.Window;
import agenttui.term.PtyOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What a pty's output is told, and in which order.
class PtyLineTest {
  private static final KeeperListener NOBODY =
      new KeeperListener() {
        @Override
        public void opened(Channel channel) {}

        @Override
        public void lost(String why) {}
      };

  private final List<String> told = new CopyOnWriteArrayList<>();
  private Thread loser = new Thread(() -> {});

  /// A pty that is open, on a stream that nobody reads.
  private PtyLine open(PtyOutput output) {
    Stream stream =
        new Stream(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), NOBODY, Set.of());
    PtyLine line = new PtyLine(stream, new PtyId("a"), 2, output, Window.REQUEST, 0);
    line.frame(new Frame(FrameType.CREDIT, 2, new Payload().u8(0).u32(1).toBytes()));
    return line;
  }

  @Test
  void nothingComesAfterTheLossAlsoWhenAnotherThreadLosesTheStream() throws InterruptedException {
    PtyLine[] line = new PtyLine[1];
    line[0] =
        open(
            new Told(told) {
              @Override
              public void output(long offset, byte[] bytes) {
                loser = Thread.ofPlatform().start(() -> line[0].lost("cut"));
                // It either waits for this call to end, or has told of the loss before it.
                Until.holds(
                    "the other thread waits or has ended",
                    () ->
                        loser.getState() == Thread.State.BLOCKED
                            || loser.getState() == Thread.State.TERMINATED);
                super.output(offset, bytes);
              }
            });
    byte[] payload = new Payload().u64(0).bytes(new byte[] {'x'}).toBytes();
    line[0].frame(new Frame(FrameType.OUTPUT, 2, payload));
    loser.join();
    line[0].frame(new Frame(FrameType.OUTPUT, 2, new Payload().u64(1).bytes(payload).toBytes()));
    assertEquals(List.of("output 1", "lost cut"), told);
  }

  /// Whoever asks just before the program ends is answered behind its end.
  @Test
  void anAnswerBehindTheEndIsNoBreachOfTheProtocol() {
    PtyLine line = open(new Told(told));
    line.frame(new Frame(FrameType.EXITED, 2, new Payload().u8(1).u8(3).toBytes()));
    byte[] nothing = new Payload().u32(0).text("").text("").u16(0).toBytes();
    line.frame(new Frame(FrameType.INFO, 2, nothing));
    assertEquals(1, told.size());
  }

  /// Writes down what it is told.
  private static class Told implements PtyOutput {
    private final List<String> told;

    Told(List<String> told) {
      this.told = told;
    }

    @Override
    public void output(long offset, byte[] bytes) {
      told.add("output " + bytes.length);
    }

    @Override
    public void gap(long from, long to) {
      told.add("gap");
    }

    @Override
    public void exited(int status, Optional<String> why) {
      told.add("exited " + status);
    }

    @Override
    public void lost(String why) {
      told.add("lost " + why);
    }
  }
}
