package agenttui.model;

import agenttui.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A tool that the model asks for, by the name and with the arguments that the asking agent knows.
///
/// @param name the tool
/// @param arguments its arguments, in order; empty for a tool that takes source text
/// @param source the text that a tool takes instead; empty for others
record Call(String name, Map<String, Object> arguments, String source) {
  private static Call function(String name, Map<String, Object> arguments) {
    return new Call(name, arguments, "");
  }

  /// Codex gives models that it knows one tool: JavaScript that calls the others.
  private static Call javascript(String source) {
    return new Call("exec", Map.of(), source);
  }

  /// A shell command.
  ///
  /// @throws IllegalArgumentException when the request offers no shell
  static Call shell(Set<String> tools, String command) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (tools.contains("exec_command") || tools.contains("exec")) {
      arguments.put("cmd", command);
      // Codex asks the person only about what wants to leave its own sandbox.
      arguments.put("sandbox_permissions", "require_escalated");
      arguments.put("justification", "May I run what the script says?");
      return tools.contains("exec_command")
          ? function("exec_command", arguments)
          : javascript(
              "text((await tools.exec_command(%s)).output);".formatted(Json.line(arguments)));
    }
    arguments.put("command", command);
    arguments.put("description", "Runs what the script says");
    return function(offered(tools, "Bash", "bash", "run_shell_command"), arguments);
  }

  /// A new file.
  ///
  /// @param path absolute
  /// @throws IllegalArgumentException when the request offers no way to write one
  static Call write(Set<String> tools, String path, String content) {
    if (tools.contains("exec")) {
      String patch = Json.line(patch(path, content));
      return javascript("text(await tools.apply_patch(%s));".formatted(patch));
    }
    if (tools.contains("exec_command")) {
      // To models that it does not know it offers no other way than this.
      String command = "apply_patch <<'EOF'\n" + patch(path, content) + "EOF\n";
      return function("exec_command", Map.of("cmd", command));
    }
    String name = offered(tools, "Write", "write", "write_file");
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put(name.equals("write") ? "filePath" : "file_path", path);
    arguments.put("content", content);
    return function(name, arguments);
  }

  private static String patch(String path, String content) {
    StringBuilder lines = new StringBuilder("*** Begin Patch\n*** Add File: ");
    lines.append(path).append('\n');
    content.lines().forEach(line -> lines.append('+').append(line).append('\n'));
    return lines.append("*** End Patch\n").toString();
  }

  private static String offered(Set<String> tools, String... names) {
    for (String name : names) {
      if (tools.contains(name)) {
        return name;
      }
    }
    throw new IllegalArgumentException("none of " + String.join(", ", names) + " in " + tools);
  }
}
