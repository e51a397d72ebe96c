package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Buffers;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import picocli.CommandLine;

/// Lists what was copied.
@CommandLine.Command(
    name = "list-buffers",
    aliases = {"lsb"},
    description = "List what was copied, the newest first.")
public final class ListBuffers implements Command {
  /// How much of a text a line shows.
  private static final int SAMPLE = 50;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  private record Row(String name, int characters, String begins) {}

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Buffers buffers = context.the(Stage.class).buffers();
    List<Row> rows =
        buffers.names().stream().map(name -> row(name, buffers.named(name).orElse(""))).toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      String sample = Printable.of(row.begins());
      context.out().printf("%s: %d characters: %s%n", row.name(), row.characters(), sample);
    }
    return Outcome.OK;
  }

  private static Row row(String name, String text) {
    int end = text.offsetByCodePoints(0, Math.min(SAMPLE, text.codePointCount(0, text.length())));
    return new Row(name, text.codePointCount(0, text.length()), text.substring(0, end));
  }
}
