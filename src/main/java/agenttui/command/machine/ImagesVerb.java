package agenttui.command.machine;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.docker.Engine;
import agenttui.docker.ImageFacts;
import agenttui.docker.ImageRef;
import agenttui.docker.Labels;
import agenttui.image.ImageChain;
import agenttui.store.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Lists the images of ours on the engine.
@CommandLine.Command(name = "images", description = "List the images that sandboxes start from.")
public final class ImagesVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One row.
  ///
  /// @param name with its tag, the hash of its recipe
  /// @param kind `foundation`, or a kind of tools
  /// @param bytes on disk, layers that it shares with others included
  /// @param current whether new sandboxes start from it; an older one can be removed
  record Row(String name, String kind, long bytes, boolean current) {}

  @Override
  public Outcome run(Context context) {
    return EngineNeeded.by(context.the(Engine.class), () -> list(context));
  }

  private Outcome list(Context context) {
    ImageChain chain = context.the(ImageChain.class);
    Set<String> current =
        Stream.of(chain.foundation(), chain.sidecar("c-cpp"))
            .flatMap(Optional::stream)
            .map(ImageRef::value)
            .collect(Collectors.toSet());
    List<Row> rows = chain.images().stream().map(image -> row(image, current)).toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      context
          .out()
          .printf(
              "%-36s %7.1f MB  %s%n",
              row.name(), row.bytes() / 1e6, row.current() ? "current" : "older");
    }
    if (rows.isEmpty()) {
      context.err().println("no images yet: `agent-tui setup` makes them");
    }
    return Outcome.OK;
  }

  private static Row row(ImageFacts image, Set<String> current) {
    String name = image.names().isEmpty() ? image.id() : image.names().getFirst();
    return new Row(
        name,
        image.labels().getOrDefault(Labels.KIND, ""),
        image.bytes(),
        image.names().stream().anyMatch(current::contains));
  }
}
