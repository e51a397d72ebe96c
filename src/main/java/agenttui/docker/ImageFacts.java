package agenttui.docker;

import java.util.List;
import java.util.Map;

/// What an image is, as the engine tells it.
///
/// @param id `sha256:…`
/// @param names its names with tags
/// @param labels its labels
/// @param bytes its size on disk, layers shared with others included
public record ImageFacts(String id, List<String> names, Map<String, String> labels, long bytes) {
  /// Copies.
  public ImageFacts {
    names = List.copyOf(names);
    labels = Map.copyOf(labels);
  }
}
