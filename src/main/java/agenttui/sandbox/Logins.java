package agenttui.sandbox;

import agenttui.agent.Agent;
import agenttui.agent.Login;
import agenttui.docker.Account;
import agenttui.docker.ContainerSpec;
import agenttui.docker.Engine;
import agenttui.docker.ImageRef;
import agenttui.docker.Labels;
import agenttui.docker.VolumeName;
import agenttui.docker.Volumes;
import agenttui.image.ImageChain;
import agenttui.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What agents are signed in with: for each agent one volume that all its containers share, so that
/// a token that one of them renews is the token of all. The files lie there and nowhere else; in
/// each HOME are links to them, which the helper program looks after (`shim/src/login.c`).
///
/// Any thread; what waits for the engine belongs on a virtual one.
public final class Logins {
  /// Where the volume is in every container of its agent.
  public static final String PLACE = ContainerSpec.HOME + "/" + Login.PLACE;

  private final Engine engine;
  private final ImageChain images;
  private final Secrets secrets;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<VolumeName> owned = new HashSet<>();

  Logins(Engine engine, ImageChain images, Secrets secrets) {
    this.engine = engine;
    this.images = images;
    this.secrets = secrets;
  }

  private VolumeName name(String agent) {
    return new VolumeName("agent-tui-" + engine.owner() + "-login-" + agent);
  }

  /// The agent's volume, made when missing. Once in each run of this program it is given to the
  /// account again, for a kill may have come between.
  VolumeName volume(String agent, ImageRef image) {
    VolumeName name = name(agent);
    lock.lock();
    try {
      if (!owned.contains(name)) {
        engine.volumes().create(name, Map.of(Labels.KIND, "login"));
        engine.volumes().own(name, image, Account.ofCaller());
        owned.add(name);
      }
    } finally {
      lock.unlock();
    }
    return name;
  }

  /// Arguments that come before a container's main program, so that the agent's links are there
  /// before it runs and come back as long as it does.
  static List<String> keeping(String helper, Login login) {
    List<String> all = new ArrayList<>(List.of(helper, "login", "--store", PLACE));
    login.files().forEach(file -> all.add(ContainerSpec.HOME + "/" + file));
    all.add("--");
    return all;
  }

  /// The files that an agent is signed in with; their contents are not looked at. Empty too where
  /// no container was ever made on this engine.
  ///
  /// @throws agenttui.docker.EngineException when the engine does not answer
  public List<Volumes.Entry> files(Agent agent) {
    List<String> names =
        agent.login().map(Login::files).orElse(List.of()).stream().map(Login::name).toList();
    VolumeName volume = name(agent.name());
    if (names.isEmpty() || engine.volumes().find(volume).isEmpty()) {
      return List.of();
    }
    return images
        .foundation()
        .map(image -> engine.volumes().entries(volume, image))
        .orElse(List.of())
        .stream()
        .filter(entry -> names.contains(entry.name()))
        .toList();
  }

  /// The names of the variables by which an agent gets a key, from wherever it comes.
  public Set<String> keys(Agent agent) {
    return secrets.keysOf(agent);
  }

  /// Keeps a key, in a file of this machine for its owner alone (0600); sandboxes that start from
  /// now on get it where nothing else says one.
  ///
  /// @param variable the name of the variable that hands it to the agent, and to no other
  public void give(String agent, String variable, String secret) {
    AtomicFile.write(secrets.given(agent, variable), secret + "\n");
  }

  /// Whether [#give] was said of that variable.
  public boolean given(String agent, String variable) {
    return !variable.isEmpty() && Files.exists(secrets.given(agent, variable));
  }

  /// Takes back [#give].
  public void forget(String agent, String variable) {
    try {
      if (given(agent, variable)) {
        Files.delete(secrets.given(agent, variable));
      }
    } catch (IOException e) {
      throw new SandboxException("cannot remove the key for " + variable + ": " + e, e);
    }
  }
}
