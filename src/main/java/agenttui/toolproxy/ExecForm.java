package agenttui.toolproxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a command of the form of `POST /exec`, or says why not. Nothing but tool, arguments,
/// directory below the workspace, named variables and the terminal's size gets through.
final class ExecForm {
  private static final int ARGUMENTS = 4096;

  /// Linux's limit for one argument (MAX_ARG_STRLEN).
  private static final int ARGUMENT_BYTES = 128 * 1024 - 1;

  private static final int DIRECTORY_BYTES = 4096;
  private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_+.-]{1,64}");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,3})x([1-9][0-9]{0,3})");

  /// What came of reading.
  sealed interface Result {
    /// It may be run.
    record Good(ToolCommand command) implements Result {}

    /// It may not.
    record Bad(Refusal refusal) implements Result {}
  }

  private ExecForm() {}

  /// Reads the form in `body`; `size` is the header `X-Agent-Tui-Size` or empty, `allowed` the
  /// names of variables that may be set.
  static Result read(byte[] body, String size, Set<String> allowed) {
    Optional<Form> parsed = Form.parse(body);
    if (parsed.isEmpty() || !parsed.get().only("tool", "cwd", "arg", "env")) {
      return bad("malformed form");
    }
    Form form = parsed.get();
    Optional<String> tool = form.one("tool");
    if (tool.isEmpty() || !TOOL.matcher(tool.get()).matches()) {
      return bad("malformed or missing tool");
    }
    Optional<String> directory = form.one("cwd").flatMap(ExecForm::directory);
    if (directory.isEmpty()) {
      return bad("the working directory must be /workspace or below");
    }
    List<String> arguments = form.all("arg");
    if (arguments.size() > ARGUMENTS
        || arguments.stream().anyMatch(each -> bytes(each) > ARGUMENT_BYTES)) {
      return bad("too many or too long arguments");
    }
    Map<String, String> environment = new HashMap<>();
    for (String each : form.all("env")) {
      int equals = each.indexOf('=');
      if (equals < 1 || !allowed.contains(each.substring(0, equals))) {
        return bad("a variable that tools do not get");
      }
      environment.put(each.substring(0, equals), each.substring(equals + 1));
    }
    if (!addSize(size, environment)) {
      return bad("malformed terminal size");
    }
    List<String> argv = new ArrayList<>(List.of(tool.get()));
    argv.addAll(arguments);
    return new Result.Good(new ToolCommand(argv, directory.get(), environment));
  }

  private static Result bad(String text) {
    return new Result.Bad(new Refusal(400, text));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean addSize(String size, Map<String, String> environment) {
    Matcher matcher = SIZE.matcher(size);
    boolean good = matcher.matches();
    if (good) {
      environment.put("COLUMNS", matcher.group(1));
      environment.put("LINES", matcher.group(2));
    }
    return good || size.isEmpty();
  }

  /// The absolute directory that `cwd` means: `/workspace` or below, without `.` and empty parts.
  static Optional<String> directory(String cwd) {
    boolean inside = cwd.equals("/workspace") || cwd.startsWith("/workspace/");
    boolean relative = !cwd.startsWith("/") && !cwd.isEmpty();
    if (bytes(cwd) > DIRECTORY_BYTES || !(inside || relative)) {
      return Optional.empty();
    }
    String below = inside ? cwd.substring("/workspace".length()) : cwd;
    List<String> parts =
        Stream.of(below.split("/", -1)).filter(p -> !p.isEmpty() && !p.equals(".")).toList();
    if (parts.contains("..")) {
      return Optional.empty();
    }
    return Optional.of(
        String.join("/", Stream.concat(Stream.of("/workspace"), parts.stream()).toList()));
  }
}
