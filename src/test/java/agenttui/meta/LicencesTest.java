package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every jar on the class path has its licence in docs/licences.md.
class LicencesTest {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-\\d[\\w.-]*\\.jar");

  @Test
  void everyJarIsListed() {
    List<String> table = Checkout.lines(Checkout.ROOT.resolve("docs/licences.md"));
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(each -> Path.of(each).getFileName().toString())
            .map(VERSIONED::matcher)
            .filter(Matcher::matches)
            .map(match -> match.group(1))
            .filter(name -> !name.startsWith("surefire"))
            .sorted()
            .toList();
    assertTrue(jars.contains("lanterna"), "the class path was read");
    List<String> missing =
        jars.stream()
            .filter(name -> table.stream().noneMatch(line -> line.startsWith("| " + name + " | ")))
            .toList();
    assertEquals(List.of(), missing);
  }
}
