package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Areas;
import agenttui.mux.Axis;
import agenttui.mux.Badge;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Panel;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.KeyTables;
import agenttui.mux.keys.LineEntry;
import agenttui.term.Emulator;
import agenttui.term.Size;
import agenttui.ui.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The session that all pictures tell of: an agent that works, one that rang, a shell that is done.
/// Times stand still.
final class Story {
  static final Instant NOW = Instant.parse("2026-03-01T14:05:30Z");
  static final Theme DARK = Theme.named("dark");

  final Session session = new Session("myapp", "/home/me/myapp");
  final Theme theme;
  final Compositor compositor;
  Optional<View.Flash> flash = Optional.empty();
  Optional<Sheet> sheet = Optional.empty();
  KeyTable keys = KeyTable.PREFIX;
  Optional<Seat> seat = Optional.empty();
  Optional<LineEntry> entry = Optional.empty();
  boolean locked;
  Instant now = NOW;
  int columns;
  int rows;

  Story(int columns, int rows) {
    this(columns, rows, DARK);
  }

  Story(int columns, int rows, Theme theme) {
    this.columns = columns;
    this.rows = rows;
    this.theme = theme;
    compositor = new Compositor(theme);
  }

  /// The three panes, the panel full of rows.
  static Story full(int columns, int rows) {
    return full(columns, rows, DARK);
  }

  static Story full(int columns, int rows, Theme theme) {
    Story story = new Story(columns, rows, theme);
    story.session.seat().fit(columns, rows);
    Pane claude = story.open(1, "claude", new PaneId(0), Axis.STACKED);
    Pane codex =
        story.open(2, "codex", claude.id(), columns >= 180 ? Axis.SIDE_BY_SIDE : Axis.STACKED);
    Pane shell =
        story.open(3, "shell", codex.id(), columns >= 180 ? Axis.STACKED : Axis.SIDE_BY_SIDE);
    if (columns >= 80 && columns < 180) {
      story.session.seat().resize(claude.id(), agenttui.mux.Direction.DOWN, rows / 8);
    }
    claude.branch("fork/main/k3f9-1");
    codex.branch("fork/main/k3f9-2");
    claude.activity(doing(Activity.Kind.WORKING, 130));
    codex.activity(doing(Activity.Kind.NEEDS, 40));
    shell.state(new PaneState.Exited(0, Duration.ofSeconds(48), Optional.empty()));
    shell.branch("fork/main/k3f9-1");
    shell.badges(List.of(Badge.danger("open net")));
    story.session.seat().focus(claude.id());
    story.panel();
    story.feed(claude, "claude");
    story.feed(codex, "codex");
    story.feed(shell, "shell");
    return story;
  }

  /// One shell, nothing else yet.
  static Story first(int columns, int rows) {
    return first(columns, rows, DARK);
  }

  static Story first(int columns, int rows, Theme theme) {
    Story story = new Story(columns, rows, theme);
    story.session.seat().fit(columns, rows);
    Pane shell = story.open(1, "shell", new PaneId(0), Axis.STACKED);
    shell.badges(List.of(Badge.plain("no net")));
    shell.activity(idle());
    story.feed(shell, "first");
    return story;
  }

  static Activity doing(Activity.Kind kind, long seconds) {
    return new Activity(kind, "", NOW.minusSeconds(seconds), Duration.ZERO, false);
  }

  static Activity idle() {
    return doing(Activity.Kind.IDLE, 600);
  }

  Pane open(int number, String name, PaneId beside, Axis axis) {
    Emulator emulator = new Emulator(new Size(80, 24), 1000);
    Pane pane = new Pane(new PaneId(number), number, name, emulator, NOW.minusSeconds(130));
    session.seat().window().open(pane, beside, axis);
    session.seat().focus(pane.id());
    return pane;
  }

