package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Public suites of recorded cases, read in place from `../shared/vt-cases` (or the folder that
/// AGENT_TUI_SHARED names): the score is printed and may not fall.
class VtCasesTest {
  /// What was reached; raise it when it rises.
  private static final Map<String, Integer> REACHED =
      new TreeMap<>(Map.of("jediterm", 21, "pyte", 7, "tmux", 68, "xtermjs", 72, "zellij", 66));

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Optional<Path> cases() {
    String named = System.getenv("AGENT_TUI_SHARED");
    Path shared =
        named == null ? Path.of("").toAbsolutePath().resolveSibling("shared") : Path.of(named);
    Path above = Path.of("").toAbsolutePath().getParent().resolveSibling("shared");
    for (Path each : List.of(shared, above)) {
      if (Files.isDirectory(each.resolve("vt-cases"))) {
        return Optional.of(each.resolve("vt-cases"));
      }
    }
    System.err.println(
        "*** NO vt-cases: "
            + shared
            + " is not there; the recorded cases are NOT tested."
            + " Set AGENT_TUI_SHARED to the folder that holds vt-cases. ***");
    return Optional.empty();
  }

  @Test
  void recordedCasesShowWhatOtherTerminalsShow() throws IOException {
    Optional<Path> found = cases();
    assumeTrue(found.isPresent(), "no recorded cases here");
    JsonNode consensus = JSON.readTree(found.orElseThrow().resolve("consensus.json").toFile());
    Map<String, Integer> passed = new TreeMap<>();
    List<String> undisputed = new ArrayList<>();
    for (String suite : REACHED.keySet()) {
      Path folder = found.orElseThrow().resolve(suite);
      for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
        JsonNode each = JSON.readTree(line);
        String id = each.get("id").asText();
        boolean right = run(each, folder);
        passed.merge(suite, right ? 1 : 0, Integer::sum);
        if (!right && consensus.path(id).path("class").asText().equals("must")) {
          undisputed.add(id);
        }
      }
    }
    System.out.println("recorded cases passed: " + passed);
    assertEquals(List.of(), undisputed, "undisputed cases that fail");
    REACHED.forEach((suite, least) ->
        assertTrue(passed.get(suite) >= least, suite + " fell: " + passed + " < " + REACHED));
  }

  private static boolean run(JsonNode each, Path folder) {
    Size size = new Size(each.get("cols").asInt(), each.get("rows").asInt());
    Emulator emulator = new Emulator(size, each.path("history").asInt(0));
    emulator.feed(input(each, folder));
    Screen screen = emulator.screen();
    boolean right = !each.hasNonNull("lines") || lines(screen).equals(wanted(each.get("lines")));
    JsonNode cursor = each.path("cursor");
    if (cursor.isArray()) {
      // Behind the last column means waiting to wrap.
      int column = Math.min(cursor.get(0).asInt(), screen.columns() - 1);
      right &= column == screen.cursorColumn();
      right &= cursor.get(1).asInt() == screen.cursorRow();
    }
    if (each.hasNonNull("joined")) {
      List<String> wanted = wanted(each.get("joined"));
      right &= joined(screen).equals(String.join("\n", wanted));
    }
    return right;
  }

  private static byte[] input(JsonNode each, Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(each.get("input").asText()));
      if (!each.path("onlcr").asBoolean()) {
        return bytes;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (byte b : bytes) {
        if (b == '\n') {
          out.write('\r');
        }
        out.write(b);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < screen.rows(); y++) {
      lines.add(screen.line(y).stripTrailing());
    }
    return trimmed(lines);
  }

  private static List<String> wanted(JsonNode node) {
    List<String> lines = new ArrayList<>();
    node.forEach(line -> lines.add(line.asText().stripTrailing()));
    return trimmed(lines);
  }

  private static List<String> trimmed(List<String> lines) {
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private static String joined(Screen screen) {
    StringBuilder text = new StringBuilder();
    for (int y = -screen.historySize(); y < screen.rows(); y++) {
      text.append(screen.line(y)).append(screen.wrapped(y) ? "" : "\n");
    }
    return text.toString().stripTrailing();
  }

  @Test
  void emojiAndMarksTakeTheCellsThatUnicodeGivesThem() throws IOException {
    Optional<Path> found = cases();
    assumeTrue(found.isPresent(), "no Unicode data here");
    Path file;
    try (var files = Files.walk(found.orElseThrow().resolve("unicode"))) {
      file = files.filter(f -> f.endsWith("emoji-zwj-sequences.txt")).findFirst().orElseThrow();
    }
    int tried = 0;
    for (String line : Files.readAllLines(file)) {
      String data = line.replaceFirst("[;#].*", "").trim();
      if (data.isEmpty()) {
        continue;
      }
      StringBuilder text = new StringBuilder();
      for (String point : data.split(" ")) {
        text.appendCodePoint(Integer.parseInt(point, 16));
      }
      TestTerminal terminal = new TestTerminal(10, 2).feed(text.toString());
      assertEquals("2,0", terminal.cursor(), data);
      assertEquals(2, Width.of(text), data);
      assertEquals(text.toString(), terminal.row(0));
      tried++;
    }
    assertTrue(tried > 1000, "the file was read");
  }
}
