package agenttui.git;

import agenttui.process.Exit;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one place where git is started on the host.
///
/// It is used on two kinds of repository only: the user's own and our hubs. A directory that an
/// agent could have written is never opened (measured: one `git status` there ran seven planted
/// programs); what must be known about one is asked inside its sandbox. Every start switches off
/// hooks, the file system monitor, lazy fetching, prompts, collection of garbage and all
/// transports.
///
/// Stateless and thread-safe; each call blocks its (virtual) thread until git ends.
public final class Git {
  /// The first version with `merge-tree --write-tree` (release notes of 2.38).
  private static final int[] OLDEST = {2, 38};

  private static final Duration LONG = Duration.ofMinutes(30);

  private static final List<String> HARDENING =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.splitIndex=false",
          "core.quotePath=false",
          "core.editor=false",
          "core.askPass=false",
          "credential.helper=",
          "gc.auto=0",
          "maintenance.auto=false",
          "commit.gpgSign=false",
          "submodule.recurse=false",
          "fetch.recurseSubmodules=false",
          "protocol.version=2",
          "protocol.allow=never");

  private final String program;
  private volatile boolean checked;

  private Git(String program) {
    this.program = program;
  }

  /// The git found in PATH, looked for when it is first needed.
  public static Git host() {
    return new Git("git");
  }

  /// As [#host()], with the program's name or path.
  static Git named(String program) {
    return new Git(program);
  }

  private void check() {
    if (checked) {
      return;
    }
    String said = raw(Program.of(program, "--version")).text();
    Matcher version = Pattern.compile("git version (\\d{1,4})\\.(\\d{1,4})").matcher(said);
    if (!version.find()) {
      throw new GitException(127, program + " does not answer like git; install git 2.38 or newer");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (major < OLDEST[0] || (major == OLDEST[0] && minor < OLDEST[1])) {
      throw new GitException(
          127, "git " + major + "." + minor + " is too old; agent-tui needs git 2.38 or newer");
    }
    checked = true;
  }

  /// Finds the repository whose work tree `directory` lies in.
  ///
  /// @throws GitException with exit code 127 when there is no git or it is older than 2.38
  public Discovery discover(Path directory) {
    check();
    if (!java.nio.file.Files.isDirectory(directory)) {
      return new Discovery.Not(directory + " is not a directory");
    }
    Call call = user(directory);
    Exit top = call.tryRun("rev-parse", "--path-format=absolute", "--show-toplevel");
    if (!top.ok()) {
      return new Discovery.Not(notUsable(directory, top.complaint()));
    }
    Path workTree = Path.of(line(top.text()));
    Path gitDir = Path.of(line(call.text("rev-parse", "--path-format=absolute", "--git-dir")));
    Path common =
        Path.of(line(call.text("rev-parse", "--path-format=absolute", "--git-common-dir")));
    String format = line(call.text("rev-parse", "--show-object-format"));
    return new Discovery.Found(new Repository(this, workTree, gitDir, common, format));
  }

  private static String notUsable(Path directory, String complaint) {
    if (complaint.contains("dubious ownership")) {
      return directory
          + " belongs to another user; git config --global --add safe.directory "
          + directory
          + " says that you trust it";
    }
    if (complaint.contains("must be run in a work tree")) {
      return directory + " is in a bare repository; go to a work tree of it";
    }
    if (complaint.contains("not a git repository")) {
      return directory + " is not in a git repository; git init makes one";
    }
    return directory + ": " + oneLine(complaint);
  }

  /// Commands in the user's repository, started in `directory`: with the user's configuration.
  Call user(Path directory) {
    Map<String, String> environment = new HashMap<>();
    for (String name : List.of("XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return new Call(directory, Map.copyOf(environment), List.of());
  }

  /// Commands in the hub at `directory`: without anybody's configuration but the hub's.
  Call hub(Path directory) {
    return new Call(
        directory,
        Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_ATTR_NOSYSTEM", "1",
            "GIT_DIR", directory.toString()),
        List.of());
  }

  private Exit raw(Program command) {
    try {
      return command.run();
    } catch (ProcessException e) {
      throw new GitException(127, "git is missing: install git 2.38 or newer");
    }
  }

  /// The first line that says what is wrong, without git's prefix, at most 300 characters.
  static String oneLine(String complaint) {
    List<String> lines = complaint.lines().filter(l -> !l.isBlank()).toList();
    String found =
        lines.stream()
            .filter(l -> l.startsWith("fatal:") || l.startsWith("error:"))
            .findFirst()
            .orElse(lines.isEmpty() ? "no reason given" : lines.getFirst());
    String text = found.replaceFirst("^(fatal|error): ", "");
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /// `output` without the one line break at its end (paths may hold others).
  static String line(String output) {
    return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
  }

  /// Git commands at one place with one environment.
  final class Call {
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> settings;

    private Call(Path directory, Map<String, String> environment, List<String> settings) {
      this.directory = directory;
      this.environment = environment;
      this.settings = settings;
    }

    /// The same with one more variable.
    Call env(String name, String value) {
      Map<String, String> more = new HashMap<>(environment);
      more.put(name, value);
      return new Call(directory, Map.copyOf(more), settings);
    }

    /// The same with one more `-c` setting.
    Call with(String setting) {
      List<String> more = new ArrayList<>(settings);
      more.add(setting);
      return new Call(directory, environment, List.copyOf(more));
    }

    /// The program, ready to run or to stream.
    Program program(String... arguments) {
      List<String> command = new ArrayList<>(List.of(program, "--no-pager"));
      HARDENING.forEach(each -> command.addAll(List.of("-c", each)));
      settings.forEach(each -> command.addAll(List.of("-c", each)));
      command.addAll(List.of(arguments));
      return Program.of(command)
          .in(directory)
          .env(environment)
          .env("LC_ALL", "C")
          .env("GIT_TERMINAL_PROMPT", "0")
          .env("GIT_NO_LAZY_FETCH", "1")
          .env("GIT_OPTIONAL_LOCKS", "0")
          .env("GIT_SSH_COMMAND", "false")
          .limit(64 << 20)
          .timeout(LONG);
    }

    /// Runs and gives whatever came out.
    Exit tryRun(String... arguments) {
      return raw(program(arguments));
    }

    /// Runs with `input` on standard input and gives whatever came out.
    Exit tryRun(byte[] input, String... arguments) {
      return raw(program(arguments).stdin(input));
    }

    /// Runs and gives standard output.
    ///
    /// @throws GitException when it does not end with 0
    String text(String... arguments) {
      return checked(tryRun(arguments), arguments[0]).text();
    }

    /// As [#text(String...)] with `input` on standard input.
    String text(byte[] input, String... arguments) {
      return checked(tryRun(input, arguments), arguments[0]).text();
    }

    /// Runs a command whose only output is an object id.
    ObjectId id(String... arguments) {
      return new ObjectId(text(arguments).strip());
    }

    /// `exit` when it is good.
    Exit checked(Exit exit, String verb) {
      if (!exit.ok()) {
        String why =
            exit.timedOut()
                ? "took longer than " + LONG.toMinutes() + " minutes"
                : exit.truncated() ? "said more than 64 MiB" : oneLine(exit.complaint());
        throw new GitException(1, "git " + verb + " in " + directory + ": " + why);
      }
      return exit;
    }
  }
}
