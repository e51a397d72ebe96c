package agenttui.mux.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `docs/keys.md` is printed from the key tables: run with `-Dkeys.write=true` after changing them.
class KeysPageTest {
  private static final Path PAGE = Path.of("docs/keys.md");

  @Test
  void thePageSaysWhatTheTablesSay() throws IOException {
    if (Boolean.getBoolean("keys.write")) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE));
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Keys

            Printed from the key tables (`KeyTable`); a test fails when this page is stale. Every key runs a command that \
            can also be typed in a shell.

            The prefix is `C-b`, or what `prefix` in the configuration says. Twice, it goes to the program.
            """);
    table(page, "After the prefix", KeyTable.PREFIX);
    table(page, "In resize mode", KeyTable.RESIZE);
    table(page, "In the panel", KeyTable.PANEL);
    table(page, "In copy mode, as vi has it", KeyTable.COPY_VI);
    table(page, "In copy mode, as Emacs has it", KeyTable.COPY_EMACS);
    page.append(
        """

        ## Your own keys

        In the configuration: `"chord" = "command line"`; an empty text takes a key away. `agent-tui keys` lists what holds, who said
        it, and which command no key reaches any more. A saved change holds at once.

            prefix = "C-a"
            [keys]
            preset = "tmux"                     # or "screen"; what you say yourself counts instead
            [keys.prefix]
            "S" = "split-window -h"
            "x" = ""                            # C-a x does nothing
            [keys.root]
            "M-Left" = "select-pane -L"         # without prefix, while a pane has the focus

        A key is written as tmux writes it: `x`, `C-x`, `M-Left`, `S-F5`, `Space`. Where most terminals send two keys as one (`C-i` and
        `Tab`, `C-@` and `C-Space`), they are one here too.
        """);
    preset(
        page,
        "tmux",
        Preset.TMUX,
        "What tmux has and we have not (a clock, marks, choosing a client or a buffer) keeps our"
            + " key: `t`, `m`, `D`, `-`, `r`, `i`, `L`.");
    preset(
        page,
        "screen",
        Preset.SCREEN,
        "The prefix is `C-a`, and pressed twice it shows the last window. What GNU screen alone has"
            + " keeps our key.");
    page.append(
        """

        ## Mouse

        A click focuses a pane, or shows the window whose name it hits. The wheel scrolls a pane back, dragging a line moves it.
        Dragging over text selects and copies it, a double click the word, a triple click the line. A program that asked for
        the mouse gets it; Shift leaves it to your terminal.
        """);
    return page.toString();
  }

  private static void preset(StringBuilder page, String name, Preset preset, String words) {
    page.append("\n## Preset `").append(name).append("`\n\n").append(words).append("\n\n");
    page.append("| key | command | |\n|---|---|---|\n");
    for (Rebinding each : preset.keys()) {
      page.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(
                  Chord.of(each.chord()).toString().replace("|", "\\|"),
                  each.command(),
                  preset.moved().contains(each) ? "its usual key is taken" : ""));
    }
  }

  private static void table(StringBuilder page, String title, KeyTable table) {
    page.append("\n## ").append(title).append("\n\n| keys | does | command |\n|---|---|---|\n");
    Map<List<String>, String> rows = new LinkedHashMap<>();
    for (Binding binding : table.bindings()) {
      String key = "`" + binding.chord().toString().replace("|", "\\|") + "`";
      rows.merge(List.of(binding.description(), binding.command()), key, (a, b) -> a + " " + b);
    }
    rows.forEach(
        (row, keys) -> page.append("| %s | %s | `%s` |\n".formatted(keys, row.get(0), row.get(1))));
  }
}
