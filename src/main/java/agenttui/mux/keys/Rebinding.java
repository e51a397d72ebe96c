package agenttui.mux.keys;

/// What somebody says of one key: a preset, or the user.
///
/// @param table `prefix`, `root`, `resize`, `panel` or `copy`
/// @param chord as written
/// @param command the command line; empty takes the key away
/// @param origin who says it: `preset tmux`, `config.toml:3`
public record Rebinding(String table, String chord, String command, String origin) {
  /// The command line with single blanks, as it is compared.
  String line() {
    return command.strip().replaceAll(" +", " ");
  }
}
