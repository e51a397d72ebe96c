package agenttui.docker;

import agenttui.config.NetworkMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one container of ours is to be. Hardening is not a field: every container gets it, and
/// there is no way here to ask for less, for a path of this machine, a device or the network of
/// this machine.
///
/// Besides the mounts said here each has tmpfs at `/tmp` (programs may run there: compilers and
/// agents map what they unpack), `/var/tmp`, `/run` and `/run/agent-tui` (0700, the account's).
///
/// @param kind what it is for
/// @param image what it starts from
/// @param name its name on the engine, unique there
/// @param command the main process with its arguments; absolute path or looked up in the image
/// @param environment variables; they show in `inspect`, so never secrets
/// @param account whose numbers its processes have
/// @param directory where the main process starts
/// @param mounts named volumes and further tmpfs
/// @param labels further labels (owner and kind come by themselves)
/// @param network what it reaches
/// @param limits what it may use
public record ContainerSpec(
    Kind kind,
    ImageRef image,
    String name,
    List<String> command,
    Map<String, String> environment,
    Account account,
    String directory,
    List<Mount> mounts,
    Map<String, String> labels,
    NetworkMode network,
    Limits limits) {
  /// Where the account's home is in every container.
  public static final String HOME = "/home/coder";

  /// Copies.
  public ContainerSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
    labels = Map.copyOf(labels);
  }

  /// What a container may use of the machine.
  ///
  /// @param processes processes and threads at a time
  /// @param cpus processors; the engine's count where that is less
  /// @param memory bytes, swap included
  public record Limits(long processes, double cpus, long memory) {
    /// 4096 processes, 4 processors, 8 GiB.
    public static final Limits STANDARD = new Limits(4096, 4, 8L << 30);
  }

  /// Something mounted into a container. Only these two exist.
  public sealed interface Mount {
    /// Where, absolute.
    String target();

    /// A named volume.
    ///
    /// @param name its name; a missing one would be made without labels, so make it first
    /// @param target where
    /// @param readOnly whether it can only be read
    record Volume(VolumeName name, String target, boolean readOnly) implements Mount {
      /// Checks the target.
      public Volume {
        checkTarget(target);
      }
    }

    /// Memory that goes with the container; owned by the account, mode 0700.
    ///
    /// @param target where; a path that no image has (else the image's own mode wins)
    /// @param bytes its size
    record Tmpfs(String target, long bytes) implements Mount {
      /// Checks the target.
      public Tmpfs {
        checkTarget(target);
      }
    }
  }

  private static void checkTarget(String target) {
    if (!target.startsWith("/") || target.length() < 2 || target.matches(".*[\\x00-\\x1f:,].*")) {
      throw new IllegalArgumentException("not a place to mount: " + target);
    }
  }

  /// Starts a builder: account of the caller, `HOME` set, directory `/`, network `none`, standard
  /// limits.
  public static Builder of(Kind kind, ImageRef image, String name) {
    return new Builder(kind, image, name);
  }

  /// Gathers a [ContainerSpec]. One thread.
  public static final class Builder {
    private final Kind kind;
    private final ImageRef image;
    private final String name;
    private final Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", HOME));
    private final List<Mount> mounts = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private List<String> command = List.of("sleep", "infinity");
    private Account account = Account.ofCaller();
    private String directory = "/";
    private NetworkMode network = NetworkMode.NONE;
    private Limits limits = Limits.STANDARD;

    private Builder(Kind kind, ImageRef image, String name) {
      this.kind = kind;
      this.image = image;
      this.name = name;
    }

    /// Sets the main process; without it, one that sleeps.
    public Builder command(List<String> arguments) {
      command = arguments;
      return this;
    }

    /// Adds a variable.
    public Builder env(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /// Adds variables.
    public Builder env(Map<String, String> variables) {
      environment.putAll(variables);
      return this;
    }

    /// Sets whose numbers its processes have.
    public Builder account(Account numbers) {
      account = numbers;
      return this;
    }

    /// Sets where the main process starts; without it `/`.
    public Builder directory(String path) {
      directory = path;
      return this;
    }

    /// Mounts a volume that can be written.
    public Builder volume(VolumeName volume, String target) {
      mounts.add(new Mount.Volume(volume, target, false));
      return this;
    }

    /// Mounts a volume that can only be read.
    public Builder readOnlyVolume(VolumeName volume, String target) {
      mounts.add(new Mount.Volume(volume, target, true));
      return this;
    }

    /// Mounts memory of at most `bytes`, the account's, 0700.
    public Builder tmpfs(String target, long bytes) {
      mounts.add(new Mount.Tmpfs(target, bytes));
      return this;
    }

    /// Adds a label.
    public Builder label(String label, String value) {
      labels.put(label, value);
      return this;
    }

    /// Sets what it reaches.
    public Builder network(NetworkMode mode) {
      network = mode;
      return this;
    }

    /// Sets what it may use.
    public Builder limits(Limits most) {
      limits = most;
      return this;
    }

    /// The spec.
    public ContainerSpec build() {
      return new ContainerSpec(
          kind,
          image,
          name,
          command,
          environment,
          account,
          directory,
          mounts,
          labels,
          network,
          limits);
    }
  }
}
