package agenttui.config;

/// One value of a configuration, for people: what `config show` prints.
///
/// @param name dotted name; of a table one value for each of its names: `keys.prefix.C-x`
/// @param value as it stands in force; lists as `a, b`
/// @param origin `default`, or the places that said it: `/home/me/…/config.toml:3`,
///   `AGENT_TUI_PREFIX`
public record Value(String name, String value, String origin) {}
