package agenttui.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Every key of the configuration as data: reading, checking and `docs/config.md` all come from
/// this table.
///
/// @param name dotted name as in TOML
/// @param kind the form of its value
/// @param otherwise the default, as text; lists are empty by default
/// @param choices the only values allowed, or empty for any
/// @param project whether a project's file may say it too: only what tightens
/// @param meaning one sentence for people
record Key(
    String name,
    Kind kind,
    String otherwise,
    Set<String> choices,
    boolean project,
    String meaning) {
  /// The form of a value.
  enum Kind {
    /// One line of text.
    TEXT,
    /// A list of texts; layers add to it.
    LIST,
    /// Names of the user's own, each with one line of text; layers add to it.
    TABLE
  }

  static final List<Key> ALL =
      List.of(
          new Key(
              "prefix",
              Kind.TEXT,
              "C-b",
              Set.of("C-b", "C-a", "C-Space"),
              false,
              "The key before every command key."),
          new Key(
              "theme",
              Kind.TEXT,
              "auto",
              Set.of(
                  "auto",
                  "dark",
                  "light",
                  "high-contrast",
                  "catppuccin-mocha",
                  "gruvbox-dark",
                  "plain16",
                  "mono"),
              false,
              "Colours of everything but panes; `auto` is dark or light as the terminal is."),
          new Key(
              "copy.keys", Kind.TEXT, "vi", Set.of("vi", "emacs"), false, "The keys of copy mode."),
          new Key(
              "agent",
              Kind.TEXT,
              "shell",
              Set.of(),
              false,
              "The agent of the first pane when none is named."),
          new Key(
              "sandbox",
              Kind.TEXT,
              "auto",
              Set.of("auto", "docker", "local"),
              false,
              "Where agents run; `auto` takes Docker where an engine is set up, else `local`."),
          new Key(
              "network.mode",
              Kind.TEXT,
              "allowlist",
              Set.of("allowlist", "none", "separate", "open"),
              true,
              "What sandboxes reach: hosts on the list, nothing, or everything this machine reaches"
                  + " (`separate`: each alone; `open`: and each other)."),
          new Key(
              "network.allow",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "Hosts that every sandbox may reach in mode `allowlist`, besides its agent's own:"
                  + " `example.com`, `*.example.com`, `example.com:8443`."),
          new Key(
              "network.deny",
              Kind.LIST,
              "",
              Set.of(),
              true,
              "Hosts that no sandbox reaches, whatever allows them; written as in"
                  + " `network.allow`."),
          new Key(
              "network.local",
              Kind.TABLE,
              "",
              Set.of(),
              false,
              "Names that lead to an address of this machine or its network, as"
                  + " `\"model.test\" = \"127.0.0.1:8080\"`: local models, company mirrors."),
          new Key(
              "network.npm_registry",
              Kind.TEXT,
              "",
              Set.of(),
              false,
              "The npm registry for tools and agents, when not the public one."),
          new Key(
              "network.debian_mirror",
              Kind.TEXT,
              "",
              Set.of(),
              false,
              "The Debian mirror for images made on this machine."),
          new Key(
              "network.http_proxy",
              Kind.TEXT,
              "",
              Set.of(),
              false,
              "Parent proxy for plain requests."),
          new Key(
              "network.https_proxy",
              Kind.TEXT,
              "",
              Set.of(),
              false,
              "Parent proxy for TLS connections."),
          new Key(
              "network.no_proxy",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "Hosts that are reached without it."),
          new Key(
              "network.ca",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "Files with extra CA certificates (PEM) for containers, as absolute paths."),
          new Key(
              "approval.allow",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "Rules of tool calls and hosts that go on; their grammar is in `approvals.md`."),
          new Key(
              "approval.ask",
              Kind.LIST,
              "",
              Set.of(),
              true,
              "Rules of those that are held until you answer: `npm publish`, `make deploy*`."),
          new Key(
              "approval.deny",
              Kind.LIST,
              "",
              Set.of(),
              true,
              "Rules of those that are refused, whatever else allows them."),
          new Key(
              "notify.about",
              Kind.TEXT,
              "needs",
              Set.of("none", "needs", "all"),
              false,
              "When you are called about a pane that you do not look at: `needs` when it asks or"
                  + " failed, `all` also when it is done."),
          new Key(
              "notify.how",
              Kind.TEXT,
              "bell",
              Set.of("bell", "osc9", "osc777"),
              false,
              "What your terminal is sent then: its bell, or a notification."),
          new Key(
              "notify.quiet",
              Kind.TEXT,
              "",
              Set.of(),
              false,
              "Hours in which you are not called: `22:00-07:00`."),
          new Key(
              "notify.command",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "A program of this machine that is run then too, also while no terminal is attached,"
                  + " and its arguments; in them `{text}` stands for what happened."),
          new Key(
              "notify.directories",
              Kind.LIST,
              "",
              Set.of(),
              false,
              "Directories, besides the system's, in which `notify.command` may lie."),
          new Key(
              "login.key_file",
              Kind.TABLE,
              "",
              Set.of(),
              false,
              "Files with keys, by the variable that an agent gets: `ANTHROPIC_API_KEY ="
                  + " \"/home/me/.keys/anthropic\"`. Read when a sandbox starts."),
          new Key(
              "login.key_command",
              Kind.TABLE,
              "",
              Set.of(),
              false,
              "Commands that print keys, by the variable that an agent gets: `ANTHROPIC_API_KEY ="
                  + " \"pass show anthropic\"`. Run when a sandbox starts."),
          new Key(
              "image.base",
              Kind.TEXT,
              "debian:bookworm-slim",
              Set.of(),
              false,
              "The image that all others start from; made on this machine where no registry"
                  + " answers."));

  static Optional<Key> named(String name) {
    return ALL.stream().filter(key -> key.name.equals(name)).findFirst();
  }

  /// The environment variable that sets it: `AGENT_TUI_` and the name in upper case, dots as `_`.
  String variable() {
    return "AGENT_TUI_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
