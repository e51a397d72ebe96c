package agenttui.wire;

/// Numbers of the protocol, and the words for two programs that do not match.
public final class Protocol {
  /// Counts up with every change of a message's form (but [Message.Hello] and [Message.Stop]).
  public static final int VERSION = 1;

  /// The longest frame, its type included.
  public static final int MAX_FRAME = 1 << 20;

  /// The largest piece of bytes that one message should carry.
  public static final int PIECE = 256 << 10;

  private Protocol() {}

  /// This program's version, as its jar says; `dev` from class files.
  public static String build() {
    String version = Protocol.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /// What this side says first.
  public static Message.Hello hello() {
    return new Message.Hello(VERSION, build(), ProcessHandle.current().pid());
  }

  /// The line for a client whose server speaks another protocol.
  public static String mismatch(Message.Hello server) {
    return "server is version %s (protocol %d), this client is %s (protocol %d): run 'agent-tui kill-server', or use the matching program"
        .formatted(server.build(), server.protocol(), build(), VERSION);
  }
}
