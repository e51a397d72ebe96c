package agenttui.image;

import agenttui.config.Settings;
import agenttui.docker.Account;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.ImageFacts;
import agenttui.docker.ImageRef;
import agenttui.docker.Labels;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The images that containers start from: base, foundation, tool images. Each is built when it is
/// missing or its recipe changed; its tag is the hash of the recipe, so an old one is never taken
/// for a new one.
///
/// Any thread; building waits and is stopped by interrupting its thread, which leaves nothing
/// behind. Two that need the same image build it once (a kernel lock in the state directory).
/// Throws [ImageException] and [agenttui.docker.EngineException].
public final class ImageChain {
  private static final Duration MOST = Duration.ofMinutes(20);

  /// Kinds of sidecars with an image of their own; the others run what the foundation and the tools
  /// volume have.
  private static final List<String> TOOL_IMAGES = List.of("c-cpp");

  private final Engine engine;
  private final Settings settings;
  private final Directories directories;
  private final Account account;

  private ImageChain(Engine engine, Settings settings, Directories directories, Account account) {
    this.engine = engine;
    this.settings = settings;
    this.directories = directories;
    this.account = account;
  }

  /// The chain for these settings; touches nothing.
  public static ImageChain of(Engine engine, Settings settings, Directories directories) {
    return new ImageChain(engine, settings, directories, Account.ofCaller());
  }

  /// The foundation image if it is there: git, bash and what an agent expects, the account's passwd
  /// entry, and the mount points with the account as owner (so that a fresh volume mounted at
  /// `/workspace` or `/home/coder` is the account's).
  public Optional<ImageRef> foundation() {
    return present(foundationRecipe());
  }

  /// The foundation image, made when missing: half a minute to some minutes.
  public ImageRef foundation(Progress progress) {
    Recipe recipe = foundationRecipe();
    return present(recipe)
        .orElseGet(() -> {
          try (Turn _ = Turn.take(directories, progress)) {
            return present(recipe).orElseGet(() -> buildFoundation(recipe, progress));
          }
        });
  }

  private ImageRef buildFoundation(Recipe recipe, Progress progress) {
    ImageRef base =
        new Bootstrap(engine, new ImageRef(settings.baseImage()), settings.network())
            .base(progress);
    return build(recipe, "BASE", base, progress);
  }

  /// The image of a sidecar if it is there.
  ///
  /// @param kind a kind of tools: `c-cpp` has an image of its own, any other (`node`: its programs
  ///   are in the tools volume) gets the foundation
  public Optional<ImageRef> sidecar(String kind) {
    return TOOL_IMAGES.contains(kind) ? present(toolRecipe(kind)) : foundation();
  }

  /// The image of a sidecar, made when missing.
  public ImageRef sidecar(String kind, Progress progress) {
    if (!TOOL_IMAGES.contains(kind)) {
      return foundation(progress);
    }
    Recipe recipe = toolRecipe(kind);
    Optional<ImageRef> present = present(recipe);
    if (present.isPresent()) {
      return present.get();
    }
    ImageRef foundation = foundation(progress);
    try (Turn _ = Turn.take(directories, progress)) {
      return present(recipe).orElseGet(() -> build(recipe, "FOUNDATION", foundation, progress));
    }
  }

  private Recipe foundationRecipe() {
    boolean secure = settings.network().debianMirror().startsWith("https:");
    byte[] certificates = secure ? Certificates.bundle(settings.network()) : new byte[0];
    String apt =
        certificates.length == 0 ? "" : "Acquire::https::CAInfo \"/etc/agent-tui/build-ca.pem\";\n";
    return new Recipe(
        "foundation",
        Map.of(
            "Dockerfile", bytes(Recipe.text("foundation/Dockerfile")),
            "apt.conf", bytes(apt),
            "ca.pem", certificates),
        Map.of(
            "base", settings.baseImage(),
            "MIRROR", settings.network().debianMirror(),
            "ACCOUNT_UID", String.valueOf(account.uid()),
            "ACCOUNT_GID", String.valueOf(account.gid())));
  }

  private Recipe toolRecipe(String kind) {
    return new Recipe(
        kind,
        Map.of("Dockerfile", bytes(Recipe.text(kind + "/Dockerfile"))),
        Map.of("foundation", foundationRecipe().hash()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ImageRef named(Recipe recipe) {
    return new ImageRef("agent-tui/" + recipe.name() + ":" + recipe.hash());
  }

  private Optional<ImageRef> present(Recipe recipe) {
    ImageRef image = named(recipe);
    return engine
        .images()
        .find(image)
        .filter(facts -> recipe.hash().equals(facts.labels().get(Labels.RECIPE)))
        .map(_ -> image);
  }

  private ImageRef build(Recipe recipe, String parentArgument, ImageRef parent, Progress progress) {
    ImageRef image = named(recipe);
    Map<String, String> arguments = new HashMap<>(recipe.arguments());
    arguments.put(parentArgument, parent.value());
    arguments.putAll(settings.network().proxyVariables());
    arguments.keySet().removeIf(key -> key.equals("base") || key.equals("foundation"));
    String what = "image " + recipe.name();
    progress.says(what);
    Path mark = mark();
    boolean cutBefore = Files.exists(mark);
    AtomicFile.write(mark, image.value());
    try {
      engine
          .images()
          .build(
              recipe.context(account, engine.owner()),
              image,
              Map.of(Labels.KIND, recipe.name(), Labels.RECIPE, recipe.hash()),
              arguments,
              MOST,
              line -> progress.says(what, line));
    } catch (EngineException e) {
      if (e.exitCode() == 127 || e.reason() == EngineException.Reason.FULL) {
        throw e;
      }
      throw new ImageException("the " + what + " could not be built: " + e.getMessage(), e);
    }
    if (cutBefore) {
      engine.images().removeCutBuilds();
    }
    unmark(mark);
    return image;
  }

  /// A build goes on or was cut off while this file is there.
  private Path mark() {
    return directories.state("locks").resolve("image.building");
  }

  private static void unmark(Path mark) {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new ImageException("cannot remove " + mark, e);
    }
  }

  /// Removes from the engine what builds left that were cut off, by the end of this program or a
  /// failure; what the foundation can still be made of stays for its next build. Asks the engine
  /// only if there was such a build.
  public void sweep() {
    Path mark = mark();
    if (Files.exists(mark) && foundation().isPresent()) {
      try (Turn _ = Turn.take(directories, Progress.silent())) {
        engine.images().removeCutBuilds();
        unmark(mark);
      }
    }
  }

  /// Certificates, proxies and registries for containers; makes the volume when missing (needs the
  /// foundation image).
  public NetworkFiles networkFiles() {
    return new Certificates(engine, settings.network(), account)
        .files(() -> foundation(Progress.silent()));
  }

  /// All images of ours on the engine.
  public List<ImageFacts> images() {
    return engine.images().list(Map.of()).stream()
        .filter(i -> i.labels().containsKey(Labels.RECIPE))
        .toList();
  }

  Account account() {
    return account;
  }

  Settings settings() {
    return settings;
  }
}
