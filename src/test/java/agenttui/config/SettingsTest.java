package agenttui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration: what a missing, a good and a wrong file give.
class SettingsTest {
  @TempDir Path directory;

  private Settings load(String toml, Map<String, String> environment) throws IOException {
    Path file = directory.resolve("config.toml");
    Files.writeString(file, toml);
    return Settings.load(file, environment);
  }

  private String complaint(String toml) {
    return assertThrows(ConfigException.class, () -> load(toml, Map.of())).getMessage();
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    Settings settings = Settings.load(directory.resolve("none.toml"), Map.of());
    assertEquals("", settings.look().prefix());
    assertEquals("auto", settings.sandbox());
    assertEquals(NetworkMode.ALLOWLIST, settings.network().mode());
    assertEquals(Map.of(), settings.network().proxyVariables());
  }

  @Test
  void theFileWinsOverTheDefaultsAndTheEnvironmentOverTheFile() throws IOException {
    Settings settings =
        load("prefix = \"C-a\"\nsandbox = \"local\"\n", Map.of("AGENT_TUI_SANDBOX", "docker"));
    assertEquals("C-a", settings.look().prefix());
    assertEquals("docker", settings.sandbox());
  }

  @Test
  void anUnknownKeyNamesFileLineAndTheNearestKey() {
    String complaint = complaint("\n[network]\nmod = \"open\"\n");
    assertTrue(complaint.contains("config.toml:3: unknown key network.mod"), complaint);
    assertTrue(complaint.contains("network.mode"), complaint);
  }

  @Test
  void keysComeFromFilesAndCommandsByTheNameOfTheirVariable() throws IOException {
    Keys keys =
        load(
                """
                [login]
                key_file = { ANTHROPIC_API_KEY = "/k/anthropic" }
                key_command = { OPENAI_API_KEY = "pass show openai" }
                """,
                Map.of())
            .keys();
    assertEquals(Map.of("ANTHROPIC_API_KEY", "/k/anthropic"), keys.files());
    assertEquals(Map.of("OPENAI_API_KEY", "pass show openai"), keys.commands());
    String wrong = "[login]\nkey_file = { claude = \"/k\", A = \"k\", B = \"/k\" }\n";
    String complaint = complaint(wrong + "key_command = { B = \"x\" }\n");
    assertTrue(complaint.contains("claude is no name of a variable"), complaint);
    assertTrue(complaint.contains("A needs the absolute path"), complaint);
    assertTrue(complaint.contains("B has a file and a command"), complaint);
  }

  @Test
  void everyMistakeIsListed() {
    assertEquals(2, complaint("prefix = 3\nsandbox = \"cloud\"\n").lines().count());
  }

  @Test
  void aNotificationProgramLiesWhereTheSystemsDoOrWhereTheUserSaid() throws IOException {
    List<String> command = List.of("/usr/bin/notify-send", "{text}");
    String toml = "[notify]\ncommand = [\"/usr/bin/notify-send\", \"{text}\"]\n";
    assertEquals(command, load(toml, Map.of()).notifications().command());
    for (String elsewhere :
        List.of("notify-send", "/elsewhere/bin/x", "/usr/bin/../../elsewhere/x")) {
      String complaint = complaint("notify.command = [\"" + elsewhere + "\"]\n");
      assertTrue(complaint.contains("notify.command must begin with"), complaint);
    }
    String trusted =
        "[notify]\ncommand = [\"/elsewhere/bin/x\"]\ndirectories = [\"/elsewhere/bin\"]\n";
    assertEquals(List.of("/elsewhere/bin/x"), load(trusted, Map.of()).notifications().command());
  }

  @Test
  void aBrokenFileNamesTheLine() {
    assertTrue(complaint("prefix = \"C-b\n").contains("config.toml:1"));
  }

  @Test
  void proxiesAndCertificatesAreFoundInTheEnvironment() throws IOException {
    Path ca = Files.writeString(directory.resolve("ca.pem"), "x");
    Settings settings =
        load("", Map.of("https_proxy", "http://p:3128", "SSL_CERT_FILE", ca.toString()));
    assertEquals("http://p:3128", settings.network().proxyVariables().get("HTTPS_PROXY"));
    assertTrue(settings.network().proxyVariables().get("NO_PROXY").contains("localhost"));
    assertTrue(settings.network().ca().contains(ca));
  }

  @Test
  void npmsOwnFileTellsTheRegistryButNeverAToken() throws IOException {
    Files.writeString(
        directory.resolve(".npmrc"),
        "registry=https://mirror.test/\n//mirror.test/:_authToken=s3cret\n");
    Settings settings = load("", Map.of("HOME", directory.toString()));
    assertEquals("https://mirror.test/", settings.network().npmRegistry());
    assertTrue(!settings.toString().contains("s3cret"));
  }

  @Test
  void aTableOfNamesIsReadWithAndWithoutQuotes() throws IOException {
    Settings settings =
        load(
            "[network.local]\n\"model.test\" = \"127.0.0.1:8080\"\nmirror.test = \"10.0.0.1\"\n",
            Map.of("AGENT_TUI_NETWORK_LOCAL", "other.test=127.0.0.2"));
    assertEquals(
        Map.of(
            "model.test", "127.0.0.1:8080", "mirror.test", "10.0.0.1", "other.test", "127.0.0.2"),
        settings.network().local());
  }

  @Test
  void aTableOfNamesWithAnythingButTextsIsAMistake() {
    String complaint = complaint("[network.local]\n\"model.test\" = 8080\n");
    assertTrue(complaint.contains("network.local must be a table of names"), complaint);
  }
}
