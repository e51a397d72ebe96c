package agenttui.sandbox;

import agenttui.keeper.Channel;
import agenttui.keeper.ChannelKind;
import agenttui.keeper.KeeperListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Carries each connection that comes out of a sandbox to the Unix socket of that sandbox and kind:
/// who calls is told by the stream it came through, never by what it says.
final class Bridge implements KeeperListener {
  private final Map<ChannelKind, Path> sockets;
  private final Consumer<String> lost;

  /// @param ways where connections of each kind go
  /// @param lost told why the stream ended
  Bridge(WaysOut ways, Consumer<String> lost) {
    this.sockets = ways.sockets();
    this.lost = lost;
  }

  /// The kinds that are carried; a keeper is to open no others.
  Set<ChannelKind> kinds() {
    return sockets.keySet();
  }

  @Override
  public void opened(Channel channel) {
    try (channel;
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(sockets.get(channel.kind())));
      Thread inward = Thread.ofVirtual().start(() -> inward(channel, socket));
      outward(channel, socket);
      inward.join();
    } catch (IOException e) {
      // Nobody listens, or one side ended: closing the channel resets what is left of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the sandbox sends; a reset there closes the socket at once, so that the proxy sees it.
  private static void outward(Channel channel, SocketChannel socket) throws IOException {
    byte[] buffer = new byte[32 << 10];
    try {
      InputStream from = channel.input();
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, n);
        while (rest.hasRemaining()) {
          socket.write(rest);
        }
      }
      socket.shutdownOutput();
    } catch (IOException e) {
      socket.close();
    }
  }

  /// What the sandbox gets.
  private static void inward(Channel channel, SocketChannel socket) {
    byte[] buffer = new byte[32 << 10];
    try (OutputStream to = channel.output()) {
      InputStream from = Channels.newInputStream(socket);
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
      }
    } catch (IOException e) {
      channel.close();
    }
  }

  @Override
  public void lost(String why) {
    lost.accept(why);
  }
}
