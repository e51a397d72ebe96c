package agenttui.egress;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads the server's name from the first bytes of a TLS connection (RFC 8446 section 4.1.2, RFC
/// 6066 section 3), in whatever pieces they come. Not for several threads.
final class ClientHello {
  /// A ClientHello in practice is under 2 KiB; this many bytes of records are looked at.
  private static final int MOST = 16 * 1024;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD_MOST = 1 << 14;
  private static final int SERVER_NAME = 0;

  /// What is known by now.
  sealed interface Seen {
    /// More bytes are needed.
    record More() implements Seen {}

    /// A whole ClientHello.
    ///
    /// @param server the name that it asks for, lower case; empty when it names none
    record Hello(Optional<String> server) implements Seen {}

    /// Something else than a ClientHello.
    record Other() implements Seen {}
  }

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  /// Takes the next bytes.
  Seen next(byte[] bytes, int from, int length) {
    all.write(bytes, from, length);
    return all.size() > MOST ? new Seen.Other() : look(ByteBuffer.wrap(all.toByteArray()));
  }

  /// Everything that came.
  byte[] bytes() {
    return all.toByteArray();
  }

  /// Puts the records' content together, until it holds a whole message.
  private static Seen look(ByteBuffer in) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      if (in.get(in.position()) != HANDSHAKE
          || (in.remaining() > 1 && in.get(in.position() + 1) != 3)) {
        return new Seen.Other();
      }
      if (in.remaining() < 5) {
        break;
      }
      in.position(in.position() + 3);
      int length = Short.toUnsignedInt(in.getShort());
      if (length == 0 || length > RECORD_MOST) {
        return new Seen.Other();
      }
      byte[] part = new byte[Math.min(length, in.remaining())];
      in.get(part);
      message.write(part, 0, part.length);
      Seen seen = message(ByteBuffer.wrap(message.toByteArray()));
      if (!(seen instanceof Seen.More)) {
        return seen;
      }
    }
    return new Seen.More();
  }

  private static Seen message(ByteBuffer in) {
    if (in.hasRemaining() && in.get(0) != CLIENT_HELLO) {
      return new Seen.Other();
    }
    if (in.remaining() < 4) {
      return new Seen.More();
    }
    int length = in.getInt() & 0xFFFFFF;
    if (length > MOST) {
      return new Seen.Other();
    }
    if (in.remaining() < length) {
      return new Seen.More();
    }
    try {
      return hello(in.slice(in.position(), length));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return new Seen.Other(); // A length inside it is wrong.
    }
  }

  private static Seen hello(ByteBuffer in) {
    skip(in, 2 + 32); // version, random
    skip(in, Byte.toUnsignedInt(in.get())); // session
    skip(in, Short.toUnsignedInt(in.getShort())); // cipher suites
    skip(in, Byte.toUnsignedInt(in.get())); // compression
    if (!in.hasRemaining()) {
      return new Seen.Hello(Optional.empty());
    }
    ByteBuffer extensions = part(in, Short.toUnsignedInt(in.getShort()));
    Optional<String> name = Optional.empty();
    while (extensions.hasRemaining()) {
      int type = Short.toUnsignedInt(extensions.getShort());
      ByteBuffer content = part(extensions, Short.toUnsignedInt(extensions.getShort()));
      if (type == SERVER_NAME) {
        if (name.isPresent()) {
          return new Seen.Other(); // Whoever reads the second one would see another name.
        }
        name = Optional.of(serverName(content));
      }
    }
    return in.hasRemaining() ? new Seen.Other() : new Seen.Hello(name);
  }

  /// The one host name of the extension.
  private static String serverName(ByteBuffer in) {
    ByteBuffer list = part(in, Short.toUnsignedInt(in.getShort()));
    if (list.get() != 0) {
      throw new IllegalArgumentException("not a host name");
    }
    ByteBuffer name = part(list, Short.toUnsignedInt(list.getShort()));
    if (list.hasRemaining() || in.hasRemaining()) {
      throw new IllegalArgumentException("more than one name");
    }
    return StandardCharsets.ISO_8859_1.decode(name).toString().toLowerCase(Locale.ROOT);
  }

  private static void skip(ByteBuffer in, int length) {
    part(in, length);
  }

  private static ByteBuffer part(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }
}
