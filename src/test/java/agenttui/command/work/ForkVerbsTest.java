package agenttui.command.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.Words;
import agenttui.command.machine.Preparation;
import agenttui.command.screen.KillPane;
import agenttui.command.screen.Stage;
import agenttui.config.Settings;
import agenttui.fork.Fork;
import agenttui.fork.ForkRig;
import agenttui.fork.Forks;
import agenttui.git.ObjectId;
import agenttui.git.SampleRepository;
import agenttui.merge.Merges;
import agenttui.mux.Question;
import agenttui.mux.Session;
import agenttui.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs of forks as command lines: what they do, print, ask and refuse, and their exit codes.
class ForkVerbsTest {
  @TempDir Path temporary;
  private ForkRig rig;
  private final FakeScreens screens = new FakeScreens();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean interactive = true;
  private boolean onScreen;
  private Optional<String> client = Optional.empty();
  private Path directory = Path.of("/");

  /// Names of sessions that ended with a server.
  private final List<String> ended = new ArrayList<>();

  @BeforeEach
  void open() {
    rig = new ForkRig(temporary, SampleRepository.small(temporary.resolve("user")));
    directory = rig.user.directory();
  }

  private Outcome run(String line) {
    out.reset();
    err.reset();
    Registry registry = Registry.of(List.of(ForkVerb.class, KillPane.class, Start.class));
    return switch (registry.parse(Words.of(line))) {
      case Registry.Parsed.Wrong wrong -> Outcome.usage(wrong.line());
      case Registry.Parsed.Help help -> throw new AssertionError(help.text());
      case Registry.Parsed.Runs runs -> runs.command().run(context());
    };
  }

  private Context context() {
    Caller caller =
        new Caller(directory, Map.of(), interactive, onScreen, 120, 40, client, screens.focused());
    Doors doors =
        Doors.none()
            .with(Forks.class, rig.forks)
            .with(Merges.class, rig.merges)
            .with(Agents.class, Agents.builtIn())
            .with(Preparation.class, new Preparation())
            .with(Stage.class, stage())
            .with(
                Settings.class,
                Settings.load(
                    temporary.resolve("none.toml"), Map.of("HOME", temporary.toString())));
    return new Context(
        caller,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        InputStream.nullInputStream(),
        _ -> {},
        screens,
        doors);
  }

