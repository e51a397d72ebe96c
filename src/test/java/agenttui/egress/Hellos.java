package agenttui.egress;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// First bytes of TLS connections: those of the JDK's own TLS, and changed ones.
final class Hellos {
  private Hellos() {}

  /// What a client that asks for `server` sends first, as one record.
  static byte[] of(String server, String... protocols) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    List<SNIServerName> names = server.isEmpty() ? List.of() : List.of(new SNIHostName(server));
    parameters.setServerNames(names);
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /// The same message in records of at most `most` bytes.
  static byte[] records(byte[] hello, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 5; at < hello.length; at += most) {
      int length = Math.min(most, hello.length - at);
      out.writeBytes(new byte[] {22, 3, 1, (byte) (length >> 8), (byte) length});
      out.write(hello, at, length);
    }
    return out.toByteArray();
  }

  /// A ClientHello put together by hand.
  ///
  /// @param extensions all of them, each with its type and length
  static byte[] made(byte[] extensions) {
    ByteBuffer body = ByteBuffer.allocate(2 + 32 + 1 + 4 + 2 + 2 + extensions.length);
    body.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
    body.putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0);
    body.putShort((short) extensions.length).put(extensions);
    ByteBuffer record = ByteBuffer.allocate(5 + 4 + body.capacity());
    record.put((byte) 22).putShort((short) 0x0301).putShort((short) (4 + body.capacity()));
    record.putInt((1 << 24) | body.capacity()).put(body.array());
    return record.array();
  }

  /// The extension `server_name` with these names.
  static byte[] names(String... names) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (String name : names) {
      list.write(0);
      list.write(name.length() >> 8);
      list.write(name.length());
      list.writeBytes(name.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    ByteBuffer extension = ByteBuffer.allocate(6 + list.size());
    extension.putShort((short) 0).putShort((short) (2 + list.size()));
    return extension.putShort((short) list.size()).put(list.toByteArray()).array();
  }

  /// Both, one after the other.
  static byte[] joined(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }
}
