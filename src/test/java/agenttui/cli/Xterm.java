package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// xterm.js without a window, the terminal that ours is compared with: fetched from the npm
/// registry into `target/` at the first use, in the versions named here, and run by the machine's
/// node.
final class Xterm {
  private static final List<String> PACKAGES =
      List.of("@xterm/headless@6.0.0", "@xterm/addon-unicode-graphemes@0.4.0");
  private static final Path PLACE = Path.of("target/xterm").toAbsolutePath();
  private static final Path SCRIPT = Path.of("src/test/resources/xterm/cells.mjs").toAbsolutePath();

  private final int columns;
  private final int rows;
  private final List<Map<String, Object>> steps = new ArrayList<>();

  Xterm(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /// What a terminal shows.
  ///
  /// @param cells of each row, each cell as `text foreground background attributes`
  /// @param cursor column and row
  record Shown(List<List<String>> cells, List<Integer> cursor) {
    /// Where the other shows something else, row and column from 1.
    List<String> differences(Shown other) {
      List<String> all = new ArrayList<>();
      for (int y = 0; y < Math.max(cells.size(), other.cells.size()); y++) {
        for (int x = 0; x < Math.max(width(y), other.width(y)); x++) {
          if (!cell(y, x).equals(other.cell(y, x))) {
            all.add(
                "row %d column %d: '%s', not '%s'"
                    .formatted(y + 1, x + 1, other.cell(y, x), cell(y, x)));
          }
        }
      }
      return all;
    }

    /// How many cells hold a character.
    long written() {
      return cells.stream().flatMap(List::stream).filter(cell -> !cell.startsWith(" ")).count();
    }

    private int width(int y) {
      return y < cells.size() ? cells.get(y).size() : 0;
    }

    private String cell(int y, int x) {
      return x < width(y) ? cells.get(y).get(x) : "no cell";
    }
  }

  /// Feeds it.
  Xterm feed(byte[] bytes) {
    steps.add(Map.of("feed", Base64.getEncoder().encodeToString(bytes)));
    return this;
  }

  /// Feeds it rows of text with escape sequences, as `capture-pane -e` prints them.
  Xterm feedRows(String text) {
    return feed(text.stripTrailing().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Gives it another size.
  Xterm resize(int wide, int high) {
    steps.add(Map.of("resize", List.of(wide, high)));
    return this;
  }

  private String job() {
    return Json.line(Map.of("columns", columns, "rows", rows, "steps", steps));
  }

  /// Writes what it is fed with, as the script reads it.
  void keep(Path file) throws IOException {
    Files.writeString(file, job());
  }

  /// What it shows then.
  Shown shown() {
    install();
    String job = job();
    Exit exit =
        Program.of(List.of("node", SCRIPT.toString(), PLACE.toString()))
            .stdin(job.getBytes(StandardCharsets.UTF_8))
            .limit(64 << 20)
            .timeout(Duration.ofMinutes(1))
            .run();
    assertEquals(0, exit.code(), exit.complaint());
    return Json.read(exit.out(), Shown.class);
  }

  private static void install() {
    Path done = PLACE.resolve("installed");
    try {
      if (Files.exists(done) && Files.readString(done).equals(String.join(" ", PACKAGES))) {
        return;
      }
      Files.createDirectories(PLACE);
      List<String> line = new ArrayList<>(Arrays.asList("npm", "install", "--no-save"));
      line.addAll(List.of("--ignore-scripts", "--prefix", PLACE.toString()));
      line.addAll(PACKAGES);
      Exit exit = Program.of(line).env(System.getenv()).timeout(Duration.ofMinutes(5)).run();
      assertEquals(0, exit.code(), "npm: " + exit.complaint());
      Files.writeString(done, String.join(" ", PACKAGES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
