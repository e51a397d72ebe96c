package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.Caller;
import agenttui.command.Outcome;
import agenttui.command.settings.ConfigEdit;
import agenttui.command.settings.ThemeVerb;
import agenttui.server.settings.LiveConfiguration;
import agenttui.store.Directories;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/// The configuration of a running server: its keys and themes, shown, checked, changed, broken and
/// mended.
class ConfigurationTest extends Scenario {
  private Path file() throws IOException {
    return Files.createDirectories(directory.resolve("config")).resolve("config.toml");
  }

  private void write(String toml) throws IOException {
    Files.writeString(file(), toml);
  }

  private FakeTerminal reload() throws InterruptedException {
    FakeTerminal told = rig.says("config", "reload");
    rig.idle();
    return told;
  }

  @Test
  void aSavedPrefixAndKeyHoldAtOnceInOpenClients() throws Exception {
    FakeTerminal terminal = rig.session();
    write("prefix = \"C-a\"\n[keys.prefix]\n\"g\" = \"new-window -n mine\"\n\"c\" = \"\"\n");
    assertEquals(0, reload().exit().code());
    press(terminal, "\001g");
    rig.shows(terminal, "2:mine*");
    press(terminal, "\001c");
    rig.shows(terminal, "is no key");
    rig.hides(terminal, "3:");
    press(terminal, "\002");
    assertEquals("\002", rig.program(1).typed());
  }

  @Test
  void keysWithoutPrefixActAndTheLockedModePassesThem() throws Exception {
    FakeTerminal terminal = rig.session();
    write("[keys.root]\n\"F5\" = \"new-window -n five\"\n");
    reload();
    press(terminal, "\033[15~");
    rig.shows(terminal, "2:five*");
    press(terminal, "\002L\033[15~");
    rig.hides(terminal, "3:five");
    assertEquals("\033[15~", rig.program(1).typed());
  }

  @Test
  void theKeysOfScreenActAndItsPrefixTwiceShowsTheLastWindow() throws Exception {
    FakeTerminal terminal = rig.session();
    write("[keys]\npreset = \"screen\"\n");
    reload();
    press(terminal, "\001\003");
    rig.shows(terminal, "2:");
    press(terminal, "\001\001");
    rig.shows(terminal, "1:one*");
    press(terminal, "\001a");
    assertEquals("\001", rig.program(0).typed());
    press(terminal, "\001?");
    rig.shows(terminal, "C-a ");
  }

  @Test
  void theKeysOfTmuxAskForTheNewNumberOfAWindow() throws Exception {
    FakeTerminal terminal = rig.session();
    write("[keys]\npreset = \"tmux\"\n");
    reload();
    press(terminal, "\002.");
    rig.shows(terminal, "New number of window 1");
    rig.later();
    press(terminal, "\0255\r");
    rig.shows(terminal, "5:one*");
  }

  @Test
  void aBrokenFileLeavesTheOldSettingsAndNamesFileAndLine() throws Exception {
    FakeTerminal terminal = rig.session();
    write("prefix = \"C-a\"\n");
    reload();
    write("prefix = \"C-x\"\n[keys.prefix]\n\"g\" = \"new-windw\"\n");
    FakeTerminal told = reload();
    assertEquals(1, told.exit().code());
    assertTrue(
        told.exit().line().contains("config.toml:3: keys.prefix.g: unknown command"),
        told.exit().line());
    assertTrue(told.exit().line().contains("new-window"), told.exit().line());
    press(terminal, "\001c");
    rig.shows(terminal, "2:");
    write("prefix = \"C-x\"\n");
    told = reload();
    assertTrue(told.out().contains("right again"), told.out());
    press(terminal, "\030c");
    rig.shows(terminal, "3:");
  }

  @Test
  void whatNeedsAnotherServerIsSaid() throws Exception {
    rig.session();
    write("[network]\nallow = [\"example.com\"]\n");
    assertTrue(reload().out().contains("network.allow at the next server"));
  }

  @Test
  void keysListsWhatHoldsWhoSaidItAndWhatIsLost() throws Exception {
    write("[keys.prefix]\n\"g\" = \"new-window -n mine\"\n\"x\" = \"\"\n");
    reload();
    String text = rig.says("keys").out();
    assertTrue(text.contains("config.toml:2"), text);
    assertTrue(text.contains("no key is left for kill-pane"), text);
    String json = rig.says("keys", "--json").out();
    assertTrue(json.contains("\"prefix\" : \"C-b\""), json);
  }

