package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The hard stops of the house style: files of 600 lines, methods of 60, packages of 25 types.
class SizesTest {
  private static final int FILE_LINES = 600;
  private static final int METHOD_LINES = 60;
  private static final int PACKAGE_TYPES = 25;

  /// The head of a member at one level of indentation that opens a body: formatted code makes this
  /// exact enough.
  private static final Pattern HEAD =
      Pattern.compile(
          "^( {2}| {4})(?!(return|if|for|while|switch|try|else|do|synchronized)\\b)[\\w@<].*");

  private static List<Path> sources() {
    return Stream.concat(
            Stream.of("src/main/java", "src/test/java")
                .flatMap(d -> Checkout.files(d, ".java").stream()),
            Stream.of(".c", ".h").flatMap(s -> Checkout.files("shim", s).stream()))
        .filter(p -> !p.startsWith(Checkout.ROOT.resolve("shim/build")))
        .toList();
  }

  @Test
  void noFileIsLongerThanTheStop() {
    List<String> longer =
        sources().stream()
            .filter(file -> Checkout.lines(file).size() > FILE_LINES)
            .map(file -> Checkout.ROOT.relativize(file) + " " + Checkout.lines(file).size())
            .toList();
    assertEquals(List.of(), longer);
  }

  @Test
  void noMethodIsLongerThanTheStop() {
    List<String> longer = new ArrayList<>();
    for (Path file : Checkout.files("src/main/java", ".java")) {
      longer.addAll(longMethods(file));
    }
    assertEquals(List.of(), longer);
  }

  private static List<String> longMethods(Path file) {
    List<String> lines = Checkout.lines(file);
    List<String> longer = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int end = HEAD.matcher(lines.get(i)).matches() ? bodyEnd(lines, i) : -1;
      if (end - i > METHOD_LINES) {
        longer.add(Checkout.ROOT.relativize(file) + ":" + (i + 1) + " " + (end - i) + " lines");
      }
    }
    return longer;
  }

  /// The line that closes the method whose head starts at `start`; -1 when no method starts there.
  private static int bodyEnd(List<String> lines, int start) {
    String indent = lines.get(start).startsWith("    ") ? "    " : "  ";
    StringBuilder head = new StringBuilder();
    int at = start;
    while (at < lines.size() && !lines.get(at).endsWith("{")) {
      head.append(lines.get(at));
      if (lines.get(at).endsWith(";") || lines.get(at).isBlank()) {
        return -1;
      }
      at++;
    }
    if (at == lines.size()) {
      return -1;
    }
    head.append(lines.get(at));
    boolean method =
        head.indexOf("(") >= 0
            && !head.toString().contains(" class ")
            && !head.toString().contains("interface ")
            && !head.toString().contains("enum ")
            && !head.toString().contains("record ")
            && !head.toString().contains(" = ");
    for (int end = at; method && end < lines.size(); end++) {
      if (lines.get(end).equals(indent + "}")) {
        return end;
      }
    }
    return -1;
  }

  @Test
  void noPackageHasMoreTypesThanTheStop() {
    Map<String, Long> types =
        Checkout.files("src/main/java", ".java").stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    file -> Checkout.ROOT.relativize(file.getParent()).toString(),
                    TreeMap::new,
                    Collectors.counting()));
    types.values().removeIf(count -> count <= PACKAGE_TYPES);
    assertEquals(Map.of(), types);
  }
}
