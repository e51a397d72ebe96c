package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Pane;
import agenttui.term.Key;
import agenttui.term.KeyEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/// Types into a pane: names of keys and numbers of characters (`0x41`) as tmux has them, anything
/// else letter by letter.
@CommandLine.Command(
    name = "send-keys",
    aliases = {"send"},
    description = "Type into a pane.")
public final class SendKeys implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(names = "-l", description = "Take every word as text.")
  private boolean literal;

  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "KEY",
      description = "C-c, Enter, Up, F5, M-x, KP0 …, 0x41 for A, or text.")
  private List<String> words = List.of();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    if (meant.pty().isEmpty()) {
      return Outcome.failed("pane " + meant.number() + " has no program that reads");
    }
    stage.type(meant, literal ? text(String.join("", words)) : bytes(words, meant));
    return Outcome.OK;
  }

  /// What keys are to a pane's program in its modes. Loop only.
  ///
  /// @param words names of keys as tmux has them; anything else is text
  public static byte[] bytes(List<String> words, Pane pane) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    words.forEach(word -> bytes.writeBytes(typed(word, pane)));
    return bytes.toByteArray();
  }

  private static byte[] typed(String word, Pane pane) {
    if (word.codePointCount(0, word.length()) == 1) {
      return text(word);
    }
    if (word.matches("0x[0-9a-fA-F]{1,6}")) {
      int point = Integer.parseInt(word.substring(2), 16);
      boolean character =
          Character.isValidCodePoint(point) && Character.getType(point) != Character.SURROGATE;
      return text(character ? Character.toString(point) : word);
    }
    return Key.parse(word)
        .or(() -> Key.keypad(word))
        .map(key -> KeyEncoder.key(key, pane.emulator().screen().modes()))
        .orElseGet(() -> text(word));
  }

  private static byte[] text(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }
}
