package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job by keys alone, in containers, on a repository with a long history: fork, commit,
/// merge, be refused, clean, undo. After each step `fork list --json` is asked, and the person's
/// own refs, HEAD, index (with files staged, and staged and changed again), tree and stash are
/// compared byte by byte.
@Tag("engine")
@Tag("slow")
class ForkFlowIT {
  @TempDir Path directory;
  private Installation installation;
  private Outer outer;
  private UserRepository user;

  /// What `fork list --json` says of a family.
  record Family(List<Listed> forks) {}

  /// What it says of a fork.
  record Listed(
      String name,
      int index,
      String branch,
      String head,
      int ahead,
      List<String> dirty_files,
      boolean merged,
      List<Integer> conflicts_with) {}

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
    user = UserRepository.grown(directory.resolve("repo"));
    user.write("draft.txt", "not committed\n");
    user.write("staged.txt", "staged\n");
    user.write("twice.txt", "staged\n");
    user.git("add", "staged.txt", "twice.txt");
    user.write("twice.txt", "and changed again\n");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private List<Listed> forks() {
    Exit exit = outer.says("fork", "list", "--json");
    assertEquals(0, exit.code(), exit.complaint());
    Family[] families = Json.read(exit.text().getBytes(StandardCharsets.UTF_8), Family[].class);
    return Stream.of(families).flatMap(family -> family.forks().stream()).toList();
  }

  private Listed fork(int index) {
    return forks().stream().filter(each -> each.index() == index).findFirst().orElseThrow();
  }

  private List<Integer> numbers() {
    return forks().stream().map(Listed::index).toList();
  }

  /// Presses the prefix and a key.
  private void press(String key) {
    outer.keys("C-b", key);
  }

  /// Types a command line into the focused pane.
  private void type(String line) {
    outer.keys(line, "Enter");
  }

  /// Three panes, each a fork with the uncommitted files and a commit of its own.
  private void fill() {
    outer.terminal("--sandbox", "docker", "--network", "none");
    outer.shows("/workspace $");
    type("cat draft.txt twice.txt");
    outer.shows("not committed");
    outer.shows("and changed again");
    for (int number = 2; number <= 3; number++) {
      press("f");
      outer.shows(number + " shell");
      outer.shows("FORKS " + number);
    }
    assertEquals(List.of(1, 2, 3), numbers());
    for (Listed each : forks()) {
      assertEquals(List.of("draft.txt", "staged.txt", "twice.txt"), each.dirty_files());
      assertEquals(0, each.ahead());
    }
    type("echo three > a.txt; git add -A; git commit -qm three");
    press("o");
    type("echo one > one.txt; git add -A; git commit -qm one");
    press("o");
    type("echo two > a.txt; git add -A; git commit -qm two");
    outer.await(
        () -> forks().stream().allMatch(each -> each.ahead() == 1 && each.dirty_files().isEmpty()),
        () -> "not one commit in each: " + forks() + outer.screen());
    assertEquals(List.of(), fork(1).conflicts_with());
    assertEquals(List.of(3), fork(2).conflicts_with());
  }

  @Test
  void forkCommitMergeCleanAndUndoByKeys() {
    assertTrue(Integer.parseInt(user.git("rev-list", "--count", "main").strip()) >= 1_000);
    fill();
    Map<String, String> before = user.digest();
    List<Listed> filled = forks();

    press("M");
    outer.shows("Merge into main");
    outer.keys("Tab", "Right");
    outer.shows("refused: fork 3 conflicts with fork 2");
    outer.shows("a.txt  line 1, 2 shell and 3 shell both changed it");
    Exit refused = outer.says("fork", "merge", "--strategy", "octopus", "--yes");
    assertEquals(1, refused.code());
    assertTrue(
        refused.complaint().contains("conflicts with fork 2 in a.txt:1"), refused.complaint());
    assertEquals(before, user.digest());
    assertEquals(filled, forks());

    outer.keys("o");
    outer.shows("Merge 2 forks");
    outer.await(() -> !outer.screen().contains("refused"), outer::screen);
    // On a fork.
    outer.keys("BTab", "Enter");
    outer.await(() -> fork(1).merged() && fork(2).merged(), outer::screen);
    String merged = "merge/" + fork(1).name().split("-")[0];
    assertEquals("one\n", user.git("show", merged + ":one.txt"));
    assertEquals("two\n", user.git("show", merged + ":a.txt"));
    assertEquals("and changed again\n", user.git("show", merged + ":twice.txt"));
    assertEquals(
        List.of(user.git("rev-parse", "main").strip(), fork(1).head(), fork(2).head()),
        List.of(user.git("show", "-s", "--format=%P", merged).strip().split(" ")));
    assertEquals(false, fork(3).merged());
    assertEquals(List.of(), newSince(before, "refs/heads/merge/", "refs/agent-tui/"));

    cleanAndUndo(before);
  }

  /// What differs from `before`, but for the files that may.
  private List<String> newSince(Map<String, String> before, String... may) {
    return Stream.concat(user.digest().entrySet().stream(), before.entrySet().stream())
        .filter(file ->
            !file.getValue().equals(before.get(file.getKey()))
                || !file.getValue().equals(user.digest().get(file.getKey())))
        .map(Map.Entry::getKey)
        .filter(name -> Stream.of(may).noneMatch(name::contains))
        .distinct()
        .toList();
  }

  /// Cleans the focused pane's fork: the safe answer is selected, so it takes a Tab.
  private void clean(int number, String fact) {
    press("K");
    outer.shows("Clean fork " + number + " shell");
    outer.shows(fact);
    // A sheet takes no answer in its first moments, so that typed prose cannot give one.
    outer.settled();
    outer.keys("Tab", "Enter");
    outer.shows("fork " + number + " in the trash for 14 days");
  }

  private void cleanAndUndo(Map<String, String> before) {
    Listed third = fork(3);
    clean(2, "Nothing would be lost.");
    assertEquals(List.of(1, 3), numbers());
    press("o");
    outer.await(() -> outer.screen().contains("━ ○ 3 shell"), outer::screen);
    clean(3, "1 commit");
    assertEquals(List.of(1), numbers());

    press("U");
    outer.shows("FORKS 2");
    outer.await(() -> numbers().equals(List.of(1, 3)), outer::screen);
    assertEquals(third.head(), fork(3).head());
    assertEquals(1, fork(3).ahead());
    press("U");
    outer.shows("FORKS 3");
    outer.await(() -> numbers().equals(List.of(1, 2, 3)), outer::screen);
    press("U");
    outer.await(() -> !fork(1).merged(), outer::screen);
    assertEquals(List.of(), newSince(before, "logs/refs/heads/merge/"));
  }
}
