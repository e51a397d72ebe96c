package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program under the names of terminals, in real ones: what it shows is the same under
/// each, step by step through its views, and nothing is left behind. The outer terminals are tmux,
/// GNU screen in it, and xterm.js.
@Tag("slow")
class TerminalsIT {
  private static final List<String> NAMES =
      List.of(
          "xterm",
          "xterm-kitty",
          "xterm-ghostty",
          "wezterm",
          "screen",
          "screen-256color",
          "tmux",
          "tmux-256color",
          "linux",
          "vt100",
          "xterm-mono",
          "nobody-knows-me");

  /// Keys by tmux's names, and what the screen shows then.
  private record Step(List<String> keys, String shows) {
    static Step of(String shows, String... keys) {
      return new Step(List.of(keys), shows);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          Step.of("Good first keys"),
          Step.of("HELP", "C-b", "?"),
          Step.of("Good first keys", "Escape"),
          Step.of("COMMAND", "C-b", ":"),
          Step.of("rename-window", "rename"),
          Step.of("Good first keys", "Escape", "Escape"),
          Step.of("GO TO", "C-b", "w"),
          Step.of("Good first keys", "Escape"),
          Step.of("RESIZE", "C-b", "%", "C-b", "r"),
          Step.of("2 sh", "Left", "Left", "Enter"),
          Step.of("COPY", "C-b", "[", "k", "v", "Right"),
          Step.of("2 sh", "q"),
          Step.of("zoom", "C-b", "z"),
          Step.of("2:sh", "C-b", "z", "C-b", "!"),
          Step.of("PANEL", "C-b", "P"),
          Step.of("2:sh", "Escape"),
          Step.of("1:sh*", "C-b", "x"));

  @TempDir Path directory;
  private Outer outer;

  @BeforeEach
  void start() {
    outer = new Outer(directory);
    outer.says(
        "new-session",
        "-d",
        "-s",
        "one",
        "--sandbox",
        "none",
        "--",
        "sh",
        "-c",
        "PS1='$ ' exec sh");
  }

  @AfterEach
  void stop() {
    outer.close();
  }

  private List<String> attach(String term, String locale) {
    List<String> line = new ArrayList<>(List.of("env", "TERM=" + term, "LC_ALL=" + locale));
    line.addAll(outer.program(List.of("attach", "one")));
    return line;
  }

  /// Walks through the views, and gives what the terminal showed at each step.
  ///
  /// @param wanted what it has to show; empty: nobody knows yet
  private List<String> walk(String where, List<String> wanted) {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      Step step = STEPS.get(i);
      step.keys().forEach(outer::keys);
      outer.shows(step.shows());
      if (wanted.isEmpty()) {
        outer.settled();
      } else {
        String same = wanted.get(i);
        outer.await(
            () -> plain(outer.screen()).equals(same),
            () -> where + ", " + step + "\nwanted:\n" + same + "\ngot:\n" + plain(outer.screen()));
      }
      seen.add(plain(outer.screen()));
    }
    outer.keys("C-b", "d");
    outer.shows("ended with 0");
    String left = outer.screen();
    assertTrue(left.contains("[detached from one]"), left);
    assertTrue(!left.contains("Good first keys"), where + " leaves behind:\n" + left);
    return seen;
  }

  /// Without what goes on by itself: ages.
  private static String plain(String screen) {
    return screen.replaceAll("(?m) +$", "").replaceAll("[0-9]+[smh]\\b|<1m", "");
  }

  @Test
  void underEveryNameTheSameIsShownStepByStep() {
    Map<String, List<String>> references = new HashMap<>();
    for (String locale : List.of("C.UTF-8", "C")) {
      outer.shell(attach("xterm-256color", locale));
      references.put(locale, walk("xterm-256color " + locale, List.of()));
    }
    assertTrue(references.get("C").stream().allMatch(text -> text.matches("\\p{ASCII}*")));
    assertTrue(references.get("C.UTF-8").getFirst().contains("─"));
    for (String name : NAMES) {
      for (String locale : List.of("C.UTF-8", "C")) {
        outer.shell(attach(name, locale));
        walk(name + " " + locale, references.getOrDefault(locale, List.of()));
      }
    }
  }

  @Test
  void gnuScreenShowsTheSame() throws IOException {
    outer.shell(attach("xterm-256color", "C.UTF-8"));
    List<String> wanted = walk("xterm-256color", List.of());
    Path settings = Files.writeString(directory.resolve("screenrc"), "startup_message off\n");
    List<String> line = new ArrayList<>(List.of("screen", "-U", "-c", settings.toString()));
    line.addAll(
        List.of(
            "sh", "-c", Outer.quoted(attach("screen", "C.UTF-8")) + "; echo ended with $?; cat"));
    outer.shell(line);
    walk("GNU screen", wanted);
  }

  @Test
  void xtermJsShowsTheSame() throws IOException {
    for (String name : List.of("xterm-256color", "linux", "vt100", "nobody-knows-me")) {
      Path typed = directory.resolve(name + ".bytes");
      outer.shell(
          List.of("script", "-qfc", Outer.quoted(attach(name, "C.UTF-8")), typed.toString()));
      for (Step step : STEPS) {
        step.keys().forEach(outer::keys);
        outer.shows(step.shows());
        outer.settled();
        Xterm xterm = new Xterm(120, 35);
        byte[] bytes = Files.readAllBytes(typed);
        String head =
            new String(bytes, 0, Math.min(300, bytes.length), StandardCharsets.ISO_8859_1);
        int from = head.startsWith("Script started") ? head.indexOf('\n') + 1 : 0;
        xterm.feed(Arrays.copyOfRange(bytes, from, bytes.length));
        assertEquals(
            plain(outer.screen()).stripTrailing(), text(xterm.shown()), name + ", " + step);
      }
      outer.keys("C-b", "d");
      outer.shows("ended with 0");
    }
  }

  /// The texts of cells: a wide one is followed by one without a text.
  private static String text(Xterm.Shown shown) {
    return plain(
            shown.cells().stream()
                .map(row -> row.stream().map(TerminalsIT::character).collect(Collectors.joining()))
                .collect(Collectors.joining("\n")))
        .stripTrailing();
  }

  private static String character(String cell) {
    return cell.startsWith(" ") ? " " : cell.substring(0, cell.indexOf(' '));
  }
}
