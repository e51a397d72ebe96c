package agenttui.server.settings;

import agenttui.command.Registry;
import agenttui.command.Words;
import agenttui.mux.keys.Vocabulary;
import java.util.Optional;
import java.util.function.Supplier;

/// What key tables have to know of commands, from the one registry. Any thread.
///
/// @param registry asked for only when somebody binds a command that has no key of ours
record VerbWords(Supplier<Registry> registry) implements Vocabulary {
  @Override
  public Optional<String> wrong(String line) {
    return switch (registry.get().parse(Words.of(line))) {
      case Registry.Parsed.Wrong wrong -> Optional.of(wrong.line());
      case Registry.Parsed.Help _ -> Optional.of("help is no command for a key");
      case Registry.Parsed.Runs _ -> Optional.empty();
    };
  }

  @Override
  public String words(String line) {
    return registry.get().words(Words.of(line)).orElse(line);
  }
}
