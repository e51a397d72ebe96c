package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Arrangement;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Puts the panes in a named layout.
@CommandLine.Command(
    name = "select-layout",
    description =
        "Put the panes in a layout: tiled, even-horizontal, even-vertical, main-vertical,"
            + " main-horizontal.")
public final class SelectLayout implements Command {
  @CommandLine.Option(names = "-t", paramLabel = "SESSION", description = "The session.")
  private @Nullable String target;

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
    Session session = stage.session(context.caller(), Optional.ofNullable(target));
    Seat seat = stage.seat(context.caller(), session);
    if (equal) {
      seat.equalise();
      return Outcome.OK;
    }
    Optional<Arrangement> arrangement = Optional.ofNullable(name).flatMap(Arrangement::named);
    arrangement.ifPresent(seat::arrange);
    return arrangement.isPresent()
        ? Outcome.OK
        : Outcome.usage(
            "select-layout: one of "
                + Arrays.stream(Arrangement.values())
                    .map(Arrangement::word)
                    .collect(Collectors.joining(", ")));
  }
}