  /// Knows of sessions that ended with a server, and of nothing else.
  private Stage stage() {
    return (Stage)
        Proxy.newProxyInstance(
            Stage.class.getClassLoader(),
            new Class<?>[] {Stage.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "call" -> ((Supplier<?>) arguments[0]).get();
                  case "ended" ->
                      ended.stream()
                          .map(name -> new Session.Saved(name, "/elsewhere", true, List.of()))
                          .toList();
                  case "wake" ->
                      ((Optional<?>) arguments[0])
                          .filter(ended::remove)
                          .map(name -> new Session(name.toString(), "/elsewhere"));
                  default -> throw new AssertionError(method.getName());
                });
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private Outcome.Failed failed(String line) {
    return assertInstanceOf(Outcome.Failed.class, run(line));
  }

  private List<Fork> ready() {
    return rig.forks.ready(rig.repository);
  }

  private void commit(int index, String path, String content) {
    Fork fork = ready().get(index - 1);
    rig.in(fork).write(path, content);
    rig.in(fork).commit("Add " + path);
  }

  @Test
  void theKeyForksThePaneAsItIsNow() {
    assertEquals(Outcome.OK, run("fork --agent shell --include-dirty"));
    Fork first = ready().getFirst();
    rig.in(first).write("draft.txt", "draft\n");
    onScreen = true;
    assertEquals(Outcome.OK, run("fork"));
    assertEquals(2, ready().size());
    assertEquals("draft\n", rig.in(ready().get(1)).read("draft.txt"));
    assertEquals(first.id().family(), ready().get(1).id().family());
    assertEquals(
        List.of(first.branch(), ready().get(1).branch()),
        screens.opened.stream().map(NewPane::branch).toList());
    assertEquals("/workspace", screens.opened.getFirst().directory().toString());
  }

  @Test
  void aForkStartsWithTheArgumentsThatItsPaneGot() {
    run("fork --agent shell -- --noprofile");
    run("fork");
    run("fork -- --login");
    List<List<String>> commands = screens.opened.stream().map(NewPane::arguments).toList();
    assertEquals("--noprofile", commands.getFirst().getLast());
    assertEquals(commands.getFirst(), commands.get(1));
    assertEquals("--login", commands.get(2).getLast());
  }

  @Test
  void theFirstAgentOfASessionStartsWithTheArgumentsBehindTwoDashes() {
    client = Optional.of("c1");
    assertEquals(Outcome.OK, run("start --agent shell -- --noprofile -x"));
    List<String> command = screens.opened.getFirst().arguments();
    assertEquals(List.of("--noprofile", "-x"), command.subList(command.size() - 2, command.size()));
    assertTrue(message("start --agent shell -s user -- --norc").contains("is there already"));
    assertEquals(2, assertInstanceOf(Outcome.Failed.class, run("start -- --norc")).code());
    assertEquals(1, screens.opened.size());
  }

  @Test
  void aSessionThatEndedComesBackByItsNameToo() throws Exception {
    Files.writeString(temporary.resolve("none.toml"), "sandbox = \"local\"\n");
    client = Optional.of("c1");
    ended.addAll(List.of("works", "work"));
    assertEquals(Outcome.OK, run("start -s work"));
    assertEquals(List.of("works"), ended);
    assertEquals(List.of(), screens.opened);
    assertEquals(List.of("greet work respawn-pane --all", "attach work"), screens.shown);
    assertEquals(Outcome.OK, run("start -s works --agent shell"));
    assertEquals(List.of("works"), ended);
    assertEquals(1, screens.opened.size());
  }

  @Test
  void withoutASessionAForkOpensOneWhoseNameIsFree() {
    rig = new ForkRig(temporary, SampleRepository.small(temporary.resolve("my.app")));
    directory = rig.user.directory();
    run("fork --agent shell");
    assertEquals("my-app", session());
    ended.add("my-app");
    screens.panes.clear();
    assertEquals(Outcome.OK, run("fork attach 1"));
    assertEquals("my-app-2", session());
    assertEquals(Outcome.OK, run("fork clean 1 --yes --force"));
    screens.panes.clear();
    assertEquals(Outcome.OK, run("fork undo --yes"));
    assertEquals(3, screens.opened.size());
    assertEquals("my-app-2", session());
  }

  /// The name of the session that was opened last.
  private String session() {
    return assertInstanceOf(NewPane.Place.NewSession.class, screens.opened.getLast().place())
        .session();
  }

  @Test
  void severalForksAreArranged() {
    run("fork --agent shell");
    assertEquals(new Outcome.Then("select-layout -t %1 tiled"), run("fork 2"));
    assertEquals(
        List.of(Optional.of("%1"), Optional.of("%2")),
        screens.opened.stream()
            .skip(1)
            .map(pane -> assertInstanceOf(NewPane.Place.Beside.class, pane.place()).pane())
            .toList());
    assertEquals(new Outcome.Then("select-layout -t %1 even-h"), run("fork -t %1 --layout even-h"));
    assertEquals(2, assertInstanceOf(Outcome.Failed.class, run("fork --layout spiral")).code());
    assertEquals(2, failed("fork 0").code());
    assertEquals(2, failed("fork many").code());
    assertEquals(4, ready().size());
  }

  @Test
  void workLeftBehindIsTold() {
    rig.user.write("new.txt", "new\n");
    run("fork --agent shell");
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("1 uncommitted file stay"), err::toString);
    assertFalse(Files.exists(rig.in(ready().getFirst()).directory().resolve("new.txt")));
  }

