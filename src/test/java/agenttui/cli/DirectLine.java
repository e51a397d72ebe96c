package agenttui.cli;

import agenttui.process.Exit;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Says command lines to a running server as the program without a terminal does, from this process
/// and so without the start of a JVM for each. Any thread.
///
/// @param socket where the server listens
/// @param directory where the caller stands
/// @param environment the caller's variables
record DirectLine(Path socket, Path directory, Map<String, String> environment) {
  /// Says a line and waits for its end.
  ///
  /// @param patience not looked at: the verbs that wait have limits of their own
  /// @throws AssertionError when the server is gone
  Exit says(Duration patience, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Connection connection =
        Connection.to(socket).orElseThrow(() -> new AssertionError("no server at " + socket))) {
      connection.sendOrWait(Protocol.hello());
      connection.sendOrWait(
          new Message.Run(List.of(words), directory.toString(), environment, false, 80, 24));
      while (true) {
        Message message =
            connection
                .receive()
                .orElseThrow(() -> new AssertionError("the server ended: " + List.of(words)));
        switch (message) {
          case Message.Stdout text -> out.writeBytes(text.bytes());
          case Message.Stderr text -> err.writeBytes(text.bytes());
          case Message.WantStdin _ -> connection.sendOrWait(new Message.Stdin(new byte[0]));
          case Message.Exit exit -> {
            err.writeBytes(exit.line().getBytes(StandardCharsets.UTF_8));
            return new Exit(exit.code(), out.toByteArray(), err.toByteArray(), false, false);
          }
          default -> {}
        }
      }
    }
  }
}
