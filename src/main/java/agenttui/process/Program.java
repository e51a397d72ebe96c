package agenttui.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One host program to start: an argument array, never a shell string; an environment that holds
/// only what is named.
///
/// Immutable; each `with`-like method gives a changed copy. [#run()] blocks its (virtual) thread.
public final class Program {
  /// The variables that a program gets from ours unless [#bare()] was said.
  private static final List<String> KEPT =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR");

  private static final int MAX_ERR = 64 << 10;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST_SILENT = 4;

  private final List<String> arguments;
  private final @Nullable Path directory;
  private final Map<String, String> environment;
  private final Duration timeout;
  private final int limit;
  private final byte[] input;

  private Program(
      List<String> arguments,
      @Nullable Path directory,
      Map<String, String> environment,
      Duration timeout,
      int limit,
      byte[] input) {
    this.arguments = arguments;
    this.directory = directory;
    this.environment = environment;
    this.timeout = timeout;
    this.limit = limit;
    this.input = input;
  }

  /// A program with its arguments; 60 s, 8 MiB of output, no input, the kept variables of our own
  /// environment.
  public static Program of(String... arguments) {
    return of(List.of(arguments));
  }

  /// A program with its arguments, as [#of(String...)].
  public static Program of(List<String> arguments) {
    Map<String, String> kept = new HashMap<>();
    for (String name : KEPT) {
      String value = System.getenv(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return new Program(
        List.copyOf(arguments),
        null,
        Map.copyOf(kept),
        Duration.ofSeconds(60),
        8 << 20,
        new byte[0]);
  }

  /// The same, started in `path`.
  public Program in(Path path) {
    return new Program(arguments, path, environment, timeout, limit, input);
  }

  /// The same with one more variable.
  public Program env(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Program(arguments, directory, Map.copyOf(more), timeout, limit, input);
  }

  /// The same with these variables added.
  public Program env(Map<String, String> variables) {
    Map<String, String> more = new HashMap<>(environment);
    more.putAll(variables);
    return new Program(arguments, directory, Map.copyOf(more), timeout, limit, input);
  }

  /// The same with an empty environment (add what it needs by [#env]).
  public Program bare() {
    return new Program(arguments, directory, Map.of(), timeout, limit, input);
  }

  /// The same with all variables of our own environment.
  public Program inherited() {
    return new Program(arguments, directory, Map.copyOf(System.getenv()), timeout, limit, input);
  }

  /// The same, killed after `limit`.
  public Program timeout(Duration limit) {
    return new Program(arguments, directory, environment, limit, this.limit, input);
  }

  /// The same, keeping at most `bytes` of standard output (the rest is read and thrown away).
  public Program limit(int bytes) {
    return new Program(arguments, directory, environment, timeout, bytes, input);
  }

  /// The same with `bytes` on standard input, then end of file.
  public Program stdin(byte[] bytes) {
    return new Program(arguments, directory, environment, timeout, limit, bytes);
  }

  /// The argument array.
  public List<String> arguments() {
    return arguments;
  }

  /// Starts it, waits for its end and gives what it wrote. Children that outlive it are not waited
  /// for; after the time limit the program and its descendants are killed.
  ///
  /// @throws ProcessException when it cannot be started
  public Exit run() {
    Process process = start(ProcessBuilder.Redirect.PIPE);
    Kept out = new Kept(process.getInputStream(), limit);
    Kept err = new Kept(process.getErrorStream(), MAX_ERR);
    Thread.ofVirtual().start(() -> feed(process.getOutputStream()));
    boolean late = false;
    try {
      late = !process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      late = true;
    }
    if (late) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    awaitLastWords(out, err);
    return new Exit(late ? -1 : process.exitValue(), out.bytes(), err.bytes(), late, out.cut());
  }

  /// Waits, after the program's end, until both streams end; or, when others hold them open, until
  /// nothing has come for some seconds: its own last words wait in a pipe by then. The seconds are
  /// counted one by one, for a pause of our own process is no silence of the pipe.
  private static void awaitLastWords(Kept out, Kept err) {
    int silent = 0;
    int size = 0;
    try {
      while (!(out.ended(SECOND) && err.ended(SECOND)) && silent < MOST_SILENT) {
        int now = out.size() + err.size();
        silent = now == size ? silent + 1 : 0;
        size = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts it for streaming; the caller owns the three streams and waits. Neither the time limit
  /// nor the output limit nor [#stdin] count.
  ///
  /// @param error where standard error goes
  /// @throws ProcessException when it cannot be started
  public Process start(ProcessBuilder.Redirect error) {
    ProcessBuilder builder = new ProcessBuilder(arguments).redirectError(error);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProcessException("cannot start " + arguments.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /// Starts it in a session of its own (`setsid`), so that it outlives us and our terminal: no
  /// input, output and errors appended to `log` (0600), working directory `/` unless said
  /// otherwise.
  ///
  /// @throws ProcessException when it cannot be started
  public Process detached(Path log) {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true)
            .directory((directory == null ? Path.of("/") : directory).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      if (!Files.exists(log)) {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return builder.start();
    } catch (IOException e) {
      throw new ProcessException("cannot start " + arguments.getFirst() + ": " + e.getMessage(), e);
    }
  }

  private void feed(OutputStream stdin) {
    try (stdin) {
      stdin.write(input);
    } catch (IOException ignored) {
      // It ended or closed its input: its exit code tells.
    }
  }

  /// What comes out of a program, as far as it is kept.
  private static final class Kept {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int limit;
    private boolean cut;

    /// Reads `from` to its end on a thread of its own.
    Kept(InputStream from, int limit) {
      this.limit = limit;
      Thread.ofVirtual().start(() -> read(from));
    }

    private void read(InputStream from) {
      byte[] buffer = new byte[16 << 10];
      try (from) {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException ignored) {
        // Killed: what was read so far is the answer.
      } finally {
        ended.countDown();
      }
    }

    private synchronized void keep(byte[] buffer, int length) {
      int room = Math.min(length, limit - bytes.size());
      bytes.write(buffer, 0, room);
      cut |= room < length;
    }

    /// Whether no more comes; waits for that, at most `most`.
    boolean ended(Duration most) throws InterruptedException {
      return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized int size() {
      return bytes.size();
    }

    synchronized byte[] bytes() {
      return bytes.toByteArray();
    }

    synchronized boolean cut() {
      return cut;
    }
  }
}