  @Test
  void badConditionsAreOneLineAndACode() throws Exception {
    directory = Files.createDirectory(temporary.resolve("plain"));
    assertTrue(
        failed("fork list").line().endsWith("is not in a git repository; git init makes one"));
    directory = SampleRepository.empty(temporary.resolve("unborn")).directory();
    assertTrue(failed("fork --agent shell").line().contains("no commit yet"));
    directory = rig.user.directory();
    assertEquals("unknown agent cladue: did you mean claude?", message("fork --agent cladue"));
    assertEquals("--base: no commit is called nope", message("fork --agent shell --base nope"));
    assertEquals(1, failed("fork merge").code());
  }

  private String message(String line) {
    try {
      return failed(line).line();
    } catch (CommandException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void theListIsJsonOnRequest() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    commit(2, "a.txt", "two\n");
    assertEquals(Outcome.OK, run("fork list --json"));
    List<Map<String, Object>> families = Json.read(printed(), List.class);
    assertEquals(1, families.size());
    List<Map<String, Object>> forks = (List<Map<String, Object>>) families.getFirst().get("forks");
    assertEquals(List.of(1, 1), forks.stream().map(f -> f.get("ahead")).toList());
    assertEquals(
        List.of(List.of(2), List.of(1)), forks.stream().map(f -> f.get("conflicts_with")).toList());
    assertEquals(ready().getFirst().id().family(), families.getFirst().get("sid"));
    assertEquals(rig.user.directory().toString(), families.getFirst().get("repo_root"));
    run("fork list");
    assertTrue(printed().contains("↑1 ↓0 +1 −0  ≠ with 2"), this::printed);
  }

  @Test
  void whatIsMergedStandsAgainstNothingAndTheOtherForkSaysSo() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    commit(2, "a.txt", "two\n");
    assertEquals(Outcome.OK, run("fork merge 1 --strategy octopus --yes"));
    assertTrue(printed().contains("merged fork 1 into merge/"), this::printed);
    run("fork list");
    assertTrue(printed().contains("↑1 ↓0 +1 −0  merged"), this::printed);
    assertTrue(printed().contains("↑1 ↓0 +1 −0  ≠ with 1"), this::printed);
    run("fork show 1");
    assertTrue(printed().contains("  merge    merged\n"), this::printed);
    run("fork show 2");
    assertTrue(printed().contains("  merge    ≠ with 1 in a.txt\n"), this::printed);
  }

  @Test
  void mergingAsksForYesWhereNobodyCanBeAsked() {
    run("fork --agent shell");
    commit(1, "a.txt", "one\n");
    interactive = false;
    Map<String, String> before = rig.user.digest();
    assertEquals(1, failed("fork merge 1").code());
    assertEquals(1, failed("fork clean 1").code());
    assertEquals(before, rig.user.digest());
    assertEquals(Outcome.OK, run("fork merge 1 --yes --fast-forward"));
    assertEquals("one\n", rig.user.read("a.txt"));
    assertEquals(Outcome.OK, run("fork undo --yes"));
    assertFalse(Files.exists(rig.user.directory().resolve("a.txt")));
  }

