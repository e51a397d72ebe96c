package agenttui.term;

import agenttui.term.cells.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/// The bytes of [Emulator#checkpoint]: a version, everything that decides what the next byte does,
/// and a checksum. What was told already (answers, notices) and the palette, which is the server's,
/// are not in it.
final class Checkpoint {
  /// `ATUI`, and the version of what follows; another version is refused.
  private static final int MAGIC = 0x41545549;

  private static final int VERSION = 1;
  private static final int CHECKSUM = 8;

  private Checkpoint() {}

  static byte[] write(Emulator emulator) {
    Memory bytes = new Memory(Snapshot.bytes(emulator.terminal.grid));
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      terminal(emulator.terminal, out);
      numbers(emulator.parser.numbers(), out);
      numbers(emulator.parser.parameters(), out);
      block(emulator.parser.payload(), out);
      out.flush();
      out.writeLong(bytes.checksum());
    } catch (IOException e) {
      throw new TermException("cannot write a checkpoint into memory", e);
    }
    return bytes.toByteArray();
  }

  /// Bytes whose checksum needs no copy; a busy pane is written often.
  private static final class Memory extends ByteArrayOutputStream {
    Memory(int size) {
      super(size);
    }

    long checksum() {
      return Checkpoint.checksum(buf, count);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  private static void terminal(Terminal terminal, DataOutputStream out) throws IOException {
    out.writeInt(terminal.grid.columns());
    out.writeInt(terminal.grid.rows());
    out.writeInt(terminal.grid.main().history().limit());
    Snapshot.write(terminal.grid, out);
    for (long[] part : terminal.modes.state()) {
      Snapshot.longs(part, out);
    }
    numbers(terminal.colours, out);
    out.writeUTF(terminal.title);
    out.writeInt(terminal.titles.size());
    for (String title : terminal.titles) {
      out.writeUTF(title);
    }
    out.writeInt(terminal.cursorShape);
    out.writeInt(terminal.extent);
  }

  private static void numbers(int[] numbers, DataOutputStream out) throws IOException {
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static void block(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static Emulator read(byte[] bytes) {
    int length = bytes.length - CHECKSUM;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (length < CHECKSUM || in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new TermException("no checkpoint of this version");
      }
      if (checksum(bytes, length) != sum(bytes, length)) {
        throw new TermException("a broken checkpoint: its checksum is wrong");
      }
      Size size = new Size(in.readInt(), in.readInt());
      Emulator emulator = new Emulator(size, in.readInt());
      readTerminal(emulator.terminal, in);
      int[] state = readNumbers(emulator.parser.numbers().length, in);
      int[] parameters = readNumbers(emulator.parser.parameters().length, in);
      emulator.parser.restore(state, parameters, in.readNBytes(in.readInt()));
      return emulator;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new TermException("a broken checkpoint: " + e.getMessage(), e);
    }
  }

  private static long sum(byte[] bytes, int at) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(bytes, at, CHECKSUM)).readLong();
  }

  private static void readTerminal(Terminal terminal, DataInputStream in) throws IOException {
    Snapshot.read(terminal.grid, in);
    long[][] modes = terminal.modes.state();
    for (int i = 0; i < modes.length; i++) {
      modes[i] = Snapshot.readLongs(in);
    }
    terminal.modes.state(modes);
    System.arraycopy(readNumbers(Terminal.COLOURS, in), 0, terminal.colours, 0, Terminal.COLOURS);
    terminal.title = in.readUTF();
    int titles = Math.min(in.readInt(), Terminal.TITLES);
    for (int i = 0; i < titles; i++) {
      terminal.titles.addLast(in.readUTF());
    }
    terminal.cursorShape = Math.clamp(in.readInt(), 0, 6);
    terminal.extent = Math.clamp(in.readInt(), 0, 2);
  }

  private static int[] readNumbers(int count, DataInputStream in) throws IOException {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }
}
