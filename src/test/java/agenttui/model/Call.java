package agenttui.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A tool that the model asks for, by the name and with the arguments that the asking agent knows.
///
/// @param name the tool
/// @param arguments its arguments, in order
record Call(String name, Map<String, Object> arguments) {
  /// A shell command.
  ///
  /// @throws IllegalArgumentException when the request offers no shell
  static Call shell(Set<String> tools, String command) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (tools.contains("exec_command")) {
      arguments.put("cmd", command);
      // Codex asks the person only about what wants to leave its own sandbox.
      arguments.put("sandbox_permissions", "require_escalated");
      arguments.put("justification", "the script says so");
      return new Call("exec_command", arguments);
    }
    arguments.put("command", command);
    arguments.put("description", "Runs what the script says");
    return new Call(offered(tools, "Bash", "bash", "run_shell_command"), arguments);
  }

  /// A new file.
  ///
  /// @param path absolute
  /// @throws IllegalArgumentException when the request offers no way to write one
  static Call write(Set<String> tools, String path, String content) {
    if (tools.contains("exec_command")) {
      return new Call("exec_command", Map.of("cmd", patch(path, content)));
    }
    String name = offered(tools, "Write", "write", "write_file");
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put(name.equals("write") ? "filePath" : "file_path", path);
    arguments.put("content", content);
    return new Call(name, arguments);
  }

  /// Codex takes its patches out of shell commands.
  private static String patch(String path, String content) {
    StringBuilder lines = new StringBuilder("apply_patch <<'EOF'\n*** Begin Patch\n");
    lines.append("*** Add File: ").append(path).append('\n');
    content.lines().forEach(line -> lines.append('+').append(line).append('\n'));
    return lines.append("*** End Patch\nEOF\n").toString();
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
