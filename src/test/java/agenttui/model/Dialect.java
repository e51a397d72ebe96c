package agenttui.model;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// One API for models: how its requests are read, and how its answers are written.
interface Dialect {
  /// What a request asks.
  ///
  /// @param path with the query
  /// @param body the parsed JSON
  Ask ask(String path, Map<?, ?> body);

  /// A streamed answer; nothing is sent before its first text or call.
  Answer answer(Ask ask, Events events);

  /// An answer in one piece.
  Object whole(Ask ask, String text, Optional<Call> call);

  /// How it says that something went wrong.
  Object error(int status, String message);

  /// A streamed answer that is being written. Each method sends at once.
  interface Answer {
    /// Some words more.
    void text(String words) throws IOException;

    /// Asks for a tool; once at most, behind all text.
    void call(Call call) throws IOException;

    /// Its regular end.
    void end() throws IOException;
  }

  /// Where events go.
  interface Events {
    /// An event with a type; empty for none.
    void send(String type, Object data) throws IOException;
  }
}