  @Test
  void configShowsOriginsAndChecksWithFileAndLine() throws Exception {
    write("# mine\nagent = \"claude\"\n");
    reload();
    String text = rig.says("config", "show").out();
    assertTrue(
        text.lines().anyMatch(l -> l.startsWith("agent ") && l.endsWith("config.toml:2")), text);
    assertTrue(text.lines().anyMatch(l -> l.startsWith("theme ") && l.endsWith("default")), text);
    assertEquals(0, rig.says("config", "check").exit().code());
    write("agnt = \"claude\"\ntheme = \"drak\"\n[colours]\naccent = \"purpel\"\nacent = \"red\"\n");
    FakeTerminal check = rig.says("config", "check");
    assertEquals(1, check.exit().code());
    assertTrue(check.out().contains("config.toml:1: unknown key agnt"), check.out());
    assertTrue(check.out().contains("config.toml:2: no theme drak"), check.out());
    assertTrue(check.out().contains("config.toml:4: colours.accent: no colour: purpel"));
    assertTrue(check.out().contains("config.toml:5: colours.acent"), check.out());
  }

  @Test
  void aThemeOfOnesOwnIsListedSetAndKeepsTheFilesComments() throws Exception {
    Path themes = Files.createDirectories(file().resolveSibling("themes"));
    Files.writeString(themes.resolve("mine.toml"), "over = \"dark\"\naccent = \"#123456\"\n");
    FakeTerminal terminal = rig.session();
    write("# the first line\ntheme = \"dark\" # why\n[network]\n");
    reload();
    assertTrue(rig.says("theme", "list").out().contains("mine.toml"));
    assertTrue(
        previewed(Map.of("TERM", "xterm", "COLORTERM", "truecolor"), "mine")
            .contains("38;2;18;52;86"));
    assertEquals(0, rig.says("theme", "set", "mine").exit().code());
    assertEquals("# the first line\ntheme = \"mine\" # why\n[network]\n", Files.readString(file()));
    rig.idle();
    rig.shows(terminal, "1 one");
    assertEquals(1, rig.says("theme", "set", "none").exit().code());
    assertEquals(1, rig.says("theme", "set", "../../etc/passwd").exit().code());
  }

  @Test
  void aThemeIsPrintedWithoutColoursWhereNoneAreWanted() throws Exception {
    rig.session();
    String plain = previewed(Map.of("NO_COLOR", "1", "COLORTERM", "truecolor"));
    assertTrue(plain.contains("▲ needs you"), plain);
    assertFalse(plain.replaceAll("\033\\[[;1247]*m", "").contains("\033["), plain);
    String coloured = previewed(Map.of("TERM", "xterm", "COLORTERM", "truecolor"));
    assertTrue(coloured.contains("38;2;"), coloured);
  }

  @Test
  void aThemeIsPrintedInWhatTheTerminalCanShow() throws Exception {
    rig.session();
    String old = previewed(Map.of("TERM", "vt100", "LANG", "C"));
    assertTrue(old.contains("! needs you"), old);
    assertTrue(old.chars().allMatch(c -> c < 0x7F), old);
    assertFalse(old.contains("8;2;") || old.contains("8;5;"), old);
    String many = previewed(Map.of("TERM", "xterm-256color"));
    assertTrue(many.contains("38;5;") && many.contains("▲ needs you"), many);
    assertFalse(many.contains("38;2;"), many);
    write("glyphs = \"ascii\"\n");
    reload();
    assertTrue(previewed(Map.of("TERM", "xterm")).contains("! needs you"));
  }

