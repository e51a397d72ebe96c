package agenttui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A repository's own file: hostile, and allowed to tighten.
class ProjectTest {
  @TempDir private Path tree;

  private Path file() throws IOException {
    Files.createDirectories(tree.resolve(".agent-tui"));
    return tree.resolve(Project.FILE);
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> Project.load(tree)).getMessage());
  }

  @Test
  void withoutAFileNothingIsSaid() {
    assertEquals(Project.NONE, Project.load(tree));
  }

  @Test
  void whatTightensIsTaken() throws IOException {
    Files.writeString(
        file(),
        """
        [network]
        mode = "none"
        deny = ["gist.example.com"]
        [approval]
        ask = ["npm publish"]
        deny = ["make deploy*"]
        """);
    Project project = Project.load(tree);
    assertEquals(Optional.of(NetworkMode.NONE), project.mode());
    Terms terms = Terms.allowing(List.of("a.example")).in(project);
    assertEquals(List.of("a.example"), terms.allow());
    assertEquals(List.of("gist.example.com"), terms.denyHosts());
    assertEquals(List.of("npm publish"), terms.ask());
    assertEquals(List.of("make deploy*"), terms.deny());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.allow = ['evil.example']",
        "[network.local]\n'metadata' = '169.254.169.254'",
        "network.http_proxy = 'http://evil.example'",
        "network.ca = ['/tmp/evil.pem']",
        "approval.allow = ['*']",
        "notify.command = ['/bin/sh']",
        "login.key_command = {K = 'id'}",
        "image.base = 'evil'",
        "sandbox = 'local'",
      })
  void whatLoosensIsAMistakeWithItsLine(String text) throws IOException {
    Files.writeString(file(), text);
    assertTrue(refusal().contains("a project's can only tighten"), refusal());
    assertTrue(refusal().contains("config.toml:"), refusal());
  }

  @Test
  void aTypoIsAMistakeToo() throws IOException {
    Files.writeString(file(), "network.denny = ['x.example']");
    assertTrue(refusal().contains("the nearest is network.deny"), refusal());
  }

  @Test
  void aLinkOrSomethingHugeIsNotRead() throws IOException {
    Path elsewhere = Files.writeString(tree.resolve("elsewhere"), "network.mode = 'none'");
    Files.createSymbolicLink(file(), elsewhere);
    assertTrue(refusal().contains("not a plain file"), refusal());
    Files.delete(file());
    Files.writeString(file(), "#".repeat(1 << 17));
    assertTrue(refusal().contains("not a plain file"), refusal());
  }

  @Test
  void ofTwoModesTheOneThatLetsLessOutIsStricter() {
    assertEquals(NetworkMode.NONE, NetworkMode.ALLOWLIST.stricter(NetworkMode.NONE));
    assertEquals(NetworkMode.ALLOWLIST, NetworkMode.ALLOWLIST.stricter(NetworkMode.OPEN));
    assertEquals(NetworkMode.SEPARATE, NetworkMode.OPEN.stricter(NetworkMode.SEPARATE));
  }
}
