package agenttui.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A name server on port 53 of this machine (which needs root) that knows only what a test told it,
/// and keeps what it was asked. RFC 1035, for questions of one name: no more than resolvers ask.
final class Nameserver implements AutoCloseable {
  /// Where resolvers of this machine find it: on loopback, where no other name server is.
  static final String ADDRESS = "127.0.0.77";

  private static final int PORT = 53;
  private static final int HEAD = 12;

  /// An answer without its address: name, type, class, time to live, length.
  private static final int RECORD = 12;

  /// RFC 1035 section 4.2.1: what does not fit in here is asked for again by TCP.
  private static final int DATAGRAM = 512;

  private static final int TYPE_A = 1;
  private static final int TYPE_CNAME = 5;
  private static final int TYPE_AAAA = 28;

  private final Map<String, List<List<InetAddress>>> answers = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> turns = new ConcurrentHashMap<>();
  private final List<DatagramSocket> datagrams = new ArrayList<>();
  private final ServerSocket streams = new ServerSocket();

  /// Starts one.
  Nameserver() throws IOException {
    listenAt(ADDRESS);
    streams.bind(new InetSocketAddress(ADDRESS, PORT));
    Thread.startVirtualThread(this::serveStreams);
  }

  private void listenAt(String address) throws IOException {
    DatagramSocket socket = new DatagramSocket(PORT, InetAddress.ofLiteral(address));
    datagrams.add(socket);
    Thread.startVirtualThread(() -> serve(socket));
  }

  /// Can be asked at these addresses of this machine, too; where a name server listens already,
  /// that one stays.
  void listenAlsoAt(List<String> addresses) throws IOException {
    for (String each : addresses) {
      try {
        listenAt(each);
      } catch (BindException e) {
        // That one is not ours to be asked at.
      }
    }
  }

  /// Tells the addresses of a name. Of several times each is an answer; the last counts for ever.
  void say(String name, String... addresses) {
    List<InetAddress> all = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
    answers.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(all);
  }

  /// A name that leads where another one leads: a CNAME record stands before that one's addresses.
  void alias(String name, String other) {
    aliases.put(name, other);
  }

  /// The names that it was asked for, with the type: `good.test A`.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve(DatagramSocket socket) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), DATAGRAM);
        SocketAddress from = packet.getSocketAddress();
        socket.send(new DatagramPacket(answer, answer.length, from));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serveStreams() {
    try {
      while (true) {
        Socket socket = streams.accept();
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), 0xffff);
        out.writeShort(answer.length);
        out.write(answer);
      }
    } catch (EOFException e) {
      // All was asked.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The whole answer to a question, or one that says that it has no room.
  private byte[] answer(byte[] question, int room) {
    ByteBuffer in = ByteBuffer.wrap(question).position(HEAD);
    String name = name(in);
    int type = in.getShort();
    int end = in.position() + 2;
    String owner = aliases.getOrDefault(name, name);
    boolean known = answers.containsKey(owner);
    byte[] alias = owner.equals(name) ? new byte[0] : encoded(owner);
    List<InetAddress> found = next(owner, type, room);
    int first = alias.length == 0 ? 0 : alias.length + RECORD;
    int length = first + found.size() * ((type == TYPE_A ? 4 : 16) + RECORD);
    boolean fits = end + length <= room;
    int count = fits ? found.size() + (first == 0 ? 0 : 1) : 0;
    ByteBuffer out = ByteBuffer.allocate(end + (fits ? length : 0));
    out.putShort(in.getShort(0));
    out.putShort((short) (0x8180 | (known ? 0 : 3) | (fits ? 0 : 0x200)));
    out.putShort((short) 1).putShort((short) count).putInt(0);
    out.put(question, HEAD, end - HEAD);
    if (fits && first > 0) {
      record(out, HEAD, TYPE_CNAME, alias);
    }
    for (int i = 0; fits && i < found.size(); i++) {
      record(out, first > 0 ? end + RECORD : HEAD, type, found.get(i).getAddress());
    }
    return out.array();
  }

  /// @param owner where the answer holds the name that this is about (RFC 1035 section 4.1.4)
  private static void record(ByteBuffer out, int owner, int type, byte[] data) {
    out.putShort((short) (0xc000 | owner)).putShort((short) type).putShort((short) 1);
    out.putInt(0).putShort((short) data.length).put(data);
  }

  private static byte[] encoded(String name) {
    ByteBuffer out = ByteBuffer.allocate(name.length() + 2);
    for (String label : name.split("\\.")) {
      out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    return out.array();
  }

  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    for (int length = in.get(); length > 0; length = in.get()) {
      byte[] label = new byte[length];
      in.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    return name.toString();
  }

  /// The addresses of that type in the answer whose turn it is. Both types of it are asked for, and
  /// by TCP again what had no room.
  private List<InetAddress> next(String name, int type, int room) {
    String kind = type == TYPE_A ? "A" : type == TYPE_AAAA ? "AAAA" : "other";
    asked.add(name + " " + kind);
    List<List<InetAddress>> all = answers.getOrDefault(name, List.of(List.of()));
    int turn = turns.merge(name + " " + kind + " " + room, 1, Integer::sum);
    return all.get(Math.min(turn, all.size()) - 1).stream()
        .filter(each -> kind.equals(each instanceof Inet4Address ? "A" : "AAAA"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    datagrams.forEach(DatagramSocket::close);
    streams.close();
  }
}
