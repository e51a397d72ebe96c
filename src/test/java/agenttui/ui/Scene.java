package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Window;
import agenttui.mux.copy.CopyMode;
import agenttui.mux.copy.Move;
import agenttui.mux.copy.Selection;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.LineEntry;
import agenttui.term.Emulator;
import agenttui.term.Key;
import agenttui.term.Size;
import agenttui.ui.theme.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Every view there is, as the pictures show it: what is open, and what has happened in the story.
enum Scene {
  MAIN(story -> {}),
  FIRST(true, story -> {}),
  SMALL(story -> {}, new Size(38, 9)),
  LOW(story -> {}, new Size(80, 11)),
  WINDOWS(Scene::windows),
  OBSERVER(Scene::observer),
  OVER(story -> story.session.seat().panel().focused(true)),
  PANEL(Scene::panel),
  ZOOM(story -> story.session.seat().zoom()),
  RESIZE(story -> story.keys = KeyTable.RESIZE),
  LOCKED(story -> story.locked = true),
  ERROR(story -> flash(story, "fork 2: merge refused: 3 uncommitted files", true)),
  COPIED(story -> flash(story, "copied 3 lines", false)),
  STARTING(true, Scene::starting),
  LOST(true, story -> state(story, new PaneState.Lost("the engine is down, trying again in 4 s"))),
  SHELL_DEAD(true, Scene::dead),
  COPY(Scene::copy),
  SEARCH(Scene::search),
  FORK(Scene::fork),
  CLEAN(story -> story.ask(Story.clean())),
  MERGE(story -> story.ask(Story.merge())),
  HELP(Scene::help),
  PALETTE(story -> typed(story, palette(story), "window")),
  PICKER(story -> typed(story, picker(story), "")),
  MENU(story -> story.ask(menu(story))),
  RENAME(story -> typed(story, rename(), "auth")),
  BROADCAST(story -> story.ask(broadcast())),
  NOTICE(story -> story.ask(notice())),
  SIGNAL(story -> story.ask(Story.signal())),
  WAITING(Story::held),
  HELD(story -> story.held().ask(Story.call())),
  HELD_HOST(story -> story.held().ask(Story.host())),
  HELD_ALWAYS(story -> typed(story.held(), Story.call(), "w")),
  HELD_REASON(story -> typed(story.held(), Story.call(), "xuse staging")),
  HELD_EDIT(story -> typed(story.held(), Story.call(), "e")),
  HELD_DETAILS(story -> typed(story.held(), Story.call(), "\r")),
  FIND(story -> story.ask(find())),
  THEMES(story -> story.ask(themes())),
  FIRST_RUN(true, story -> story.ask(firstRun())),
  APPROVALS(story -> story.held().ask(Story.waiting())),
  SETUP(true, story -> story.ask(Story.setup()));

  private final boolean first;
  private final Consumer<Story> what;
  private final List<Size> sizes;

  Scene(Consumer<Story> what, Size... sizes) {
    this.first = false;
    this.what = what;
    this.sizes = sizes.length == 0 ? List.of() : List.of(sizes);
  }

