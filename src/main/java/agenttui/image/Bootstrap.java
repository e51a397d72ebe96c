package agenttui.image;

import agenttui.config.Network;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.ImageRef;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Gets the base image: it is there, or a registry has it, or (for Debian's) mmdebstrap makes it on
/// this machine and the engine imports it.
final class Bootstrap {
  /// A registry that says nothing for so long does not answer.
  private static final Duration QUIET = Duration.ofSeconds(15);

  private static final Duration MOST = Duration.ofMinutes(15);

  private final Engine engine;
  private final ImageRef wanted;
  private final Network network;

  Bootstrap(Engine engine, ImageRef wanted, Network network) {
    this.engine = engine;
    this.wanted = wanted;
    this.network = network;
  }

  /// The base image, however it came.
  ImageRef base(Progress progress) {
    if (engine.images().find(wanted).isPresent()) {
      return wanted;
    }
    String why = pull(progress);
    if (why.isEmpty()) {
      return wanted;
    }
    if (!wanted.value().matches("debian:[a-z]+(-slim)?")) {
      throw new ImageException("base image " + wanted + " cannot be had: " + why);
    }
    return made(progress);
  }

  /// Pulls; gives an empty text, or why it did not work.
  private String pull(Progress progress) {
    String what = "base image " + wanted;
    progress.says(what + ": asking the registry");
    AtomicLong last = new AtomicLong(System.nanoTime());
    CompletableFuture<String> done = new CompletableFuture<>();
    Thread puller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                engine
                    .images()
                    .pull(
                        wanted,
                        MOST,
                        line -> {
                          last.set(System.nanoTime());
                          progress.says(what, line);
                        });
                done.complete("");
              } catch (EngineException e) {
                done.complete(String.valueOf(e.getMessage()));
              }
            });
    try {
      while (!done.isDone()) {
        if (System.nanoTime() - last.get() > QUIET.toNanos()) {
          done.complete("no registry answers");
        }
        Turn.pause();
      }
    } finally {
      puller.interrupt();
    }
    return done.join();
  }

  private ImageRef made(Progress progress) {
    String suite = wanted.value().substring("debian:".length()).replace("-slim", "");
    String packages =
        String.join(
            ",",
            Recipe.text("base/packages.txt")
                .lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .toList());
    String hash =
        Recipe.digest((suite + packages + network.debianMirror()).getBytes(StandardCharsets.UTF_8));
    ImageRef image = new ImageRef("agent-tui/base:" + hash.substring(0, 12));
    if (engine.images().find(image).isEmpty()) {
      mmdebstrap(suite, packages, image, progress);
    }
    return image;
  }

  private void mmdebstrap(String suite, String packages, ImageRef image, Progress progress) {
    List<String> arguments =
        new ArrayList<>(
            List.of("mmdebstrap", "--variant=minbase", "--include=" + packages, suite, "-"));
    if (!network.debianMirror().isEmpty()) {
      arguments.add(network.debianMirror());
    }
    String what = "base image: no registry answers, making it from Debian's packages";
    progress.says(what);
    AtomicReference<String> complaint = new AtomicReference<>("");
    Path ground = ground();
    Process process;
    try {
      process =
          Program.of(arguments)
              .env(network.proxyVariables())
              .env("TMPDIR", ground.toString())
              .start(ProcessBuilder.Redirect.PIPE);
    } catch (ProcessException e) {
      clear(ground);
      throw new ImageException(
          "no image registry answers and mmdebstrap is missing: `apt install mmdebstrap`"
              + " makes the base image on this machine",
          e);
    }
    Thread.ofVirtual().start(() -> listen(process, what, progress, complaint));
    // An archive that ends early is an image too: it gets its name when mmdebstrap said that it is
    // done.
    ImageRef unchecked = new ImageRef("agent-tui/unchecked:" + UUID.randomUUID());
    try (InputStream root = new Counted(process.getInputStream(), what, progress)) {
      engine.images().importRoot(root, unchecked, MOST);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new ImageException(
            "the base image could not be made: mmdebstrap: " + complaint.get());
      }
      engine.images().tag(unchecked, image);
    } catch (IOException | EngineException e) {
      String said = complaint.get().isEmpty() ? String.valueOf(e.getMessage()) : complaint.get();
      throw new ImageException("the base image could not be made: " + said, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("cancelled", e);
    } finally {
      ToolsInstall.uninterrupted(() -> {
        end(process);
        clear(ground);
        engine.images().remove(unchecked);
      });
    }
  }

  /// Its progress is on standard error; the last line that says `E:` or `error` is why it failed.
  private static void listen(
      Process process, String what, Progress progress, AtomicReference<String> complaint) {
    try (BufferedReader lines = new BufferedReader(process.errorReader(StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("E: ") || line.contains("error:")) {
          complaint.set(line.replaceAll("\\p{C}+", " ").strip());
        }
        progress.says(what, line.startsWith("I: ") ? line.substring(3) : "");
      }
    } catch (IOException ignored) {
      // It was ended; nobody needs its last words.
    }
  }

  /// Where it unpacks: others may pass through, because without root it works under other user ids.
  private static Path ground() {
    try {
      Path ground = Files.createTempDirectory("agent-tui-base");
      return Files.setPosixFilePermissions(ground, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new ImageException("no temporary directory for the base image: " + e.getMessage(), e);
    }
  }

  /// Asks it and its children to end: its head is deaf to TERM, waits for them and unmounts what it
  /// mounted.
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Removes what is left of it, but nothing below a mount of this machine's `/proc` or `/sys`,
  /// which stays when it had to be killed.
  private static void clear(Path ground) {
    Program.of("rm", "-rf", "--one-file-system", ground.toString()).run();
  }

  private static final class Counted extends FilterInputStream {
    private final String what;
    private final Progress progress;
    private long bytes;
    private long told;

    Counted(InputStream from, String what, Progress progress) {
      super(from);
      this.what = what;
      this.progress = progress;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = super.read(into, offset, length);
      bytes += Math.max(0, n);
      if (bytes - told > 4_000_000) {
        told = bytes;
        progress.bytes(what, bytes);
      }
      return n;
    }
  }
}
