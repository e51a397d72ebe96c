package agenttui.cli;

import agenttui.recording.Capture;
import agenttui.store.Json;
import agenttui.store.StoreException;
import agenttui.term.Emulator;
import agenttui.term.Screen;
import agenttui.term.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `agent-tui vt`: one emulator without a window, driven by JSON lines, so that test suites can
/// measure the very emulator of the panes. Requests are `new`, `feed`, `resize`, `get` and `sync`;
/// only the last two are answered, and errors.
public final class Vt {
  /// Bytes of one feed.
  private static final int FEED = 1 << 20;

  /// A side of the terminal.
  private static final int SIDE = 1000;

  private final OutputStream out;
  private @Nullable Emulator emulator;

  private Vt(OutputStream out) {
    this.out = out;
  }

  /// A request that can't be done.
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  /// Serves until the input ends.
  ///
  /// @return exit code: 0, or 1 when nobody reads the answers
  public static int run(InputStream in, OutputStream out) {
    Vt vt = new Vt(out);
    try {
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        vt.request(line);
      }
      return 0;
    } catch (IOException e) {
      return 1;
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.write(b);
      b = in.read();
    }
    if (b >= 0) {
      line.write(b);
    }
    return line.toByteArray();
  }

  private void request(byte[] line) throws IOException {
    Object op = null;
    try {
      Map<?, ?> request = object(line);
      op = request.get("op");
      if (!(op instanceof String name)) {
        throw new Wrong("op is missing or no string");
      }
      perform(name, request);
    } catch (Wrong e) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("error", String.valueOf(e.getMessage()));
      answer.put("op", op);
      answer(answer);
    }
  }

  private static Map<?, ?> object(byte[] line) throws Wrong {
    try {
      if (Json.read(line, Object.class) instanceof Map<?, ?> object) {
        return object;
      }
      throw new Wrong("no JSON object");
    } catch (StoreException e) {
      throw new Wrong("no JSON object");
    }
  }

  private void perform(String op, Map<?, ?> request) throws Wrong, IOException {
    switch (op) {
      case "new" -> {
        Size size = size(request);
        emulator = new Emulator(size, history(request));
      }
      case "feed" -> {
        byte[] data = data(request);
        running().feed(data);
      }
      case "resize" -> {
        Size size = size(request);
        running().resize(size);
      }
      case "get" -> answer(state(running(), fields(request)));
      case "sync" -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sync", request.get("id"));
        answer(answer);
      }
      default -> throw new Wrong("unknown op");
    }
  }

  private Emulator running() throws Wrong {
    if (emulator == null) {
      throw new Wrong("no terminal: send new first");
    }
    return emulator;
  }

  private static Size size(Map<?, ?> request) throws Wrong {
    return new Size(
        number(request.get("cols"), "cols", 1, SIDE), number(request.get("rows"), "rows", 1, SIDE));
  }

  private static int history(Map<?, ?> request) throws Wrong {
    return request.containsKey("history")
        ? number(request.get("history"), "history", 0, Integer.MAX_VALUE)
        : 0;
  }

  private static int number(@Nullable Object value, String name, int least, int most) throws Wrong {
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    throw new Wrong(name + " is no integer from " + least + " to " + most);
  }

  private static byte[] data(Map<?, ?> request) throws Wrong {
    if (!(request.get("data") instanceof String text)) {
      throw new Wrong("data is missing or no string");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Wrong("data is no base64");
    }
    if (bytes.length > FEED || text.length() % 4 != 0) {
      throw new Wrong("data is longer than 1 MiB, or not padded");
    }
    return bytes;
  }

  private static @Nullable Set<?> fields(Map<?, ?> request) throws Wrong {
    Object fields = request.get("fields");
    if (fields == null) {
      return null;
    }
    if (fields instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return Set.copyOf(list);
    }
    throw new Wrong("fields is no list of strings");
  }

  private static Map<String, Object> state(Emulator emulator, @Nullable Set<?> fields) {
    Screen screen = emulator.screen();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("cursor", List.of(screen.cursorColumn(), screen.cursorRow()));
    state.put("reply", Base64.getEncoder().encodeToString(emulator.takeReplies()));
    emulator.takeNotices();
    if (wants(fields, "text")) {
      state.put("text", Capture.plain(screen, 0, screen.rows()));
    }
    if (wants(fields, "styled")) {
      state.put("styled", Capture.styled(screen, 0, screen.rows()));
    }
    if (wants(fields, "history")) {
      state.put("history", Capture.plain(screen, -screen.historySize(), 0));
    }
    if (wants(fields, "title")) {
      state.put("title", screen.title());
    }
    if (wants(fields, "modes")) {
      state.put("modes", screen.modes().all());
    }
    return state;
  }

  private static boolean wants(@Nullable Set<?> fields, String name) {
    return fields == null || fields.contains(name);
  }

  private void answer(Map<String, Object> answer) throws IOException {
    out.write((Json.line(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