  private String previewed(Map<String, String> environment, String... name)
      throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("theme", "preview"));
    line.addAll(List.of(name));
    FakeTerminal terminal = FakeTerminal.run(rig.socket(), new Size(120, 35), environment, line);
    terminal.exit();
    return terminal.out();
  }

  @Test
  void anAgentThatNobodyKnowsIsAMistakeAndTheUsersOwnIsNone() throws Exception {
    write("\nagent = \"cladue\"\n");
    FakeTerminal check = rig.says("config", "check");
    assertEquals(1, check.exit().code());
    assertTrue(
        check.out().contains("config.toml:2: agent: unknown agent cladue: did you mean claude?"),
        check.out());
    Path agents = Files.createDirectories(file().resolveSibling("agents"));
    Files.writeString(agents.resolve("cladue.toml"), "command = [\"/usr/bin/cladue\"]\n");
    assertEquals(0, rig.says("config", "check").exit().code());
  }

  @Test
  void aThemeIsChosenFromAListThatShowsEachAtOnce() throws Exception {
    write("# empty\n");
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:theme");
    rig.shows(terminal, "List, preview or set the theme");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "Themes");
    press(terminal, "light");
    rig.later();
    press(terminal, "\r");
    assertTrue(Files.readString(file()).contains("theme = \"light\""));
    press(terminal, "\002:theme preview\r");
    rig.later();
    press(terminal, "\r");
    press(terminal, "\033");
    rig.later();
    rig.idle();
    press(terminal, "\033");
    assertTrue(Files.readString(file()).contains("theme = \"light\""));
  }

  @Test
  void linesAreDrawnInAsciiWhereThatIsSaid() throws Exception {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%");
    rig.shows(terminal, "┃");
    write("glyphs = \"ascii\"\n");
    reload();
    rig.hides(terminal, "┃");
    rig.shows(terminal, "#");
  }

  @Test
  void resetEndsWhateverAProgramMayHaveBegun() throws Exception {
    String printed = rig.says("reset").out();
    Emulator screen = new Emulator(new Size(80, 24), 0);
    List<String> usual = screen.screen().modes().inForce();
    String begun =
        "\033[?1049h\033[?1003h\033[?1006h\033[?2004h\033[?25l\033[?7l\033[>1u\033[1;31m\033]0;open";
    screen.feed(begun.getBytes(StandardCharsets.UTF_8));
    screen.feed(printed.getBytes(StandardCharsets.UTF_8));
    assertEquals(usual, screen.screen().modes().inForce());
  }

  @Test
  void resetLeavesTheCursorBelowWhatIsShown() throws Exception {
    String printed = rig.says("reset").out();
    Emulator screen = new Emulator(new Size(80, 24), 0);
    screen.feed("one\r\ntwo\r\n\033[?5h".getBytes(StandardCharsets.UTF_8));
    screen.feed((printed + "three").getBytes(StandardCharsets.UTF_8));
    assertEquals("three", screen.screen().line(2));
    assertFalse(screen.screen().modes().isSet(5));
  }

  @Test
  void resetOnAScreenOfOursDrawsItAnew() throws Exception {
    FakeTerminal terminal = rig.session();
    long before = terminal.bytes();
    press(terminal, "\002:reset");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1 one");
    assertTrue(terminal.bytes() > before);
  }

  @Test
  void hostileValuesAreShownVisiblyAndCutShort() throws Exception {
    String longest = "x".repeat(10_000);
    for (String toml :
        List.of(
            "theme = \"" + longest + "\"",
            "theme = \"\\u001b[31mred\"",
            longest + " = \"x\"",
            "[keys.prefix]\n\"" + longest + "\" = \"kill-pane\"",
            "[keys.prefix]\n\"x\" = \"\\u001b]0;title\\u0007\"",
            "[keys.prefix]\n\"x\" = \"kill-pane\"\n[keys.prefix]\n\"y\" = \"kill-pane\"",
            "[colours]\naccent = \"" + longest + "\"",
            "prefix = [1]",
            "keys = 3",
            "[keys]\nprefix = \"x\"",
            "= = =",
            "\u0000")) {
      write(toml + "\n");
      FakeTerminal check = rig.says("config", "check");
      assertEquals(1, check.exit().code(), toml);
      String text = check.out();
      assertTrue(text.contains("config.toml:"), text);
      assertTrue(text.chars().noneMatch(c -> c == 0x1B || c == 7 || c == 0), text);
      assertTrue(text.length() < 2_000, () -> text.length() + ": " + text);
    }
  }

  @Test
  void aDirectoryInTheFilesPlaceIsAMistakeAndNothingEnds() throws Exception {
    FakeTerminal terminal = rig.session();
    Files.deleteIfExists(file());
    Files.createDirectories(file());
    FakeTerminal check = rig.says("config", "check");
    assertEquals(1, check.exit().code());
    assertTrue(check.out().contains("cannot be read"), check.out());
    assertEquals(1, reload().exit().code());
    press(terminal, "\002c");
    rig.shows(terminal, "2:");
  }

  @Test
  void mistakesAreListedInTheOrderOfTheirLines() throws Exception {
    write("theme = \"drak\"\nagnt = \"x\"\n[keys.root]\n\"a\" = \"kill-pane\"\n");
    List<String> lines = rig.says("config", "check").out().lines().toList();
    for (int i = 0; i < 3; i++) {
      int line = i == 2 ? 4 : i + 1;
      assertTrue(lines.get(i).contains("config.toml:" + line + ": "), lines.toString());
    }
    FakeTerminal told = rig.says("config", "reload");
    assertEquals("3 mistakes in the configuration", told.exit().line());
  }

  @Test
  void theEditorIsStartedInAWindowOfItsOwn() throws Exception {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:config edit");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "2:config*");
    assertEquals(1, rig.says("config", "edit").exit().code());
  }

  @Test
  void theProjectsFileIsCheckedTooAndItsMistakesHideNoValue() throws Exception {
    Files.createDirectories(directory.resolve(".git"));
    Path project = Files.createDirectories(directory.resolve(".agent-tui")).resolve("config.toml");
    write("agent = \"claude\"\n");
    assertEquals(0, reload().exit().code());
    Files.writeString(project, "theme = \"dark\"\n");
    FakeTerminal check = rig.says("config", "check");
    assertEquals(1, check.exit().code());
    assertTrue(
        check.out().contains(".agent-tui/config.toml:1: theme is for your own"), check.out());
    FakeTerminal show = rig.says("config", "show");
    assertTrue(show.out().contains("claude"), show.out());
    assertTrue(show.exit().line().contains(".agent-tui/config.toml:1: theme"), show.exit().line());
    Files.writeString(project, "[network]\ndeny = [\"example.com\"]\n");
    assertEquals(0, rig.says("config", "check").exit().code());
    assertTrue(rig.says("config", "show").out().contains("example.com"));
  }

  @Test
  void aThemeIsSetInVainWhereAVariableHolds() {
    Directories directories =
        new Directories(
            directory.resolve("own"), directory.resolve("state"), directory.resolve("cache"));
    LiveConfiguration configuration =
        LiveConfiguration.read(directories, Map.of("AGENT_TUI_THEME", "dark"), Verbs::registry);
    ThemeVerb.Set verb = new ThemeVerb.Set();
    new CommandLine(verb).parseArgs("light");
    Caller caller =
        new Caller(directory, Map.of(), true, false, 80, 24, Optional.empty(), Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(Outcome.OK, verb.run(configuration, caller, new PrintStream(out), System.err));
    assertTrue(out.toString().contains("but AGENT_TUI_THEME holds"), out.toString());
  }

  @Test
  void aNulInATextIsAMistakeThatNamesTheKey() throws Exception {
    Map<String, String> texts =
        Map.of(
            "notify.command", "[\"/usr/bin/x\", \"/a\\u0000b\"]",
            "notify.directories", "[\"/a\\u0000b\"]",
            "network.ca", "[\"/a\\u0000b\"]",
            "network.http_proxy", "\"http://a\\u0000b\"",
            "login.key_file", "{ SOME_KEY = \"/a\\u0000b\" }",
            "network.local", "{ \"a\\u0000b\" = \"1\" }");
    for (Map.Entry<String, String> each : texts.entrySet()) {
      write(each.getKey() + " = " + each.getValue() + "\n");
      FakeTerminal check = rig.says("config", "check");
      assertEquals(1, check.exit().code(), each.getKey());
      assertTrue(check.out().contains("config.toml:1: " + each.getKey()), check.out());
      assertTrue(check.out().contains("NUL"), check.out());
      assertTrue(reload().exit().line().contains(each.getKey()));
    }
  }

  /// Another editor than the one that was said would wait for keys.
  @Test
  @Timeout(20)
  void anEmptyVariableDoesNotHideTheOtherEditor() {
    LiveConfiguration configuration =
        LiveConfiguration.read(
            new Directories(
                directory.resolve("config"),
                directory.resolve("state"),
                directory.resolve("cache")),
            Map.of(),
            Verbs::registry);
    Map<String, String> variables = Map.of("VISUAL", "", "EDITOR", "false");
    Caller caller =
        new Caller(directory, variables, true, false, 80, 24, Optional.empty(), Optional.empty());
    Outcome told = new ConfigEdit().run(configuration, caller, System.out, System.err);
    assertEquals(Outcome.failed("false ended with 1"), told);
  }

  private static String copies(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "\033]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\007";
  }

  @Test
  void aProgramsCopyIsToldAndGetsNowhereUnlessThatIsAllowed() throws Exception {
    FakeTerminal terminal = rig.session();
    rig.program(0).print(copies("one") + copies("grün"));
    rig.idle();
    rig.shows(terminal, "pane 1 wants to copy 4 characters");
    assertEquals("", terminal.clipboard());
    press(terminal, "\002%");
    write("copy.programs = \"focused\"\n");
    reload();
    rig.program(0).print(copies("of a pane without the focus"));
    rig.program(1).print(copies("of the focused pane"));
    rig.idle();
    rig.shows(terminal, "pane 2 copied 19 characters");
    assertEquals("of the focused pane", terminal.clipboard());
  }
}
