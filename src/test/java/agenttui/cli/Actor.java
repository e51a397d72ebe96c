package agenttui.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How each real agent is played by a test that is its person.
enum Actor {
  CLAUDE("--permission-mode manual", "? for shortcuts", "/exit", true),
  // In its default here, danger-full-access, it asks about nothing: the container is the sandbox.
  CODEX("-s workspace-write", "Ask Codex", "/quit", false),
  OPENCODE("", "Ask anything", "/exit", false),
  // Without a model's name a router asks the model first.
  GEMINI("-m gemini-2.5-flash", "Type your message", "/quit", true);

  private final List<String> flags;
  private final String ready;
  private final String quit;
  private final boolean hooks;

  Actor(String flags, String ready, String quit, boolean hooks) {
    this.flags = Stream.of(flags.split(" ")).filter(word -> !word.isEmpty()).toList();
    this.ready = ready;
    this.quit = quit;
    this.hooks = hooks;
  }

  /// Its name for `--agent`.
  String agent() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its arguments that make it ask before it runs a command or writes a file.
  List<String> flags() {
    return flags;
  }

  /// What stands on its first screen once it takes a prompt.
  String ready() {
    return ready;
  }

  /// The prompt that ends it.
  String quit() {
    return quit;
  }

  /// Whether its hooks tell what it works at.
  boolean hooks() {
    return hooks;
  }
}
