package agenttui.command.machine;

import agenttui.command.Context;
import agenttui.command.Screens;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineState;
import agenttui.image.ImageChain;
import agenttui.image.ImageException;
import agenttui.image.Progress;
import agenttui.image.ToolsVolumes;
import agenttui.sandbox.Sandboxes;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import agenttui.store.StoreException;
import agenttui.term.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A first start on a machine with an engine but without our images: they are made in the
/// background, with progress in the status line, while a shell in sandbox `local` already works.
/// One for the server; any thread.
public final class Preparation implements AutoCloseable {
  /// The status line changes at most so often.
  private static final Duration BEAT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private @Nullable Thread maker;

  /// Whether a session in the sandbox that the configuration means would have to wait for images
  /// while one in `local` can start at once. Then making them begins; else says why not.
  ///
  /// @param wanted `docker`, `local`, or empty or `auto` for the configured one
  public boolean begins(Context context, String wanted) {
    boolean open = wanted.isEmpty() || wanted.equals("auto");
    if (!open || !(context.the(Engine.class).state() instanceof EngineState.Ready)) {
      return false;
    }
    ImageChain images = context.the(ImageChain.class);
    if (images.foundation().isPresent()) {
      return false;
    }
    String complaint = Sandboxes.probeLocal(context.the(Directories.class));
    if (!complaint.isEmpty()) {
      context.err().println(Printable.of("the images are made first: " + complaint));
      return false;
    }
    make(images, context.screens());
    return true;
  }

  private synchronized void make(ImageChain images, Screens screens) {
    if (maker == null || !maker.isAlive()) {
      maker = Thread.ofVirtual().name("images").start(() -> work(images, screens));
    }
  }

  private static void work(ImageChain images, Screens screens) {
    AtomicLong last = new AtomicLong(System.nanoTime() - BEAT.toNanos());
    Progress progress =
        Progress.to(
            line -> {
              long now = System.nanoTime();
              if (now - last.get() >= BEAT.toNanos()) {
                last.set(now);
                screens.status(brief(line));
              }
            },
            InstantSource.system());
    String end = "containers are ready: the next session uses them";
    try {
      images.foundation(progress);
      images.networkFiles();
    } catch (EngineException | ImageException | StoreException e) {
      LOG.warn("the images could not be made", e);
      end = "no images yet (agent-tui setup tries again): " + e.getMessage();
    }
    screens.status("");
    screens.flash(Printable.of(end));
  }

  /// What is made, how far and since when, short enough for the status line: `making base image ·
  /// 34.5 MB · 12 s`.
  static String brief(String line) {
    int end = line.indexOf(" · ");
    int colon = line.indexOf(':');
    int head = colon >= 0 && colon < end ? colon : Math.max(end, 0);
    return "making " + line.substring(0, head) + line.substring(Math.max(end, 0));
  }

  /// Has the session ask which agents to install, when none is and nobody was asked before.
  public static void offer(Context context, String session) {
    if (!(context.the(Engine.class).state() instanceof EngineState.Ready)) {
      return;
    }
    Path asked = context.the(Directories.class).state("setup").resolve("asked");
    boolean some =
        context.the(ToolsVolumes.class).current().filter(v -> !v.agents().isEmpty()).isPresent();
    if (!some && AtomicFile.read(asked).isEmpty()) {
      AtomicFile.write(asked, "1\n");
      context.screens().greet(session, "setup --ask");
    }
  }

  /// Stops making images, and waits until nothing half-made is left.
  @Override
  public void close() {
    Thread making;
    synchronized (this) {
      making = maker;
    }
    if (making != null) {
      making.interrupt();
      try {
        making.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