  /// @param first whether there is only the first shell
  Scene(boolean first, Consumer<Story> what) {
    this.first = first;
    this.what = what;
    this.sizes = List.of();
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<Size> sizes() {
    return sizes.isEmpty() ? ScreenGoldenTest.SIZES : sizes;
  }

  Frame frame(Size size, Theme theme) {
    Story story =
        first
            ? Story.first(size.columns(), size.rows(), theme)
            : Story.full(size.columns(), size.rows(), theme);
    story.frame();
    what.accept(story);
    return story.frame();
  }

  private static void state(Story story, PaneState state) {
    story.session.panes().getFirst().state(state);
  }

  private static void flash(Story story, String text, boolean error) {
    story.flash = Optional.of(new View.Flash(text, error));
  }

  private static void typed(Story story, Question question, String keys) {
    story.ask(question);
    story.frame();
    keys.chars().forEach(c -> story.sheet.orElseThrow().input(Key.of(c, 0)));
  }

  private static void fork(Story story) {
    story.ask(Story.fork());
    story.frame();
    story.sheet.orElseThrow().input(Key.of(Key.TAB, 0));
    story.sheet.orElseThrow().input(Key.of('3', 0));
  }

  private static void help(Story story) {
    typed(story, story.help(), "fork");
  }

  private static void panel(Story story) {
    story.session.seat().panel().focused(true);
    story.session.seat().panel().move(-3);
  }

  private static void starting(Story story) {
    state(
        story,
        new PaneState.Starting(
            "Building the image for claude",
            "unpacking libc6",
            142,
            310,
            "step 4 of 9   142 of 310 MB",
            "Esc cancel",
            Story.NOW.minusSeconds(38)));
  }

  private static void dead(Story story) {
    state(story, new PaneState.Exited(137, Duration.ofMinutes(3), Optional.of("out of memory")));
  }

  private static void windows(Story story) {
    Window api = story.session.add("api");
    pane(api, 4, "codex").activity(Story.doing(Activity.Kind.NEEDS, 20));
    pane(story.session.add(""), 5, "gemini").activity(Story.idle());
    pane(story.session.add("a name that is much longer than a tab"), 6, "shell");
  }

  private static Pane pane(Window in, int number, String name) {
    Emulator emulator = new Emulator(new Size(80, 24), 1000);
    Pane pane = new Pane(new PaneId(number), 1, name, emulator, Story.NOW);
    in.open(pane, new PaneId(0), Axis.STACKED);
    return pane;
  }

  /// Another client with a smaller terminal was used last: panes are smaller than their room.
  private static void observer(Story story) {
    Seat observer = story.session.join(false);
    Seat other = story.session.join(false);
    other.fit(Math.max(40, story.columns * 2 / 3), Math.max(10, story.rows * 2 / 3));
    story.seat = Optional.of(observer);
  }

  private static void copy(Story story) {
    CopyMode mode = story.session.panes().getFirst().copy();
    mode.point(3, 4);
    mode.select(Selection.Kind.CHARACTERS);
    mode.move(Move.DOWN, 2);
    mode.move(Move.WORD_END, 2);
    story.keys = KeyTable.COPY_VI;
  }

  private static void search(Story story) {
    CopyMode mode = story.session.panes().getFirst().copy();
    LineEntry entry = new LineEntry("/");
    "token".chars().forEach(c -> entry.key(Key.of(c, 0)));
    mode.searching(true);
    mode.search("token");
    story.entry = Optional.of(entry);
    story.keys = KeyTable.COPY_VI;
  }

  private static Question.Finder palette(Story story) {
    List<Question.Item> items = new ArrayList<>();
    for (Question.Entry entry : story.help().entries()) {
      items.add(
          new Question.Item(
              entry.key(),
              entry.command() + "  " + entry.words(),
              entry.where(),
              entry.command(),
              entry.whyNot(),
              List.of()));
    }
    return new Question.Finder("Commands", "COMMAND", ":", items, "do it", Set.of("fork"));
  }

  private static Question.Finder picker(Story story) {
    List<Question.Item> items = new ArrayList<>();
    for (Pane pane : story.session.panes()) {
      List<String> lines = new ArrayList<>();
      for (int row = 0; row < Math.min(12, pane.emulator().screen().rows()); row++) {
        lines.add(pane.emulator().screen().line(row));
      }
      items.add(
          new Question.Item(
              "1." + pane.number(),
              pane.name() + "  " + pane.branch(),
              "",
              "select-pane -t " + pane.id(),
              Optional.empty(),
              lines));
    }
    return new Question.Finder("Panes and windows", "GO TO", "/", items, "go there");
  }

  private static Question.Menu menu(Story story) {
    List<Question.Item> items =
        story.help().entries().stream()
            .filter(entry -> entry.where().equals("a pane"))
            .map(entry ->
                new Question.Item(
                    entry.key().substring(4),
                    entry.words(),
                    "",
                    entry.command(),
                    entry.whyNot(),
                    List.of()))
            .limit(10)
            .toList();
    return new Question.Menu("1 claude", items, 12, 5);
  }

  private static Question.Entering rename() {
    return new Question.Entering("Name of window 1", "NAME", "", "rename-window", "Rename");
  }

  private static Question.Preview broadcast() {
    return new Question.Preview(
        "Send to 3 panes?",
        "BROADCAST",
        List.of(
            new Question.Fact("1 claude", "waits until it rests", "run the tests again"),
            new Question.Fact("2 codex", "refused: it asks something", "run the tests again"),
            new Question.Fact("3 shell", "is sent now", "run the tests again")),
        new Question.Choice("No", ""),
        new Question.Choice("Send", "broadcast --yes -t %1 -t %2 -t %3 'run the tests again'"));
  }

  private static Question.Find find() {
    List<String> above = List.of("● Update(src/auth/refresh.ts)", "  └  22 additions, 8 removals");
    List<String> below = List.of("  18 +  if (!token) return res.status(401).end();", "");
    String line = "  17 +  const token = req.cookies.refresh ?? old(req);";
    Question.Hit first =
        new Question.Hit("1.1", "claude", line, 14, 19, above, below, 0, "find-text --line 1");
    Question.Hit second =
        new Question.Hit(
            "2.1", "codex", "> a token of its own", 4, 9, below, above, 7, "find-text");
    return new Question.Find("find-text --ask", "token", List.of(first, second), 9, 2, true);
  }

  private static Question.Trying themes() {
    List<Question.Item> items =
        List.of("auto", "dark", "light", "high-contrast", "mine").stream()
            .map(name ->
                new Question.Item(
                    name.equals("auto") ? "●" : "",
                    name,
                    name.equals("mine") ? "yours" : "ours",
                    "theme set " + name,
                    Optional.empty(),
                    List.of()))
            .toList();
    Question.Finder finder = new Question.Finder("Themes", "THEME", "/", items, "take it");
    return new Question.Trying(finder, "theme try ", "theme try");
  }

  private static Question.Form firstRun() {
    List<Question.Setting> settings = new ArrayList<>();
    String[][] values = {
      {"Prefix", "C-b", "C-a", "C-Space"},
      {"Theme", "auto", "dark", "light", "high-contrast", "catppuccin-mocha", "gruvbox-dark"},
      {"Agent", "shell", "claude", "codex"}
    };
    for (String[] row : values) {
      List<Question.Option> options = new ArrayList<>();
      for (int i = 1; i < row.length; i++) {
        options.add(new Question.Option(row[i], row[i], "what " + row[i] + " means", i == 1));
      }
      settings.add(new Question.Setting("--" + row[0], row[0], options, ""));
    }
    return new Question.Form(
        "Welcome",
        "FIRST RUN",
        List.of("Three things, asked once.", "Later: the palette has config edit."),
        settings,
        "first-run",
        "Take them",
        "first-run --leave");
  }

  private static Question.Notice notice() {
    return new Question.Notice(
        "list-windows", List.of("1: claude* (3 panes)", "2: api (1 pane)", "3: shell (1 pane)"));
  }
}
