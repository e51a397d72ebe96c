package agenttui.fork;

/// What a fork runs in; remembered, so that a fork that comes back comes back the same.
///
/// @param agent the agent's name (`claude`, `shell`)
/// @param sandbox `docker` or `local`
/// @param network the network mode (`none`, `open`), or empty for the sandbox's default
public record Setup(String agent, String sandbox, String network) {}
