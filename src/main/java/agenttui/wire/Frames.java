package agenttui.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages as bytes: length (4 bytes, big endian, of what follows), type (1 byte), fields. Text is
/// UTF-8 behind its length.
final class Frames {
  private static final int MAX_ITEMS = 20_000;

  private Frames() {}

  /// The whole frame of `message`.
  ///
  /// @throws WireException when it would be longer than [Protocol#MAX_FRAME]
  static ByteBuffer encode(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0);
      write(out, message);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    int length = bytes.size() - 4;
    if (length > Protocol.MAX_FRAME) {
      throw new WireException("a message of " + length + " bytes is too long");
    }
    return ByteBuffer.wrap(bytes.toByteArray()).putInt(0, length);
  }

  private static void write(DataOutputStream out, Message message) throws IOException {
    switch (message) {
      case Message.Hello hello -> {
        out.writeByte('H');
        out.writeInt(hello.protocol());
        text(out, hello.build());
        out.writeLong(hello.process());
      }
      case Message.Stop _ -> out.writeByte('K');
      case Message.Attach attach -> {
        out.writeByte('A');
        text(out, attach.session());
        out.writeInt(attach.columns());
        out.writeInt(attach.rows());
        map(out, attach.terminal());
      }
      case Message.Input input -> bytes(out, 'I', input.bytes());
      case Message.Resize resize -> {
        out.writeByte('Z');
        out.writeInt(resize.columns());
        out.writeInt(resize.rows());
      }
      case Message.Drawn _ -> out.writeByte('D');
      case Message.Run run -> run(out, run);
      case Message.Stdin stdin -> bytes(out, '0', stdin.bytes());
      case Message.WantStdin _ -> out.writeByte('W');
      case Message.Output output -> bytes(out, 'O', output.bytes());
      case Message.Stdout stdout -> bytes(out, '1', stdout.bytes());
      case Message.Stderr stderr -> bytes(out, '2', stderr.bytes());
      case Message.Enter enter -> {
        out.writeByte('E');
        text(out, enter.session());
      }
      case Message.Exit exit -> {
        out.writeByte('X');
        out.writeInt(exit.code());
        text(out, exit.line());
      }
    }
  }

  private static void run(DataOutputStream out, Message.Run run) throws IOException {
    out.writeByte('R');
    out.writeInt(run.arguments().size());
    for (String argument : run.arguments()) {
      text(out, argument);
    }
    text(out, run.directory());
    map(out, run.environment());
    out.writeBoolean(run.terminal());
    out.writeInt(run.columns());
    out.writeInt(run.rows());
  }

  private static void bytes(DataOutputStream out, char type, byte[] bytes) throws IOException {
    out.writeByte(type);
    out.write(bytes);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void map(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
  }

  /// The message in `frame` (type and fields, without the length).
  ///
  /// @throws WireException when it is none
  static Message decode(byte[] frame) {
    if (frame.length == 0) {
      throw new WireException("an empty frame");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(frame, 1, frame.length - 1))) {
      return read((char) (frame[0] & 0xff), in);
    } catch (IOException e) {
      throw new WireException("a frame that ends too early", e);
    }
  }

  private static Message read(char type, DataInputStream in) throws IOException {
    return switch (type) {
      case 'H' -> new Message.Hello(in.readInt(), text(in), in.readLong());
      case 'K' -> new Message.Stop();
      case 'A' -> new Message.Attach(text(in), in.readInt(), in.readInt(), map(in));
      case 'I' -> new Message.Input(in.readAllBytes());
      case 'Z' -> new Message.Resize(in.readInt(), in.readInt());
      case 'D' -> new Message.Drawn();
      case 'R' ->
          new Message.Run(
              list(in), text(in), map(in), in.readBoolean(), in.readInt(), in.readInt());
      case '0' -> new Message.Stdin(in.readAllBytes());
      case 'W' -> new Message.WantStdin();
      case 'O' -> new Message.Output(in.readAllBytes());
      case '1' -> new Message.Stdout(in.readAllBytes());
      case '2' -> new Message.Stderr(in.readAllBytes());
      case 'E' -> new Message.Enter(text(in));
      case 'X' -> new Message.Exit(in.readInt(), text(in));
      default -> throw new WireException("a message of unknown type " + (int) type);
    };
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new WireException("a text of " + length + " bytes in a shorter frame");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static int items(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ITEMS) {
      throw new WireException(count + " items in a message");
    }
    return count;
  }

  private static List<String> list(DataInputStream in) throws IOException {
    List<String> list = new ArrayList<>();
    for (int left = items(in); left > 0; left--) {
      list.add(text(in));
    }
    return List.copyOf(list);
  }

  private static Map<String, String> map(DataInputStream in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = items(in); left > 0; left--) {
      map.put(text(in), text(in));
    }
    return Map.copyOf(map);
  }
}
