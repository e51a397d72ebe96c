package agenttui.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Every key of the configuration as data: reading, checking, `config show`, the commented file of
/// the first run and `docs/config.md` all come from this table. Immutable; any thread.
///
/// @param name dotted name as in TOML
/// @param kind the form of its value
/// @param otherwise the default, as text; lists and tables are empty by default
/// @param choices the only values allowed, or empty for any
/// @param security who may say it
/// @param applies when a saved change of it holds
/// @param meaning one sentence for people
public record Key(
    String name,
    Kind kind,
    String otherwise,
    Set<String> choices,
    Security security,
    Applies applies,
    String meaning) {
  /// Longest text of one value, in UTF-16 units: more is a mistake.
  public static final int LONGEST = 4_096;

  /// The form of a value.
  public enum Kind {
    /// One line of text.
    TEXT,
    /// A list of texts; layers add to it.
    LIST,
    /// Names of the user's own, each with one line of text; layers add to it.
    TABLE
  }

  /// Who may say a key.
  public enum Security {
    /// The user alone: in a project's file it is a mistake.
    USER,
    /// A project's file too: there it can only tighten.
    TIGHTENS
  }

  /// When a saved change of a key holds.
  public enum Applies {
    /// At once, in all clients.
    NOW("at once"),
    /// For what is started from then on.
    NEXT("for what starts then"),
    /// When the server is started again.
    RESTART("at the next server");

    private final String words;

    Applies(String words) {
      this.words = words;
    }

    /// The same in words: `at once`.
    public String words() {
      return words;
    }
  }

  /// All keys, in the order of the page.
  public static final List<Key> ALL =
      List.of(
          new Key(
              "prefix",
              Kind.TEXT,
              "C-b",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "The key before every command key: `C-b`, `C-a`, `C-Space`, `M-x`, `F12`; where it is"
                  + " not said, that of the preset."),
          new Key(
              "keys.preset",
              Kind.TEXT,
              "default",
              Set.of("default", "tmux", "screen"),
              Security.USER,
              Applies.NOW,
              "The keys of another program; what they displace has other keys, listed in"
                  + " `keys.md`."),
          new Key(
              "keys.prefix",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Keys after the prefix: `\"C-x\" = \"kill-pane\"`; an empty text takes a key away."),
          new Key(
              "keys.root",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Keys without prefix: `\"F5\" = \"next-waiting\"`. What types a text cannot be one."),
          new Key(
              "keys.resize",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Keys of resize mode."),
          new Key(
              "keys.panel",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Keys of the panel."),
          new Key(
              "keys.copy",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Keys of copy mode, over those of `copy.keys`."),
          new Key(
              "theme",
              Kind.TEXT,
              "auto",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Colours of everything but panes: a theme of ours or of your `themes/`; `auto` is"
                  + " dark or light as the terminal is."),
          new Key(
              "colours",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Colours over those of the theme, by what they are for: `accent = \"#ff8800 bold\"`;"
                  + " a theme's file names all. Not where a terminal has 16 colours or fewer."),
          new Key(
              "glyphs",
              Kind.TEXT,
              "auto",
              Set.of("auto", "unicode", "ascii"),
              Security.USER,
              Applies.NOW,
              "What lines and marks are drawn with; `auto` goes by the terminal's locale."),
          new Key(
              "copy.keys",
              Kind.TEXT,
              "vi",
              Set.of("vi", "emacs"),
              Security.USER,
              Applies.NOW,
              "The keys of copy mode."),
          new Key(
              "copy.programs",
              Kind.TEXT,
              "off",
              Set.of("off", "focused"),
              Security.USER,
              Applies.NOW,
              "Whose texts get to your clipboard besides yours: nobody's, or those that the program"
                  + " of the focused pane copies (OSC 52). What it may be is said either way."),
          new Key(
              "agent",
              Kind.TEXT,
              "shell",
              Set.of(),
              Security.USER,
              Applies.NEXT,
              "The agent of the first pane when none is named."),
          new Key(
              "sandbox",
              Kind.TEXT,
              "auto",
              Set.of("auto", "docker", "local"),
              Security.USER,
              Applies.NEXT,
              "Where agents run; `auto` takes Docker where an engine is set up, else `local`."),
          new Key(
              "network.mode",
              Kind.TEXT,
              "allowlist",
              Set.of("allowlist", "none", "separate", "open"),
              Security.TIGHTENS,
              Applies.RESTART,
              "What sandboxes reach: hosts on the list, nothing, or everything this machine reaches"
                  + " (`separate`: each alone; `open`: and each other)."),
          new Key(
              "network.allow",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Hosts that every sandbox may reach in mode `allowlist`, besides its agent's own:"
                  + " `example.com`, `*.example.com`, `example.com:8443`."),
          new Key(
              "network.deny",
              Kind.LIST,
              "",
              Set.of(),
              Security.TIGHTENS,
              Applies.RESTART,
              "Hosts that no sandbox reaches, whatever allows them; written as in"
                  + " `network.allow`."),
          new Key(
              "network.local",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Names that lead to an address of this machine or its network, as"
                  + " `\"model.test\" = \"127.0.0.1:8080\"`: local models, company mirrors."),
          new Key(
              "network.npm_registry",
              Kind.TEXT,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "The npm registry for tools and agents, when not the public one."),
          new Key(
              "network.debian_mirror",
              Kind.TEXT,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "The Debian mirror for images made on this machine."),
          new Key(
              "network.http_proxy",
              Kind.TEXT,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Parent proxy for plain requests."),
          new Key(
              "network.https_proxy",
              Kind.TEXT,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Parent proxy for TLS connections."),
          new Key(
              "network.no_proxy",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Hosts that are reached without it."),
          new Key(
              "network.ca",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Files with extra CA certificates (PEM) for containers, as absolute paths."),
          new Key(
              "approval.allow",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Rules of tool calls and hosts that go on; their grammar is in `approvals.md`."),
          new Key(
              "approval.ask",
              Kind.LIST,
              "",
              Set.of(),
              Security.TIGHTENS,
              Applies.NOW,
              "Rules of those that are held until you answer: `npm publish`, `make deploy*`."),
          new Key(
              "approval.deny",
              Kind.LIST,
              "",
              Set.of(),
              Security.TIGHTENS,
              Applies.NOW,
              "Rules of those that are refused, whatever else allows them."),
          new Key(
              "notify.about",
              Kind.TEXT,
              "needs",
              Set.of("none", "needs", "all"),
              Security.USER,
              Applies.NOW,
              "When you are called about a pane that you do not look at: `needs` when it asks or"
                  + " failed, `all` also when it is done."),
          new Key(
              "notify.how",
              Kind.TEXT,
              "bell",
              Set.of("bell", "osc9", "osc777"),
              Security.USER,
              Applies.NOW,
              "What your terminal is sent then: its bell, or a notification."),
          new Key(
              "notify.quiet",
              Kind.TEXT,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Hours in which you are not called: `22:00-07:00`."),
          new Key(
              "notify.command",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "A program of this machine that is run then too, also while no terminal is attached,"
                  + " and its arguments; in them `{text}` stands for what happened."),
          new Key(
              "notify.directories",
              Kind.LIST,
              "",
              Set.of(),
              Security.USER,
              Applies.NOW,
              "Directories, besides the system's, in which `notify.command` may lie."),
          new Key(
              "login.key_file",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Files with keys, by the variable that an agent gets: `ANTHROPIC_API_KEY ="
                  + " \"/home/me/.keys/anthropic\"`. Read when a sandbox starts."),
          new Key(
              "login.key_command",
              Kind.TABLE,
              "",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "Commands that print keys, by the variable that an agent gets: `ANTHROPIC_API_KEY ="
                  + " \"pass show anthropic\"`. Run when a sandbox starts."),
          new Key(
              "image.base",
              Kind.TEXT,
              "debian:bookworm-slim",
              Set.of(),
              Security.USER,
              Applies.RESTART,
              "The image that all others start from; made on this machine where no registry"
                  + " answers."));

  /// The key of that name.
  public static Optional<Key> named(String name) {
    return ALL.stream().filter(key -> key.name.equals(name)).findFirst();
  }

  /// The environment variable that sets it: `AGENT_TUI_` and the name in upper case, dots as `_`.
  public String variable() {
    return "AGENT_TUI_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
