package agenttui.mux.keys;

import java.util.Optional;

/// What key tables have to know of commands.
public interface Vocabulary {
  /// Why a command line can't be understood, one line with the nearest name; empty when it can.
  Optional<String> wrong(String line);

  /// What the verb of a command line does, in a sentence; the line itself where nobody knows.
  String words(String line);

  /// Nothing is wrong, and nothing is known.
  Vocabulary NONE =
      new Vocabulary() {
        @Override
        public Optional<String> wrong(String line) {
          return Optional.empty();
        }

        @Override
        public String words(String line) {
          return line;
        }
      };
}
