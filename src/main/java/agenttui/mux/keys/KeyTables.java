package agenttui.mux.keys;

import java.util.List;

/// All keys in force in a client: a value made from presets and the user's configuration.
/// Immutable; any thread.
///
/// @param prefix what comes before a key of `afterPrefix`
/// @param afterPrefix what can follow the prefix
/// @param root keys without prefix, while a pane has the focus and the locked mode is off
/// @param resize keys of resize mode
/// @param panel keys of the focused panel
/// @param copy keys of copy mode
public record KeyTables(
    Chord prefix,
    KeyTable afterPrefix,
    KeyTable root,
    KeyTable resize,
    KeyTable panel,
    KeyTable copy) {
  /// The command that sends every key to the program, until its key is pressed again.
  static final String LOCK = "switch-client -T locked";

  /// What leaves the locked mode after the prefix where no key is bound to [#LOCK].
  static final Chord UNLOCK = Chord.of("L");

  /// What nobody has changed, with vi's keys in copy mode.
  public static final KeyTables DEFAULT = of(KeyTable.COPY_VI);

  /// What nobody has changed.
  ///
  /// @param copy [KeyTable#COPY_VI] or [KeyTable#COPY_EMACS]
  public static KeyTables of(KeyTable copy) {
    return new KeyTables(
        Chord.of("C-b"),
        KeyTable.PREFIX,
        new KeyTable("root", "", List.of()),
        KeyTable.RESIZE,
        KeyTable.PANEL,
        copy);
  }

  /// What a person presses to leave the locked mode.
  public String unlockKeys() {
    String keys = keysOf(LOCK);
    return keys.isEmpty() ? prefix + " " + UNLOCK : keys;
  }

  /// All tables, in the order of help.
  public List<KeyTable> all() {
    return List.of(afterPrefix, root, resize, panel, copy);
  }

  /// The first key of a command line as a person presses it: `C-b L`; empty when it has none.
  public String keysOf(String command) {
    for (KeyTable table : List.of(afterPrefix, root)) {
      for (Binding binding : table.bindings()) {
        if (binding.command().equals(command)) {
          return table.equals(root) ? binding.chord().toString() : prefix + " " + binding.chord();
        }
      }
    }
    return "";
  }
}
