package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.copy.CopyMode;
import agenttui.mux.copy.Move;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Copy mode: begins it, and does in it what its keys stand for.
@CommandLine.Command(
    name = "copy-mode",
    description = "Move, search, select and copy in what a pane has shown.")
public final class CopyModeVerb implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();
  @CommandLine.ArgGroup private What what = new What();

  @CommandLine.Option(names = "-N", paramLabel = "COUNT", description = "So many times.")
  private int times = 1;

  @CommandLine.Option(names = "-u", description = "Begin a screen further up.")
  private boolean up;

  /// One of these; without, copy mode begins.
  static final class What {
    @CommandLine.Option(
        names = "-X",
        paramLabel = "MOVE",
        description =
            "Do what a key of copy mode stands for: word-end, select-line; keys lists them.")
    private @Nullable String move;

    @CommandLine.Option(
        names = "--find",
        paramLabel = "CHARACTER",
        description = "Go to a character in the cursor's row.")
    private @Nullable String find;

    @CommandLine.Option(
        names = "--find-back",
        paramLabel = "CHARACTER",
        description = "Go to one before the cursor.")
    private @Nullable String findBack;

    @CommandLine.Option(
        names = "--till",
        paramLabel = "CHARACTER",
        description = "Go before a character in the cursor's row.")
    private @Nullable String till;

    @CommandLine.Option(
        names = "--till-back",
        paramLabel = "CHARACTER",
        description = "Go behind one before the cursor.")
    private @Nullable String tillBack;

    @CommandLine.Option(
        names = "--search",
        arity = "0..1",
        fallbackValue = "",
        paramLabel = "TEXT",
        description = "Look for text below; a screen asks for it.")
    private @Nullable String search;

    @CommandLine.Option(
        names = "--search-up",
        arity = "0..1",
        fallbackValue = "",
        paramLabel = "TEXT",
        description = "Look for text above.")
    private @Nullable String searchUp;

    @CommandLine.Option(names = "--copy", description = "Copy what is selected, and leave.")
    private boolean copy;

    @CommandLine.Option(
        names = "--save",
        description = "Copy what is selected and write it to a file; a screen asks for its name.")
    private boolean save;

    @CommandLine.Option(
        names = "--to-pane",
        description = "Copy what is selected and give it to a pane; a screen asks to which.")
    private boolean toPane;

    @CommandLine.Option(
        names = "--back",
        description = "Give up the selection or the search; without either leave.")
    private boolean back;

    @CommandLine.Option(names = "-q", description = "Leave.")
    private boolean quit;
  }

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    if (what.quit) {
      meant.leaveCopy();
      return Outcome.OK;
    }
    if (what.copy || what.save || what.toPane) {
      return copied(context, stage, meant);
    }
    boolean fresh = meant.copying().isEmpty();
    CopyMode mode = meant.copy();
    if (up && fresh) {
      mode.move(Move.PAGE_UP, 1);
    }
    return within(context, stage, meant, mode);
  }

  private Outcome within(Context context, Stage stage, Pane meant, CopyMode mode) {
    if (what.move != null) {
      Optional<Move> move = Move.named(what.move);
      move.ifPresent(each -> mode.move(each, times));
      if (move.equals(Optional.of(Move.SELECT_OUTPUT)) && mode.selection().isEmpty()) {
        return Outcome.failed("copy-mode: no shell marked the output of a command here (OSC 133)");
      }
      return move.isPresent() ? Outcome.OK : Outcome.usage("copy-mode: no move " + what.move);
    }
    if (what.search != null || what.searchUp != null) {
      boolean upwards = what.searchUp != null;
      String text = upwards ? what.searchUp : what.search;
      if (text == null || text.isEmpty()) {
        stage.search(context.caller(), meant, upwards);
        return Outcome.OK;
      }
      mode.searching(upwards);
      mode.search(text);
      int found = mode.search().matches().size();
      return found > 0 ? Outcome.OK : Outcome.failed("copy-mode: no \"" + text + "\" here");
    }
    if (what.back) {
      boolean nothing = mode.selection().isEmpty() && mode.search().text().isEmpty();
      if (nothing) {
        meant.leaveCopy();
      } else {
        mode.move(Move.CLEAR, 1);
      }
      return Outcome.OK;
    }
    return character(mode);
  }

  private Outcome character(CopyMode mode) {
    String[] each = {what.find, what.findBack, what.till, what.tillBack};
    for (int i = 0; i < each.length; i++) {
      String text = each[i];
      if (text != null && !text.isEmpty()) {
        boolean there = mode.character(text.codePointAt(0), i % 2 == 0 ? 1 : -1, i > 1, times);
        return there ? Outcome.OK : Outcome.failed("copy-mode: no " + text + " there");
      }
    }
    return Outcome.OK;
  }

  private Outcome copied(Context context, Stage stage, Pane meant) {
    String text = meant.copying().map(CopyMode::text).orElse("");
    if (text.isEmpty()) {
      // A clipboard is never overwritten with nothing.
      return Outcome.failed("copy-mode: nothing is selected: v selects, then y copies");
    }
    String link =
        meant.copying().flatMap(CopyMode::target).map(to -> ", a link to " + to).orElse("");
    String name = stage.buffers().add(text);
    meant.leaveCopy();
    if (what.save) {
      String line = "save-buffer -b " + name;
      return new Outcome.Ask(
          new Question.Entering("Write " + amount(text) + " to a file", "SAVE", "", line, "write"));
    }
    if (what.toPane) {
      return new Outcome.Ask(question(stage, meant, name, text));
    }
    String terminal = stage.clip(context.caller(), text).map(why -> "; " + why).orElse("");
    context.out().println("copied " + amount(text) + terminal + link);
    return Outcome.OK;
  }

  private static Question question(Stage stage, Pane from, String name, String text) {
    List<Question.Option> panes =
        stage.of(from).panes().stream()
            .filter(each -> each != from)
            .map(each ->
                new Question.Option(
                    each.id().toString(),
                    stage.of(each).seat().place(each.id().toString()) + " " + each.name(),
                    each.branch(),
                    false))
            .toList();
    return new Question.Choose(
        "Give " + amount(text) + " to a pane",
        "PASTE",
        List.of(),
        panes,
        false,
        "paste-buffer -b " + name,
        "-t",
        "Paste",
        new Question.Choice("No", ""));
  }

  /// `3 lines`, `12 characters`.
  static String amount(String text) {
    long lines = text.lines().count();
    int characters = text.codePointCount(0, text.length());
    return lines > 1
        ? lines + " lines"
        : characters == 1 ? "1 character" : characters + " characters";
  }
}
