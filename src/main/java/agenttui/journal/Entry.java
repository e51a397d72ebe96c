package agenttui.journal;

import java.time.Instant;
import java.util.Map;

/// One line of the journal.
///
/// @param at when
/// @param topic about what
/// @param pane the pane it belongs to (`%3`), or empty
/// @param text one line for people, raw (whoever prints it escapes it)
/// @param fields the facts, for programs; names in `lower_case`
public record Entry(Instant at, Topic topic, String pane, String text, Map<String, String> fields) {
  /// Copies the fields.
  public Entry {
    fields = Map.copyOf(fields);
  }
}
