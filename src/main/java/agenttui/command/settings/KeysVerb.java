package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.mux.keys.Keyboard;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/// The keys that hold, with who said each; then what a person should know of them.
@CommandLine.Command(
    name = "keys",
    description = "List the keys that hold, where each was said, and what has no key any more.")
public final class KeysVerb implements Alone {
  private static final int CHORD = 10;
  private static final int COMMAND = 30;
  private static final int WORDS = 44;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One key of `--json`.
  record Row(String table, String key, String command, String description, String origin) {}

  /// All of `--json`.
  ///
  /// @param notes conflicts, and commands that no key reaches
  record Page(String prefix, List<Row> keys, List<String> notes) {}

  @Override
  public Outcome run(Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
    Keyboard keyboard = configuration.keyboard();
    List<String> notes = new java.util.ArrayList<>();
    for (Keyboard.Fault fault : keyboard.faults()) {
      String place = configuration.settings().places().of(fault.name());
      notes.add(place + ": " + fault.name() + ": " + fault.text());
    }
    notes.addAll(keyboard.lost());
    List<Row> rows = keyboard.lines().stream().map(KeysVerb::row).toList();
    if (json.json()) {
      out.print(Json.pretty(new Page(keyboard.tables().prefix().toString(), rows, notes)));
      return Outcome.OK;
    }
    out.println("prefix " + Printable.of(keyboard.tables().prefix().toString()));
    String table = "";
    for (Row row : rows) {
      if (!row.table().equals(table)) {
        table = row.table();
        out.println();
        out.println("[keys." + table + "]");
      }
      out.println(
          Columns.fill(Printable.of(row.key()), CHORD)
              + " "
              + Columns.fill(Printable.of(row.command()), COMMAND)
              + " "
              + Columns.fill(Printable.of(row.description()), WORDS)
              + " "
              + Printable.of(row.origin()));
    }
    if (!notes.isEmpty()) {
      out.println();
      notes.forEach(note -> out.println(Printable.of(note)));
    }
    return Outcome.OK;
  }

  private static Row row(Keyboard.Line line) {
    return new Row(
        line.table(),
        line.binding().chord().toString(),
        line.binding().command(),
        line.binding().description(),
        line.origin());
  }
}
