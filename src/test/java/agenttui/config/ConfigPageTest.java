package agenttui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/config.md` is printed from the table of keys. [#main] writes it again.
class ConfigPageTest {
  private static final Path PAGE = Path.of("docs/config.md");

  private static final String HEAD =
      """
      # Configuration

      Printed from the table of keys; a test fails when this page is stale. The file is `$XDG_CONFIG_HOME/agent-tui/config.toml`
      (`~/.config/agent-tui/config.toml`), in TOML; a key with a dot is written in the table before the dot: `network.mode` is `mode` below
      `[network]`. A variable of the environment wins over the file, an option on the command line over both. An unknown key is an error that
      names the file, the line and the nearest key.

      | key | default | values | meaning | a change holds | variable |
      |---|---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      Where `[network]` says nothing, registries, proxies and certificates are taken from where programs usually find them: `HTTP_PROXY`,
      `HTTPS_PROXY`, `NO_PROXY`, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `npm_config_registry`, and npm's own files.

      `notify.command` gets no shell and a small environment, and five seconds:

          [notify]
          command = ["/usr/bin/notify-send", "agent-tui", "{text}"]       # 2 codex needs you: asks to run make

      ## A project's file

      `.agent-tui/config.toml` in your working tree, which came with the repository, may say
      %s: only what tightens. A rule in it that allows, or any other key, is a mistake,
      and no fork is made until it is mended. Of modes the stricter counts, unless you say one with `--network`. The file is read when a fork is made; what it said
      then stays with that fork, and its rules hold for the whole project.
      """
          .formatted(
              Key.ALL.stream()
                  .filter(key -> key.security() == Key.Security.TIGHTENS)
                  .map(key -> "`" + key.name() + "`")
                  .collect(Collectors.joining(", ")));

  @Test
  void thePageIsThatOfTheTable() throws IOException {
    assertEquals(text(), Files.readString(PAGE), PAGE + " is stale: run ConfigPageTest.main");
  }

  /// Writes the page.
  public static void main(String[] args) throws IOException {
    Files.writeString(PAGE, text());
  }

  private static String text() {
    return Key.ALL.stream().map(ConfigPageTest::row).collect(Collectors.joining("", HEAD, FOOT));
  }

  private static String row(Key key) {
    String values =
        switch (key.kind()) {
          case LIST -> "a list of texts";
          case TABLE -> "a table of texts";
          case TEXT ->
              key.choices().isEmpty()
                  ? "a text"
                  : key.choices().stream().sorted().collect(Collectors.joining("`, `", "`", "`"));
        };
    String otherwise =
        key.otherwise().isEmpty()
            ? (key.kind() == Key.Kind.TEXT ? "empty" : "none")
            : "`" + key.otherwise() + "`";
    return "| `%s` | %s | %s | %s | %s | `%s` |\n"
        .formatted(
            key.name(), otherwise, values, key.meaning(), key.applies().words(), key.variable());
  }
}