  @Test
  void aConflictIsNamedAndFails() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    commit(2, "a.txt", "two\n");
    Outcome.Failed failed = failed("fork merge 1 2 --strategy octopus --json");
    assertEquals("fork 2: merge refused: conflicts with fork 1 in a.txt:1", failed.line());
    assertTrue(printed().contains("\"path\" : \"a.txt\""), this::printed);
  }

  @Test
  void theMergePageSaysWhatIsInTheWay() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    commit(2, "a.txt", "two\n");
    onScreen = true;
    Question.MergePage page = assertInstanceOf(Question.MergePage.class, ask("fork merge"));
    assertEquals("fetch", page.strategy());
    assertEquals(Optional.empty(), page.refused());
    assertEquals(
        List.of(true, true), page.forks().stream().map(Question.Candidate::marked).toList());
    page =
        assertInstanceOf(Question.MergePage.class, ask("fork merge --ask --strategy octopus 1 2"));
    assertEquals(
        List.of(
            new Question.Conflict(
                "a.txt",
                "line 1",
                "1 shell and 2 shell both changed it",
                List.of(
                    new Question.Side(
                        "1 shell", note(1), List.of(new Question.Line(1, '+', "one"))),
                    new Question.Side(
                        "2 shell", note(2), List.of(new Question.Line(1, '+', "two")))))),
        page.conflicts());
    assertEquals(Optional.of("fork 2 conflicts with fork 1"), page.refused());
    assertEquals(List.of(new Question.Way('o', "only what merges cleanly: 1", "1")), page.ways());
    page = assertInstanceOf(Question.MergePage.class, ask("fork merge --ask --strategy octopus 1"));
    assertEquals(Optional.empty(), page.refused());
  }

  @Test
  void aForkThatRestsIsListedWithWhatTheHubKnows() {
    run("fork --agent shell");
    commit(1, "a.txt", "one\n");
    rig.forks.refresh(rig.repository);
    rig.grounds.fails("the engine is down");
    assertEquals(Outcome.OK, run("fork list"));
    assertTrue(printed().contains("↑1 ↓0 +1 −0 *?  clean, unknown"), this::printed);
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals("uncommitted files are not known (*?) of fork 1: the engine is down\n", said);
    assertEquals(Outcome.OK, run("fork list --json"));
    assertTrue(printed().contains("\"dirty\" : null"), this::printed);
  }

  @Test
  void aForkIsShownWithWhatItHolds() {
    run("fork --agent shell");
    commit(1, "a.txt", "one\n");
    rig.in(ready().getFirst()).write("dra\033ft.txt", "draft\n");
    assertEquals(Outcome.OK, run("fork show 1"));
    assertTrue(printed().contains("commits  ↑1 ↓0 +1 −0 *1"), this::printed);
    assertTrue(printed().contains("1 uncommitted file (dra␛ft.txt)"), this::printed);
    assertTrue(printed().contains("merge    clean"), this::printed);
    assertEquals(Outcome.OK, run("fork show 1 --json"));
    assertTrue(printed().contains("\"state\" : \"running\""), this::printed);
    assertTrue(message("fork show 7").contains("there is no fork 7"));
  }

  @Test
  void theMergePageTellsFilesAndConflictsTogether() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    commit(2, "a.txt", "two\n");
    rig.in(ready().get(1)).write("draft.txt", "draft\n");
    onScreen = true;
    Question.MergePage page =
        assertInstanceOf(Question.MergePage.class, ask("fork merge --ask --strategy octopus 1 2"));
    assertEquals(Optional.of("1 conflict, 1 file not committed"), page.refused());
    assertEquals(List.of("a.txt"), page.conflicts().stream().map(c -> c.file()).toList());
    assertEquals(List.of('c', 'o'), page.ways().stream().map(Question.Way::key).toList());
  }

  /// What stands at the right of a side's heading: the end of its branch.
  private String note(int index) {
    return ready().get(index - 1).id().toString();
  }

  @Test
  void theMergePageMarksOnlyWhatHasSomethingToMerge() {
    run("fork --agent shell");
    run("fork");
    commit(2, "a.txt", "two\n");
    onScreen = true;
    Question.MergePage page = assertInstanceOf(Question.MergePage.class, ask("fork merge"));
    assertEquals(
        List.of(false, true), page.forks().stream().map(Question.Candidate::marked).toList());
  }

  private Question ask(String line) {
    return assertInstanceOf(Outcome.Ask.class, run(line)).question();
  }

  @Test
  void cleanAsksWithTheFactsAndTheYesOfItsSheetCleans() {
    run("fork --agent shell");
    commit(1, "a.txt", "one\n");
    rig.in(ready().getFirst()).write("draft.txt", "draft\n");
    screens.running.addAll(List.of("npm ci", "node"));
    onScreen = true;
    Question.Confirm sheet = assertInstanceOf(Question.Confirm.class, ask("fork clean"));
    ObjectId head = ready().getFirst().head();
    assertTrue(sheet.destroys());
    assertEquals(
        List.of(
            new Question.Fact("1 file", "not committed", "draft.txt"),
            new Question.Fact("1 commit", "not merged", head.brief() + " Add a.txt"),
            new Question.Fact("2 processes", "running", "npm ci, node")),
        sheet.lost());
    assertEquals("Clean fork 1 shell?", sheet.title());
    assertEquals(List.of('M', 'c'), sheet.first().stream().map(Question.Way::key).toList());
    assertEquals("", sheet.no().command());
    assertEquals(Outcome.OK, run(sheet.yes().command()));
    assertEquals(List.of(), ready());
    assertEquals(1, screens.closed.size());
    assertEquals(Outcome.OK, run("fork undo"));
    assertEquals(1, ready().size());
    assertEquals(2, screens.opened.size());
  }

  @Test
  void protectedForksNeedForce() {
    run("fork --agent shell");
    run("fork");
    commit(1, "a.txt", "one\n");
    assertEquals(
        "fork 1: clean refused: 1 commit on no branch of yours; --keep-dirty keeps it, --force"
            + " cleans it",
        failed("fork clean --all --yes").line());
    assertEquals(2, ready().size());
    assertEquals(Outcome.OK, run("fork clean --all --yes --keep-dirty"));
    assertEquals(List.of(1), ready().stream().map(f -> f.id().index()).toList());
    assertEquals(Outcome.OK, run("fork clean 1 --yes --force --json"));
    assertTrue(printed().contains("\"executed\" : true"), this::printed);
  }

  @Test
  void exactlyOneSelectorSaysWhatIsCleaned() {
    assertEquals(2, failed("fork clean").code());
    assertEquals(2, failed("fork clean --all --older-than 3").code());
    assertEquals(1, failed("fork clean --all").code());
  }

  @Test
  void aNegativeAgeSelectsNoFork() {
    run("fork --agent shell");
    assertEquals(2, failed("fork clean --older-than -1 --yes").code());
    assertEquals(1, ready().size());
  }

  @Test
  void theForkFormOffersThisPaneAndTheBranch() {
    run("fork --agent shell");
    onScreen = true;
    Question.ForkForm form = assertInstanceOf(Question.ForkForm.class, ask("fork --ask"));
    assertEquals("shell", form.agents().getFirst());
    assertEquals(
        List.of("", "--base main"), form.bases().stream().map(Question.Base::option).toList());
    assertEquals(Outcome.OK, run(form.command() + " 1 --agent shell --base main"));
    assertEquals(2, ready().size());
    // The other family has taken number 2.
    form = assertInstanceOf(Question.ForkForm.class, ask("fork --ask -t %1"));
    assertEquals("fork/main/" + ready().getFirst().id().family() + "-3", form.branches());
  }

  @Test
  void closingAPaneSaysInWhichPanesItsForkGoesOn() {
    run("fork --agent shell");
    NewPane fork = screens.opened.getFirst();
    screens.panes.add(FakeScreens.facts("%7", 2, "user", 1, fork));
    screens.panes.add(FakeScreens.facts("%8", 1, "user", 2, fork));
    screens.panes.add(FakeScreens.facts("%9", 1, "other", 3, fork));
    screens.running.add("npm ci");
    onScreen = true;
    Question.Confirm sheet = assertInstanceOf(Question.Confirm.class, ask("kill-pane -t %1"));
    assertEquals("fork 1 goes on in pane 2, pane 2.1, pane other:3.1", sheet.stays());
  }
}
