package agenttui.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The user's repository: found, read without a trace, moved only as asked.
class RepositoryTest {
  @TempDir Path temporary;

  private String refused(Path directory) {
    return assertInstanceOf(Discovery.Not.class, Git.host().discover(directory)).line();
  }

  @Test
  void noRepositoryIsSaidInWords() throws IOException {
    Path plain = Files.createDirectory(temporary.resolve("plain"));
    assertEquals(plain + " is not in a git repository; git init makes one", refused(plain));
    assertEquals(plain + "/x is not a directory", refused(plain.resolve("x")));
  }

  @Test
  void aBareRepositoryIsSaidInWords() {
    SampleRepository user = SampleRepository.small(temporary.resolve("user"));
    user.git("clone", "--quiet", "--bare", ".", "../bare.git");
    assertTrue(refused(temporary.resolve("bare.git")).contains("bare repository"));
  }

  @Test
  void missingGitEndsWith127() {
    GitException e =
        assertThrows(GitException.class, () -> Git.named("no-such-git-here").discover(temporary));
    assertEquals(127, e.exitCode());
  }

  @Test
  void aSubdirectoryAndASecondWorkTreeAreTheSameRepository() {
    SampleRepository user = SampleRepository.small(temporary.resolve("user"));
    user.git("worktree", "add", "--quiet", "-b", "other", "../second");
    Repository main = SampleRepository.at(user.directory().resolve("src")).open();
    Repository second = SampleRepository.at(temporary.resolve("second")).open();
    assertEquals(user.directory(), main.workTree());
    assertEquals(main.id(), second.id());
    assertEquals("other", assertInstanceOf(Head.Branch.class, second.head()).name());
    assertEquals(List.of("main", "other"), main.checkedOut());
  }

  @Test
  void headIsABranchDetachedOrUnborn() {
    SampleRepository user = SampleRepository.empty(temporary.resolve("user"));
    assertEquals(new Head.Unborn("main"), user.open().head());
    ObjectId commit = user.write("a", "a\n").commit("A");
    assertEquals(new Head.Branch("main", commit), user.open().head());
    user.git("checkout", "--quiet", "--detach");
    assertEquals(new Head.Detached(commit), user.open().head());
  }

  @Test
  void readingLeavesNoTrace() throws IOException {
    SampleRepository user = SampleRepository.small(temporary.resolve("user"));
    Files.setLastModifiedTime(
        user.directory().resolve("readme.txt"), java.nio.file.attribute.FileTime.fromMillis(1000));
    user.write("new.txt", "new\n");
    Repository repository = user.open();
    Map<String, String> before = user.digest();
    assertEquals(new Changes(List.of(), List.of("new.txt")), repository.changes());
    repository.head();
    repository.refs("refs/");
    repository.identity();
    repository.checkedOut();
    repository.reaches(user.id("HEAD"));
    assertEquals(before, user.digest());
  }

  @Test
  void changesNameFilesWithAnyCharacters() {
    SampleRepository user = SampleRepository.small(temporary.resolve("user"));
    user.write("a \"b\"\n\tc.txt", "x\n");
    user.write("src/app.txt", "changed\n");
    assertEquals(
        new Changes(List.of("src/app.txt"), List.of("a \"b\"\n\tc.txt")), user.open().changes());
  }

  @Test
  void refsMoveOnlyFromWhereTheyWere() {
    SampleRepository user = SampleRepository.small(temporary.resolve("user"));
    ObjectId first = user.id("HEAD");
    ObjectId second = user.write("a", "a\n").commit("A");
    Repository repository = user.open();
    List<RefChange> wrong =
        List.of(
            new RefChange("refs/heads/new", null, first),
            new RefChange("refs/heads/main", first, second));
    assertTrue(repository.update(wrong, "test").isPresent());
    assertEquals(Map.of("refs/heads/main", second), repository.refs("refs/heads"));
    List<RefChange> right = List.of(new RefChange("refs/heads/new", null, first));
    assertEquals(Optional.empty(), repository.update(right, "test"));
    assertEquals(Optional.empty(), repository.update(List.of(right.getFirst().reversed()), "test"));
    assertEquals(Map.of("refs/heads/main", second), repository.refs("refs/heads"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://ada:token@code.test/x/y.git, https://code.test/x/y.git",
    "https://token@code.test/x.git, https://code.test/x.git",
    "ssh://git@code.test:22/x.git, ssh://git@code.test:22/x.git",
    "git@code.test:x/y.git, git@code.test:x/y.git",
    "/home/ada/x.git, ''",
    "ext::sh -c id, ''",
    "--upload-pack=id, ''",
  })
  void theOriginIsToldWithoutSecrets(String url, String told) {
    assertEquals(told, Repository.withoutSecrets(url).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "main, main",
    "Feature/ÄX 1, feature-x-1",
    "--x..y--, x-y",
    "ÄÖÜ, base",
    "a.lock, a-lock",
    "release/v1.2.3, release-v1-2-3",
  })
  void labelsAreValidInBranchNames(String branch, String label) {
    assertEquals(label, RefNames.label(branch));
    RefNames.requireFull("refs/heads/fork/" + label + "/x");
  }

  @Test
  void aSha256RepositoryWorks() {
    SampleRepository user = SampleRepository.at(temporary.resolve("user"));
    try {
      Files.createDirectories(user.directory());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    user.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256");
    user.git("config", "user.name", "Ada");
    user.git("config", "user.email", "ada@sample.test");
    ObjectId commit = user.write("a", "a\n").commit("A");
    user.write("b", "b\n");
    Repository repository = user.open();
    Hub hub = Hub.open(repository, temporary.resolve("hubs"));
    Snapshot snapshot =
        hub.snapshot(repository, commit, repository.identity(), "refs/agent-tui/s").orElseThrow();
    assertEquals(64, snapshot.commit().hex().length());
  }

  @Test
  void aShallowCloneCanBeTaken() {
    SampleRepository origin = SampleRepository.ofCommits(temporary.resolve("origin"), 20);
    origin.git("clone", "--quiet", "--depth=2", "file://" + origin.directory(), "../shallow");
    SampleRepository shallow = SampleRepository.at(temporary.resolve("shallow"));
    Repository repository = shallow.open();
    Hub hub = Hub.open(repository, temporary.resolve("hubs"));
    hub.take(repository, List.of(shallow.id("HEAD")));
    assertTrue(hub.has(shallow.id("HEAD")));
    assertTrue(Files.exists(hub.path().resolve("shallow")));
  }
}
