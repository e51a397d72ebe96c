package agenttui.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Connects to what a request asks for: to a checked address, or to the company's proxy. Blocks;
/// for virtual threads.
final class Dial {
  /// The head of a parent proxy's answer.
  private static final int HEAD = 16 * 1024;

  /// What came of it.
  sealed interface Reached {
    /// Connected.
    ///
    /// @param parent the parent proxy at the other end, that a plain request is sent to in absolute
    ///   form; empty for the host itself, or a tunnel to it
    record Open(Socket socket, Optional<ParentProxy.Hop> parent) implements Reached {}

    /// Not.
    ///
    /// @param status of the answer: 403, 502 or 504
    /// @param why one line without the host
    record Not(int status, String why) implements Reached {}
  }

  private final Lookup lookup;
  private final Duration most;

  Dial(Lookup lookup, Duration most) {
    this.lookup = lookup;
    this.most = most;
  }

  /// Connects.
  ///
  /// @param turns bounds the lookups of one sandbox
  Reached reach(Target target, Optional<LocalName> local, ParentProxy parent, Semaphore turns) {
    Optional<ParentProxy.Hop> hop = local.isPresent() ? Optional.empty() : parent.hop(target);
    Lookup.Found found =
        hop.map(it -> lookup.parent(it, turns)).orElseGet(() -> lookup.find(target, local, turns));
    return switch (found) {
      case Lookup.Found.Forbidden(String why) -> new Reached.Not(403, why);
      case Lookup.Found.Unknown(int status, String why) ->
          new Reached.Not(status, hop.isPresent() ? "the parent proxy " + why : why);
      case Lookup.Found.At(List<InetSocketAddress> places) -> {
        Reached first = connect(places, hop);
        yield first instanceof Reached.Open open
                && hop.isPresent()
                && target.kind() == Target.Kind.TUNNEL
            ? through(open.socket(), target, hop.get())
            : first;
      }
    };
  }

  private Reached connect(List<InetSocketAddress> places, Optional<ParentProxy.Hop> hop) {
    String who = hop.isPresent() ? "the parent proxy " : "";
    int each = Math.max(1, (int) (most.toMillis() / places.size()));
    Reached.Not last = new Reached.Not(502, who + "has no address");
    for (InetSocketAddress place : places) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(place, each);
        return new Reached.Open(socket, hop);
      } catch (SocketTimeoutException e) {
        closed(socket);
        last = new Reached.Not(504, who + "did not answer within " + most.toSeconds() + " s");
      } catch (IOException e) {
        closed(socket);
        last = new Reached.Not(502, who + "cannot be reached: " + reason(e));
      }
    }
    return last;
  }

  private static String reason(IOException e) {
    String text = e.getMessage() == null ? "" : e.getMessage().toLowerCase(java.util.Locale.ROOT);
    return text.contains("refused") ? "connection refused" : "no connection";
  }

  /// Asks the parent for a tunnel.
  private Reached through(Socket socket, Target target, ParentProxy.Hop hop) {
    String credentials =
        hop.credentials().isEmpty() ? "" : "Proxy-Authorization: " + hop.credentials() + "\r\n";
    String head =
        "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + credentials + "\r\n";
    try {
      socket.setSoTimeout((int) most.toMillis());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String status = status(socket.getInputStream());
      if (status.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
        socket.setSoTimeout(0);
        return new Reached.Open(socket, Optional.empty());
      }
      closed(socket);
      String number = status.matches("HTTP/1\\.[01] \\d{3}( .*)?") ? status.substring(9, 12) : "";
      return new Reached.Not(502, "is refused by the parent proxy" + space(number));
    } catch (SocketTimeoutException e) {
      closed(socket);
      return new Reached.Not(504, "the parent proxy did not answer");
    } catch (IOException e) {
      closed(socket);
      return new Reached.Not(502, "the parent proxy hung up");
    }
  }

  private static String space(String number) {
    return number.isEmpty() ? "" : " (" + number + ")";
  }

  /// Reads a head and gives its first line; not a byte more than the head.
  private static String status(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it hung up");
      }
      head.append((char) next);
    }
    return head.toString().lines().findFirst().orElse("");
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was not open.
    }
  }
}
