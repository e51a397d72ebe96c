package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Arrangement;
import agenttui.mux.Seat;
import agenttui.mux.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Puts the panes in a named layout.
@CommandLine.Command(
    name = "select-layout",
    aliases = {"selectl"},
    description =
        "Put the panes in a layout: tiled, even-horizontal, even-vertical, main-vertical,"
            + " main-horizontal.")
public final class SelectLayout implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @CommandLine.Option(names = "-E", description = "Give all panes the same room.")
  private boolean equal;

  @CommandLine.Parameters(arity = "0..1", paramLabel = "LAYOUT", description = "Its name.")
  private @Nullable String name;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), window.target());
    Seat seat = stage.seat(context.caller(), stage.of(meant));
    if (equal) {
      seat.equalise(meant);
      return Outcome.OK;
    }
    Optional<Arrangement> arrangement = Optional.ofNullable(name).flatMap(Arrangement::named);
    arrangement.ifPresent(as -> seat.arrange(meant, as));
    return arrangement.isPresent()
        ? Outcome.OK
        : Outcome.usage(
            "select-layout: one of "
                + Arrays.stream(Arrangement.values())
                    .map(Arrangement::word)
                    .collect(Collectors.joining(", ")));
  }
}
