package agenttui.meta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs google-java-format as a program of its own: it needs compiler internals that this JVM does
/// not open.
///
/// `mvn exec:exec@format` rewrites the sources; [FormatTest] only looks.
public final class Format {
  private Format() {}

  /// Formats (`--fix`) or lists what is not formatted.
  public static void main(String[] args) throws IOException, InterruptedException {
    String answer = run(args.length > 0 && args[0].equals("--fix") ? "-i" : "-n");
    System.out.print(answer);
  }

  /// What the formatter prints for all sources with `flag`: with `-n` the files that differ, one a
  /// line.
  static String run(String flag) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("com.google.googlejavaformat.java.Main", flag));
    Stream.of("src/main/java", "src/test/java")
        .flatMap(directory -> Checkout.files(directory, ".java").stream())
        .map(Path::toString)
        .forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return answer;
  }
}
