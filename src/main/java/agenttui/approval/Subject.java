package agenttui.approval;

import java.util.ArrayList;
import java.util.List;

/// What is asked for. Texts are raw, as the agent's program gave them: whoever prints them escapes
/// them.
public sealed interface Subject {
  /// A command in a sidecar.
  ///
  /// @param argv tool and arguments, never a shell line
  /// @param directory an absolute path, `/workspace` or below
  record Call(List<String> argv, String directory) implements Subject {
    /// Copies the arguments.
    public Call {
      argv = List.copyOf(argv);
    }
  }

  /// A connection to a host.
  ///
  /// @param name its name, as it was asked for
  /// @param port 1 to 65535
  /// @param by what asks for it, as far as that is known: `npm ci`; or empty
  record Host(String name, int port, String by) implements Subject {}

  /// What an agent asks on its own screen. No rule is about it, and only a person's choice answers
  /// it; that goes to the agent as keys.
  ///
  /// @param agent its name: `claude`
  /// @param text what it asks in half a line
  /// @param lines the question as it stands on the screen, top first
  /// @param choices what can be answered, as its record names it: `Yes`, `No`
  record Dialog(String agent, String text, List<String> lines, List<String> choices)
      implements Subject {
    /// Copies.
    public Dialog {
      lines = List.copyOf(lines);
      choices = List.copyOf(choices);
    }
  }

  /// What it is in a word, for the journal and for lists: `call`, `host`, or `own` for what an
  /// agent asks on its own screen.
  default String kind() {
    return switch (this) {
      case Call _ -> "call";
      case Host _ -> "host";
      case Dialog _ -> "own";
    };
  }

  /// One line for people and the journal, secrets masked, raw.
  default String line() {
    return switch (this) {
      case Call call -> Masked.line(call.argv());
      case Host host -> host.name() + ":" + host.port();
      case Dialog dialog -> dialog.text();
    };
  }

  /// All that makes it what it is, in order: what a question's id is bound to.
  default List<String> parts() {
    List<String> parts = new ArrayList<>();
    switch (this) {
      case Call call -> {
        parts.add("call");
        parts.add(call.directory());
        parts.addAll(call.argv());
      }
      case Host host -> parts.addAll(List.of("host", host.name(), Integer.toString(host.port())));
      case Dialog dialog -> {
        parts.addAll(List.of("dialog", dialog.agent(), dialog.text()));
        parts.add(Integer.toString(dialog.lines().size()));
        parts.addAll(dialog.lines());
        parts.addAll(dialog.choices());
      }
    }
    return parts;
  }
}
