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

/// The user's file as text: the commented one of the first run, and single keys set in any file.
class ConfigFileTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("config.toml");
  }

  private String set(String before, String key, String value) throws IOException {
    Files.writeString(file(), before);
    new ConfigFile(file()).set(key, value);
    return Files.readString(file());
  }

  @Test
  void theCommentedFileSetsOnlyWhatWasChosenAndEveryLineOfItIsRight() throws IOException {
    new ConfigFile(file()).make(Map.of("prefix", "C-a"));
    Reading reading = Reading.of(file(), Map.of());
    assertEquals(List.of(), reading.mistakes());
    assertEquals(List.of("prefix"), List.copyOf(reading.settings().places().all().keySet()));
    String text = Files.readString(file());
    for (Key key : Key.ALL) {
      String name = key.name().substring(key.name().lastIndexOf('.') + 1);
      String sign = key.kind() == Key.Kind.TABLE ? "[" + key.name() + "]" : name + " = ";
      assertTrue(text.contains(sign), key.name());
    }
    Files.writeString(
        file(), text.replaceAll("(?m)^#(\\w+ = )", "$1").replace("prefix = \"C-b\"", ""));
    assertEquals(List.of(), Reading.of(file(), Map.of()).mistakes());
  }

  @Test
  void aKeyThatIsThereGetsItsValueAndKeepsTheCommentBehindIt() throws IOException {
    assertEquals(
        "a = 1 # one\n\ntheme   = \"light\" # mine\n[keys]\n",
        set("a = 1 # one\n\ntheme   = \"dark\" # mine\n[keys]\n", "theme", "light"));
    assertEquals("theme = \"x\"\n", set("theme = \"a # b\"\n", "theme", "x"));
  }

  @Test
  void aKeyThatIsNotThereTakesThePlaceOfItsCommentOrStandsBeforeTheFirstTable() throws IOException {
    assertEquals(
        "x = 1\ntheme = \"l\"\n[t]\n", set("x = 1\n#theme = \"auto\"\n[t]\n", "theme", "l"));
    assertEquals(
        "theme = \"l\"\n# of t\n[t]\ntheme = 1\n", set("# of t\n[t]\ntheme = 1\n", "theme", "l"));
    assertEquals("theme = \"l\"\n", set("", "theme", "l"));
  }

  @Test
  void onlyTheValueIsReplacedHoweverItAndItsCommentAreWritten() throws IOException {
    assertEquals("theme = \"l\" # one # two\n", set("theme = \"d\" # one # two\n", "theme", "l"));
    assertEquals("theme = \"l\" # \"two\"", set("theme = \"d\" # \"two\"", "theme", "l"));
    assertEquals("theme = \"l\"# two\n", set("theme = \"a\\\" # b\"# two\n", "theme", "l"));
    assertEquals(" 'theme' = \"l\"\n", set(" 'theme' = 'd'\n", "theme", "l"));
    assertEquals("\"th\\u0065me\"=\"l\"\n", set("\"th\\u0065me\"=\"d\"\n", "theme", "l"));
    assertEquals("theme = \"l\" # x\n", set("theme = [\"]\", # ]\n 1] # x\n", "theme", "l"));
    assertEquals(
        "theme = \"l\" # x\na = 1\n", set("theme = \"\"\"\nd\"\"\"\" # x\na = 1\n", "theme", "l"));
  }

  @Test
  void whatOnlyLooksLikeTheKeyIsLeftAlone() throws IOException {
    String words = "# theme = dark is too dark for me, see #12\n";
    assertEquals(words + "theme = \"l\"\n", set(words, "theme", "l"));
    assertEquals("theme = \"l\" # mine\n", set("# theme = \"d\" # mine\n", "theme", "l"));
    for (String sign : List.of("\"\"\"", "'''")) {
      String text = "agent = " + sign + "\n#theme = \"d\"\ntheme = 1\n[x]\n" + sign + "\n";
      assertEquals(text + "theme = \"l\"\n", set(text, "theme", "l"));
    }
    String list = "a = [\n  1,\n# of b\n[2]]\n";
    assertEquals(list + "theme = \"l\"\n# of t\n[t]\n", set(list + "# of t\n[t]\n", "theme", "l"));
    assertEquals("a = 1\ntheme = \"l\"\n", set("a = 1", "theme", "l"));
  }

  @Test
  void aFileOfAnotherSystemKeepsItsMarkAndItsLineEndings() throws IOException {
    assertEquals("\uFEFFtheme = \"l\"\n", set("\uFEFFtheme = \"d\"\n", "theme", "l"));
    assertEquals(
        "# mine\r\ntheme = \"l\" # x\r\n[t]\r\n",
        set("# mine\r\ntheme = \"d\" # x\r\n[t]\r\n", "theme", "l"));
    assertEquals(
        "\uFEFFx = 1\r\ntheme = \"l\"\r\n[t]\r\n", set("\uFEFFx = 1\r\n[t]\r\n", "theme", "l"));
  }

  @Test
  void aFileThatCannotBeUnderstoodIsLeftAsItIs() throws IOException {
    assertThrows(ConfigException.class, () -> set("theme = \n", "theme", "l"));
    assertEquals("theme = \n", Files.readString(file()));
  }

  @Test
  void aValueWithQuotesAndControlsStaysOneLine() throws IOException {
    assertEquals("theme = \"a\\\"\\\\\\u000A\"\n", set("", "theme", "a\"\\\n"));
  }
}