  /// What the program of a pane printed: a file of escape sequences beside the goldens.
  void feed(Pane pane, String name) {
    try (InputStream in = Story.class.getResourceAsStream("/screens/" + name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String bytes = text.replace("\\e", "\033").replace("\n", "\r\n");
      pane.emulator().feed(("\033[?7l" + bytes.stripTrailing()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void panel() {
    List<Panel.Row> activity = new ArrayList<>();
    String[] lines = {
      "13:57 1 + npm test -- auth|4.1s",
      "13:57 3 + make help|0.1s",
      "13:57 2 > docs.example.com|182 kB",
      "13:58 1 + npx tsc --noEmit|3.3s",
      "13:58 2 + git fetch local|0.1s",
      "13:58 2 + npm run docs|9.9s",
      "13:59 1 + npm test -- login|2.7s",
      "13:59 2 + git show HEAD~1|0.1s",
      "14:00 1 + npx tsc --noEmit|3.1s",
      "14:00 2 + git fetch local|0.1s",
      "14:00 2 + npm run lint|6.0s",
      "14:01 1 + npm ci|21s",
      "14:01 2 x make -C a/very/long/path/that/does/not/fit all|exit 2",
      "14:01 2 + npm run build|9.8s",
      "14:02 1 x npm test -- auth|exit 1",
      "14:02 1 + npx tsc --noEmit|3.2s",
      "14:02 3 + make check|48s",
    };
    for (String line : lines) {
      String[] parts = line.substring(10).split("\\|");
      Panel.Standing standing = line.charAt(8) == 'x' ? Panel.Standing.FAILED : Panel.Standing.DONE;
      activity.add(
          new Panel.Row(
              Instant.parse("2026-03-01T" + line.substring(0, 5) + ":00Z"),
              line.substring(6, 7),
              standing,
              parts[0],
              line.charAt(8) == '>',
              parts[1],
              parts[0].equals("make help") ? 3 : 1,
              ""));
    }
    activity.add(
        new Panel.Row(
            NOW.minusSeconds(150),
            "1",
            Panel.Standing.RUNNING,
            "npm test -- auth",
            false,
            "",
            1,
            "signal --call 7"));
    session.seat().panel().activity(activity);
    Instant at = Instant.parse("2026-03-01T14:00:00Z");
    session
        .seat()
        .panel()
        .signals(
            List.of(
                new Panel.Row(
                    at, "2", Panel.Standing.DONE, "INT → npm run lint", false, "ended", 1, ""),
                new Panel.Row(
                    at.plusSeconds(120),
                    "1",
                    Panel.Standing.DONE,
                    "TERM → npm test",
                    false,
                    "ended",
                    1,
                    "")));
    session.seat().panel().forks(forks());
  }

  static List<Panel.ForkRow> forks() {
    return List.of(
        new Panel.ForkRow(
            1,
            "claude",
            "fork/main/k3f9-1",
            3,
            120,
            8,
            0,
            Panel.Verdict.CLEAN,
            "clean",
            "refresh token in a cookie",
            ""),
        new Panel.ForkRow(
            2,
            "codex",
            "fork/main/k3f9-2",
            1,
            10,
            2,
            3,
            Panel.Verdict.CONFLICTS,
            "with 1",
            "movable clock",
            ""),
        new Panel.ForkRow(
            3,
            "aider",
            "fork/main/k3f9-3",
            2,
            44,
            31,
            0,
            Panel.Verdict.CLEAN,
            "clean",
            "docs for the login page",
            ""));
  }

  KeyContext context() {
    Areas.Tier tier = Areas.of(columns, rows, true, false).tier();
    int forks = session.seat().panel().forks().size();
    int waiting = (int) session.panes().stream().filter(p -> p.activity().waits()).count();
    return new KeyContext(
        tier,
        session.panes().size(),
        session.windows().size(),
        true,
        true,
        true,
        true,
        true,
        forks,
        false,
        waiting,
        session.seat().panel().waiting().size());
  }

  void ask(Question question) {
    sheet = Optional.of(Sheet.of(question, theme, () -> now));
    now = now.plusSeconds(1);
  }

  View view() {
    Seat shown = seat.orElseGet(session::seat);
    Areas areas = shown.fit(columns, rows);
    int forks = session.seat().panel().forks().size();
    String count = forks == 1 ? "1 fork" : forks + " forks";
    List<String> facts = forks == 0 ? List.of("none", "docker") : List.of(count, "open", "docker");
    return new View(
        shown,
        areas,
        facts,
        keys,
        KeyTables.DEFAULT,
        locked,
        "",
        entry,
        context(),
        flash,
        sheet,
        NOW,
        ZoneOffset.UTC);
  }

  Frame frame() {
    return compositor.compose(view());
  }

  // Questions, as the verbs make them.

  static Question.Confirm clean() {
    return new Question.Confirm(
        "Clean fork 2 codex?",
        "CLEAN",
        true,
        List.of(
            new Question.Fact("1 commit", "not merged anywhere", "b7730c4 movable clock"),
            new Question.Fact("3 files", "not committed", "test/clock.ts, 2 more"),
            new Question.Fact("1 process", "running", "npm ci")),
        "journal; trash keeps a copy for 14 days, U brings it back",
        List.of(new Question.Way('m', "merge it", "fork merge --ask 2")),
        new Question.Choice("No, keep it", ""),
        new Question.Choice("Clean fork 2", "fork clean --yes 2"));
  }

  static Question.ForkForm fork() {
    return new Question.ForkForm(
        "Fork 1 claude",
        "fork --committed -t %1",
        List.of("claude", "codex", "opencode", "gemini", "shell"),
        8,
        "4 more fit in memory",
        List.of(
            new Question.Base("this pane as it is now", "a41f9c2, 3 files not committed", "", true),
            new Question.Base("main", "9d2e0b1", "--base main", false)),
        3,
        "open",
        "fork/main/k3f9-4");
  }

  static Question.MergePage merge() {
    List<Panel.ForkRow> forks = forks();
    return new Question.MergePage(
        "Merge into main",
        "main is 9d2e0b1; your checkout is not touched",
        "fork merge",
        List.of(
            new Question.Candidate(forks.get(0), true),
            new Question.Candidate(forks.get(1), true),
            new Question.Candidate(forks.get(2), false)),
        List.of(
            new Question.Strategy("fetch", "each fork's branch comes under its own name"),
            new Question.Strategy("octopus", "one merge commit on a branch of its own")),
        "octopus",
        List.of(
            new Question.Conflict(
                "src/auth/session.ts",
                "lines 41 to 42",
                "1 claude and 2 codex both changed them",
                List.of(claudes(), codexs())),
            new Question.Conflict(
                "src/auth/refresh.ts",
                "modify/delete",
                "1 claude and 2 codex both changed it",
                List.of())),
        new Question.FastForward("move main to the result", Optional.of("not while it conflicts")),
        false,
        List.of(
            new Question.Way('c', "commit the files of fork 2 first", "--commit 1 2"),
            new Question.Way('o', "only what merges cleanly: 1", "1")),
        Optional.of("1 conflict, 3 files not committed"));
  }

  private static Question.Side claudes() {
    return new Question.Side(
        "1 claude",
        "k3f9-1",
        List.of(
            new Question.Line(40, ' ', "function issue(res, token) {"),
            new Question.Line(0, '-', "  res.setHeader(\"x-refresh-token\", token);"),
            new Question.Line(41, '+', "  res.cookie(\"refresh\", token, {"),
            new Question.Line(42, '+', "    httpOnly: true, secure: true, sameSite: \"lax\","),
            new Question.Line(43, '+', "    maxAge: REFRESH_TTL_MS,"),
            new Question.Line(44, '+', "  });"),
            new Question.Line(45, ' ', "}")));
  }

  private static Question.Side codexs() {
    return new Question.Side(
        "2 codex",
        "k3f9-2",
        List.of(
            new Question.Line(40, ' ', "function issue(res, token) {"),
            new Question.Line(0, '-', "  res.setHeader(\"x-refresh-token\", token);"),
            new Question.Line(41, '+', "  res.setHeader(\"x-refresh-token\", sign(token));"),
            new Question.Line(42, '+', "  res.setHeader(\"x-issued-at\", String(clock.now()));"),
            new Question.Line(43, ' ', "}")));
  }

  Question.Help help() {
    List<Question.Entry> entries = new ArrayList<>();
    KeyTable.PREFIX
        .listed()
        .forEach(row ->
            entries.add(
                new Question.Entry(
                    "KEYS",
                    Stream.concat(
                            Stream.of("C-b " + row.keys().getFirst()), row.keys().stream().skip(1))
                        .toList(),
                    row.description(),
                    row.command(),
                    row.binding().where(),
                    row.binding().whyNot().apply(context()))));
    entries.add(
        new Question.Entry(
            "COMMANDS", List.of(), "forks and their commits", "fork list", "", Optional.empty()));
    return new Question.Help(entries);
  }

  static Question.SignalChoice signal() {
    return new Question.SignalChoice(
        "Signal to 1 claude",
        List.of(
            new Question.Target("npm test -- auth", "call of pane 1, 2m", "signal --call 7"),
            new Question.Target("claude", "program of pane 1", "signal -t %1")));
  }

  /// Two questions wait: a host of codex, and a command of the shell.
  Story held() {
    session
        .seat()
        .panel()
        .waiting(
            List.of(
                new Panel.Waiting(
                    "12-9f3a01bc",
                    "2",
                    NOW.minusSeconds(40),
                    "packages.example.org:443",
                    "host not on the list",
                    "approvals show 12-9f3a01bc"),
                new Panel.Waiting(
                    "11-00c0ffee",
                    "3",
                    NOW.minusSeconds(150),
                    "make deploy STAGE=production REGION=eu",
                    "rule: ask make deploy*",
                    "approvals show 11-00c0ffee")));
    List<Panel.Row> activity = new ArrayList<>(session.seat().panel().activity());
    String[] lines = {"3 make deploy STAGE=production REGION=eu", "2 packages.example.org"};
    for (String line : lines) {
      activity.add(
          new Panel.Row(
              NOW.minusSeconds(line.startsWith("3") ? 150 : 40),
              line.substring(0, 1),
              Panel.Standing.HELD,
              line.substring(2),
              line.startsWith("2"),
              "held",
              1,
              ""));
    }
    session.seat().panel().activity(activity);
    return this;
  }

  static Question.Held host() {
    return new Question.Held(
        "12-9f3a01bc",
        "2 codex",
        "%2",
        1,
        2,
        NOW.minusSeconds(40),
        "Connect to",
        "packages.example.org",
        ", port 443?",
        "npm ci",
        "in /workspace of fork k3f9-2",
        "host not on the list",
        "allow host:packages.example.org",
        "",
        List.of(),
        List.of(new Question.Detail("question", "12-9f3a01bc")));
  }

  static Question.Held call() {
    return new Question.Held(
        "11-00c0ffee",
        "3 shell",
        "%3",
        2,
        2,
        NOW.minusSeconds(150),
        "Run",
        "make deploy STAGE=production REGION=eu",
        "?",
        "shell",
        "in /workspace of fork k3f9-1",
        "rule: ask make deploy*",
        "allow make deploy STAGE=production REGION=eu $",
        "make deploy STAGE=production REGION=eu",
        List.of(),
        List.of(
            new Question.Detail("question", "11-00c0ffee"),
            new Question.Detail("directory", "/workspace"),
            new Question.Detail("words", "4"),
            new Question.Detail("  1", "make"),
            new Question.Detail("  2", "deploy"),
            new Question.Detail("  3", "STAGE=production"),
            new Question.Detail("  4", "REGION=eu")));
  }

  static Question.Waiting waiting() {
    return new Question.Waiting(
        List.of(
            new Question.HeldRow(
                "14:04",
                "2 codex",
                "packages.example.org:443",
                "host not on the list",
                "approvals show 12-9f3a01bc"),
            new Question.HeldRow(
                "14:03",
                "3 shell",
                "make deploy STAGE=production REGION=eu",
                "rule: ask make deploy*",
                "approvals show 11-00c0ffee")));
  }

  static Question.Choose setup() {
    return new Question.Choose(
        "Which agents do you use?",
        "SETUP",
        List.of("They are installed into a volume of their own, never on this machine."),
        List.of(
            new Question.Option("claude", "claude", "Claude Code 2.1.9, 230 MB", true),
            new Question.Option("codex", "codex", "Codex 0.63, 110 MB", false)),
        true,
        "setup",
        "--with",
        "Install",
        new Question.Choice("Not now", ""));
  }
}
