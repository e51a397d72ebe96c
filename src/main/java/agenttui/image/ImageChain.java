package agenttui.image;

import agenttui.config.Settings;
import agenttui.docker.Account;
import agenttui.docker.Engine;
import agenttui.docker.ImageFacts;
import agenttui.docker.ImageRef;
import agenttui.store.Directories;
import java.util.List;
import java.util.Optional;

/// The images that containers start from: base, foundation, tool images. Each is built when it is
/// missing or its recipe changed; its tag is the hash of the recipe, so an old one is never taken
/// for a new one.
///
/// Any thread; building waits and is stopped by interrupting its thread, which leaves nothing
/// behind. Two that need the same image build it once (a kernel lock in the state directory).
/// Throws [ImageException] and [agenttui.docker.EngineException].
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class ImageChain {
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
    throw new UnsupportedOperationException();
  }

  /// The foundation image, made when missing: half a minute to some minutes.
  public ImageRef foundation(Progress progress) {
    throw new UnsupportedOperationException();
  }

  /// The image of a sidecar if it is there.
  ///
  /// @param kind a kind of tools: `c-cpp` has an image of its own, any other (`node`: its programs
  ///   are in the tools volume) gets the foundation
  public Optional<ImageRef> sidecar(String kind) {
    throw new UnsupportedOperationException();
  }

  /// The image of a sidecar, made when missing.
  public ImageRef sidecar(String kind, Progress progress) {
    throw new UnsupportedOperationException();
  }

  /// Certificates, proxies and registries for containers; makes the volume when missing (needs the
  /// foundation image).
  public NetworkFiles networkFiles() {
    throw new UnsupportedOperationException();
  }

  /// All images of ours on the engine.
  public List<ImageFacts> images() {
    throw new UnsupportedOperationException();
  }
}
