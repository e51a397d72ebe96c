package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Reads the package table of docs/architecture.md and the compiled classes, and fails on any edge
/// that the table does not allow, on any cycle, and on a library used outside its package.
class ArchitectureTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern OURS = Pattern.compile("agenttui/(\\w+)/");

  /// The libraries that the table's last column names, by the words it uses.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "com/googlecode/lanterna/", Set.of("ui"),
          "org/jline/", Set.of("client"),
          "com/github/dockerjava/", Set.of("docker"),
          "org/eclipse/jetty/", Set.of("http", "toolproxy", "egress"),
          "com/fasterxml/jackson/", Set.of("store", "wire"),
          "org/tomlj/", Set.of("config"),
          "picocli/", Set.of("command"));

  private final Map<String, Set<String>> allowed = table();
  private final Map<String, Set<String>> used = new TreeMap<>();
  private final List<String> strays = new ArrayList<>();

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String line : Checkout.lines(Checkout.ROOT.resolve("docs/architecture.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), names(row.group(2)));
      }
    }
    for (Map.Entry<String, Set<String>> row : rows.entrySet()) {
      int all = row.getValue().contains("*") ? 1 : 0;
      if (all == 1) {
        row.getValue().remove("*");
        Set<String> rest = new HashSet<>(rows.keySet());
        rest.removeAll(row.getValue());
        rest.remove(row.getKey());
        row.setValue(rest);
      }
    }
    return rows;
  }

  /// The names in a cell; "all but a b" gives the exceptions and `*`.
  private static Set<String> names(String cell) {
    Set<String> names =
        NAME.matcher(cell)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(HashSet::new));
    if (cell.contains("all but")) {
      names.add("*");
    }
    return names;
  }

  private void readClasses() throws IOException {
    Path classes = Checkout.ROOT.resolve("target/classes");
    for (Path file : Checkout.files("target/classes/agenttui", ".class")) {
      String from = classes.relativize(file).getName(1).toString();
      ClassModel model = ClassFile.of().parse(file);
      for (PoolEntry entry : model.constantPool()) {
        String text =
            switch (entry) {
              case ClassEntry c -> c.asInternalName() + "/";
              case Utf8Entry u when u.stringValue().contains(";") -> u.stringValue();
              default -> "";
            };
        OURS.matcher(text)
            .results()
            .map(m -> m.group(1))
            .filter(to -> !to.equals(from))
            .forEach(to -> used.computeIfAbsent(from, _ -> new TreeSet<>()).add(to));
        LIBRARIES.forEach((library, owners) -> {
          if (text.contains(library) && !owners.contains(from)) {
            strays.add(from + " uses " + library + " in " + file.getFileName());
          }
        });
      }
    }
  }

  @Test
  void onlyTheEdgesOfTheTableExist() throws IOException {
    readClasses();
    List<String> wrong = new ArrayList<>();
    used.forEach((from, targets) -> {
      if (!allowed.containsKey(from)) {
        wrong.add("no row for package " + from);
      }
      targets.stream()
          .filter(
              to -> allowed.containsKey(to) && !allowed.getOrDefault(from, Set.of()).contains(to))
          .forEach(to -> wrong.add(from + " -> " + to));
    });
    assertEquals(List.of(), wrong, "change the table and write a decision, or remove the edge");
  }

  @Test
  void librariesStayInTheirPackages() throws IOException {
    readClasses();
    assertEquals(List.of(), strays.stream().distinct().toList());
  }

  @Test
  void theTableHasNoCycle() {
    Set<String> done = new HashSet<>();
    for (String start : allowed.keySet()) {
      walk(start, new ArrayDeque<>(), done);
    }
    assertTrue(done.size() >= 20, "the table was read");
  }

  private void walk(String at, Deque<String> path, Set<String> done) {
    assertTrue(!path.contains(at), () -> "cycle: " + path + " " + at);
    if (done.contains(at)) {
      return;
    }
    path.addLast(at);
    allowed.getOrDefault(at, Set.of()).forEach(next -> walk(next, path, done));
    path.removeLast();
    done.add(at);
  }

  @Test
  void everyPackageSaysWhatItIs() {
    List<String> silent =
        Checkout.files("src/main/java/agenttui", ".java").stream()
            .map(Path::getParent)
            .distinct()
            .filter(p -> !p.resolve("package-info.java").toFile().exists())
            .map(p -> Checkout.ROOT.relativize(p).toString())
            .toList();
    assertEquals(List.of(), silent);
  }

  @Test
  void noTypeHasAnEmptyName() {
    Pattern empty = Pattern.compile(".*(Manager|Service|Helper|Utils?|Impl|Info)\\.java");
    List<String> found =
        Checkout.files("src/main/java", ".java").stream()
            .map(p -> p.getFileName().toString())
            .filter(name -> empty.matcher(name).matches())
            .toList();
    assertEquals(List.of(), found);
  }
}
