package agenttui.docker;

/// What the engine says about itself.
///
/// @param product `Docker` or `Podman`
/// @param version its version, as it says it
/// @param api the API version that we speak with it
/// @param cgroup 1 or 2
/// @param cpus how many processors it may give
/// @param memory bytes of memory of its machine
/// @param appArmor whether it confines containers by AppArmor
/// @param seccomp whether it can filter system calls; without, nothing of ours starts
/// @param rootless whether it runs without root
/// @param liveRestore whether containers outlive a restart of it
/// @param machine its processor, as the kernel names it: `x86_64`, `aarch64`
/// @param runtime version of the default runtime (`runc`), or empty
public record EngineFacts(
    String product,
    String version,
    String api,
    int cgroup,
    int cpus,
    long memory,
    boolean appArmor,
    boolean seccomp,
    boolean rootless,
    boolean liveRestore,
    String machine,
    String runtime) {}
