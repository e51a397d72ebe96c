package agenttui.cli;

import agenttui.client.CallersEnvironment;
import agenttui.client.Client;
import agenttui.client.ClientException;
import agenttui.command.Caller;
import agenttui.command.Outcome;
import agenttui.command.Registry;
import agenttui.command.machine.DoctorVerb;
import agenttui.command.machine.StartCache;
import agenttui.command.settings.Alone;
import agenttui.command.settings.ConfigVerb;
import agenttui.command.settings.Configuration;
import agenttui.command.settings.KeysVerb;
import agenttui.command.settings.ResetVerb;
import agenttui.command.settings.ThemeVerb;
import agenttui.config.ConfigException;
import agenttui.server.LogFile;
import agenttui.server.Server;
import agenttui.server.Verbs;
import agenttui.server.settings.LiveConfiguration;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import agenttui.store.Endpoint;
import agenttui.store.StoreException;
import agenttui.wire.Protocol;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/// Entry point: answers what needs no server, becomes the server, or says the line to the server.
///
/// `--version`, `--help` and `completion` are answered before any library is loaded; only what a
/// branch needs is named in that branch.
public final class Main {
  private Main() {}

  /// Runs one command line and exits with its code.
  public static void main(String[] args) {
    int code;
    try {
      code = run(new ArrayList<>(List.of(args)));
    } catch (ClientException | StoreException e) {
      System.err.println("agent-tui: " + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }

  private static int run(List<String> words) {
    // Within a pane its own server is meant.
    String name = System.getenv().getOrDefault(Endpoint.VARIABLE, "default");
    while (!words.isEmpty() && words.getFirst().startsWith("-L")) {
      String first = words.removeFirst();
      if (first.length() > 2) {
        name = first.substring(2);
      } else if (words.isEmpty()) {
        return usage("-L needs a name");
      } else {
        name = words.removeFirst();
      }
    }
    return run(name, words);
  }

  private static int run(String name, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    return switch (verb) {
      case "--version", "-V" -> said("agent-tui " + Protocol.build() + "\n");
      case "--help", "-h" -> page("help.txt");
      case "vt" ->
          bare(words, "vt: shows what is on standard input as a terminal does", Main::terminal);
      case "completion" -> completion(words.subList(1, words.size()));
      case "serve" -> bare(words, "serve: the server itself, in the foreground", () -> serve(name));
      case "doctor" -> doctor(words);
      case "config", "keys", "theme", "reset" -> alone(name, words);
      case StartCache.VERB -> rehearse(name);
      default -> ask(name, line(words));
    };
  }

  /// A verb without arguments of its own.
  private static int bare(List<String> words, String help, IntSupplier runs) {
    List<String> rest = words.subList(1, words.size());
    if (rest.isEmpty()) {
      return runs.getAsInt();
    }
    boolean asks = rest.equals(List.of("--help")) || rest.equals(List.of("-h"));
    return asks ? said(help + "\n") : usage(words.getFirst() + " takes no arguments");
  }

  /// Without a verb, options belong to `start`.
  private static List<String> line(List<String> words) {
    if (words.isEmpty() || words.getFirst().startsWith("-")) {
      words.addFirst("start");
    }
    return words;
  }

  /// What only asks how a verb is used is told here: what is ill may keep a server from starting.
  private static int ask(String name, List<String> words) {
    if (words.contains("--help") || words.contains("-h")) {
      if (Verbs.registry().parse(words) instanceof Registry.Parsed.Help help) {
        return said(help.text());
      }
    }
    return Client.run(Endpoint.of(Directories.of(System.getenv()), name), words);
  }

  /// What goes wrong before a client is let in is the last line on standard error, where the client
  /// that started us finds it.
  private static int serve(String name) {
    Directories directories = logged();
    Thread.ofPlatform().daemon().name("preload").start(Verbs::preload);
    try {
      return Server.serve(Endpoint.of(directories, name), directories);
    } catch (ConfigException e) {
      System.err.println(String.valueOf(e.getMessage()).lines().collect(Collectors.joining("; ")));
      return 1;
    }
  }

  /// Only in directories of its own: it ends the server that it talks to.
  private static int rehearse(String name) {
    String ground = System.getProperty(StartCache.PROPERTY, "");
    if (ground.isEmpty() || !Directories.of(System.getenv()).state().startsWith(ground)) {
      return usage("rehearse: only the program itself calls this");
    }
    Directories directories = logged();
    return Rehearsal.run(Endpoint.of(directories, name), directories);
  }

  private static Directories logged() {
    Directories directories = Directories.of(System.getenv());
    Path log = directories.state("log").resolve("server.log");
    if (AtomicFile.read(log).isEmpty()) {
      AtomicFile.write(log, "");
    }
    System.setProperty(LogFile.PROPERTY, log.toString());
    return directories;
  }

  private static int terminal() {
    return Vt.run(new BufferedInputStream(System.in), new FileOutputStream(FileDescriptor.out));
  }

  private static int completion(List<String> shells) {
    if (shells.equals(List.of("--help")) || shells.equals(List.of("-h"))) {
      return said("completion bash, zsh or fish: prints what completes command lines there\n");
    }
    if (shells.size() != 1 || !List.of("bash", "zsh", "fish").contains(shells.getFirst())) {
      return usage("completion: bash, zsh or fish");
    }
    return page("completion." + shells.getFirst());
  }

  /// What concerns the configuration needs no server, which a mistake in it may keep from starting.
  private static int alone(String name, List<String> words) {
    Registry registry =
        Registry.of(List.of(ConfigVerb.class, KeysVerb.class, ThemeVerb.class, ResetVerb.class));
    return switch (registry.parse(words)) {
      case Registry.Parsed.Wrong wrong -> usage(wrong.line());
      case Registry.Parsed.Help help -> said(help.text());
      case Registry.Parsed.Runs runs when runs.command() instanceof Alone verb -> alone(verb);
      case Registry.Parsed.Runs _ -> ask(name, words);
    };
  }

  private static int alone(Alone verb) {
    Map<String, String> environment = CallersEnvironment.variables();
    Directories directories = Directories.of(environment);
    Caller caller =
        new Caller(
            Path.of("").toAbsolutePath(),
            environment,
            Client.hasTerminal(),
            false,
            80,
            24,
            Optional.empty(),
            Optional.empty());
    Configuration configuration = LiveConfiguration.read(directories, environment, Verbs::registry);
    Outcome outcome = verb.run(configuration, caller, System.out, System.err);
    System.out.flush();
    return switch (outcome) {
      case Outcome.Done done -> done.code();
      case Outcome.Failed failed -> {
        System.err.println("agent-tui: " + failed.line());
        yield failed.code();
      }
      case Outcome.Ask _, Outcome.Then _ -> usage("a screen is needed for this");
    };
  }

  /// Without a server: it may be what is ill.
  private static int doctor(List<String> words) {
    return switch (Registry.of(List.of(DoctorVerb.class)).parse(words)) {
      case Registry.Parsed.Wrong wrong -> usage(wrong.line());
      case Registry.Parsed.Help help -> said(help.text());
      case Registry.Parsed.Runs runs -> {
        DoctorVerb verb = (DoctorVerb) runs.command();
        Path here = Path.of("").toAbsolutePath();
        yield verb.report(CallersEnvironment.variables(), here, System.out)
                instanceof Outcome.Done done
            ? done.code()
            : 1;
      }
    };
  }

  private static int usage(String line) {
    System.err.println("agent-tui: " + line);
    return 2;
  }

  private static int said(String text) {
    System.out.print(text);
    System.out.flush();
    return 0;
  }

  /// Prints a resource that the build has made from the registry.
  private static int page(String name) {
    try (InputStream in = Main.class.getResourceAsStream(name);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      if (in == null) {
        throw new ClientException("this program was built without " + name);
      }
      in.transferTo(out);
      return 0;
    } catch (IOException e) {
      throw new ClientException("cannot print " + name + ": " + e.getMessage());
    }
  }
}
