package agenttui.doctor;

import agenttui.config.ConfigException;
import agenttui.config.Settings;
import agenttui.docker.Account;
import agenttui.git.Discovery;
import agenttui.git.Git;
import agenttui.git.GitException;
import agenttui.store.Directories;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is looked at on this machine itself, without an engine.
final class HostChecks {
  private final Directories directories;
  private final Map<String, String> environment;
  private final Path where;

  /// @param where the caller's working directory
  HostChecks(Directories directories, Map<String, String> environment, Path where) {
    this.directories = directories;
    this.environment = environment;
    this.where = where;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    checks.add(git());
    checks.add(account());
    checks.addAll(places());
    checks.add(sockets());
    checks.add(cache());
    checks.add(terminal());
    checks.add(characters());
    return checks;
  }

  private static Check java() {
    String found = Runtime.version() + " at " + System.getProperty("java.home");
    return Runtime.version().feature() >= 25
        ? Check.ok("java", found)
        : Check.bad("java", found, "start by ./agent-tui, which finds a JDK 25 or newer");
  }

  private Check git() {
    try {
      return switch (Git.host().discover(where)) {
        case Discovery.Found found ->
            Check.ok("git", "2.38 or newer; repository " + found.repository().workTree());
        case Discovery.Not not ->
            Check.warn("git", "2.38 or newer; " + not.line(), "sessions start in a repository");
      };
    } catch (GitException e) {
      return Check.bad("git", String.valueOf(e.getMessage()), "install git 2.38 or newer");
    }
  }

  private static Check account() {
    Account account = Account.ofCaller();
    return account.mapped()
        ? Check.warn(
            "account",
            "you are root; containers run as " + account.numbers(),
            "use agent-tui as an ordinary user where you can")
        : Check.ok("account", account.numbers());
  }

  private List<Check> places() {
    List<Check> checks = new ArrayList<>();
    checks.add(place("state", directories.state(), true));
    checks.add(place("config", directories.config(), false));
    checks.add(place("cache", directories.cache(), false));
    return checks;
  }

  /// A directory of ours: writable (or can be made), and not open to others where that matters.
  private static Check place(String name, Path path, boolean closed) {
    Path there = path;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return Check.bad(
          name, path + ": " + there + " is not writable", "make it writable, or set XDG_*_HOME");
    }
    if (closed && there.equals(path)) {
      try {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!mode.endsWith("---")) {
          return Check.warn(name, path + " is " + mode, "chmod 700 " + path);
        }
      } catch (IOException e) {
        return Check.bad(name, path + ": " + e.getMessage(), "look at its owner");
      }
    }
    return Check.ok(name, path.toString());
  }

  private Check sockets() {
    try {
      return Check.ok("sockets", directories.run().toString());
    } catch (StoreException e) {
      return Check.bad("sockets", String.valueOf(e.getMessage()), "mend its owner and mode");
    }
  }

  private static Check cache() {
    String named = System.getProperty("agenttui.archive", "");
    if (named.isEmpty()) {
      return Check.warn("start-up", "started without ./agent-tui", "start by ./agent-tui");
    }
    return Files.exists(Path.of(named))
        ? Check.ok("start-up", "cache " + named)
        : Check.ok("start-up", "the cache is made after the next first frame");
  }

  private Check terminal() {
    String term = environment.getOrDefault("TERM", "");
    if (term.isEmpty() || term.equals("dumb")) {
      return Check.bad(
          "terminal", "TERM=" + term + " cannot show a full screen", "set TERM, as xterm-256color");
    }
    String colours =
        environment.containsKey("NO_COLOR")
            ? "no colours (NO_COLOR)"
            : environment.getOrDefault("COLORTERM", "").matches("truecolor|24bit")
                ? "16 million colours"
                : term.contains("256") ? "256 colours" : "8 or 16 colours";
    return Check.ok("terminal", "TERM=" + term + ", " + colours);
  }

  private Check characters() {
    String locale = "";
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      if (locale.isEmpty()) {
        locale = environment.getOrDefault(name, "");
      }
    }
    String flat = locale.toLowerCase(Locale.ROOT).replace("-", "");
    return flat.contains("utf8")
        ? Check.ok("characters", locale)
        : Check.warn(
            "characters",
            locale.isEmpty() ? "no locale is set" : locale + " is not UTF-8",
            "export LANG=C.UTF-8: without it lines and marks may look wrong");
  }

  /// What the configuration says, or what is wrong with it.
  static Check configuration(Directories directories, ConfigException wrong) {
    String text = String.valueOf(wrong.getMessage()).lines().reduce("", (a, b) -> a + " " + b);
    return Check.bad("settings", text.strip(), "edit " + directories.configFile());
  }

  static List<Check> network(Settings settings) {
    List<Check> checks = new ArrayList<>();
    String registry = settings.network().npmRegistry();
    checks.add(
        Check.ok(
            "registries",
            "npm "
                + (registry.isEmpty() ? "npm's own" : registry)
                + (settings.network().debianMirror().isEmpty()
                    ? ""
                    : ", Debian " + settings.network().debianMirror())));
    checks.add(
        Check.ok(
            "proxy",
            settings.network().proxyVariables().isEmpty()
                ? "none"
                : String.join(" ", settings.network().proxyVariables().keySet())));
    List<Path> unreadable =
        settings.network().ca().stream().filter(file -> !Files.isReadable(file)).toList();
    checks.add(
        unreadable.isEmpty()
            ? Check.ok("certificates", settings.network().ca().size() + " extra files")
            : Check.bad(
                "certificates", "not readable: " + unreadable, "mend network.ca or the variable"));
    return checks;
  }
}
