package agenttui.mux.keys;

import agenttui.term.Key;
import java.util.Optional;

/// One key with its modifiers, written as tmux writes it: `C-b`, `M-x`, `%`, `Left`, `Space`,
/// `Escape`, `F5`.
///
/// @param text as [Key#chord] names it
public record Chord(String text) {
  /// The chord of that name, as it stands in tables.
  public static Chord of(String text) {
    return new Chord(text);
  }

  /// The chord that a key is; empty text for a release.
  public static Chord of(Key key) {
    return new Chord(key.chord());
  }

  /// Reads what a person wrote, in the spelling that [Key#chord] has for it; `S-1` is none: what
  /// that types depends on the keyboard.
  public static Optional<Chord> parse(String written) {
    return Key.parse(written).filter(key -> !isUnclear(key)).map(Chord::of);
  }

  private static boolean isUnclear(Key key) {
    Key without = Key.of(key.code(), key.modifiers() & ~Key.SHIFT);
    return key.modifiers() != without.modifiers()
        && !Character.isLetter(key.code())
        && key.chord().equals(without.chord());
  }

  /// The same key as most terminals send it: they have one byte for `C-i` and `Tab`, `C-m` and
  /// `Enter`, `C-[` and `Escape`, `C-@` and `C-Space`, `C-/` and `C-_`, `C-?` and `BSpace`.
  public Chord plain() {
    if (!text.startsWith("C-")) {
      return this;
    }
    String held = text.startsWith("C-M-") ? "M-" : "";
    return switch (text.substring(2 + held.length())) {
      case "i" -> new Chord(held + "Tab");
      case "m" -> new Chord(held + "Enter");
      case "[" -> new Chord(held + "Escape");
      case "?" -> new Chord(held + "BSpace");
      case "@" -> new Chord("C-" + held + "Space");
      case "/" -> new Chord("C-" + held + "_");
      default -> this;
    };
  }

  /// The name as it is shown: `Esc` for `Escape`.
  @Override
  public String toString() {
    return text.replace("Escape", "Esc");
  }
}
