package agenttui.toolproxy;

/// A kind of tool image and of the sidecar made from it.
///
/// @param name `c-cpp` or `node`; also the folder below `docker/` and the directory of its shims
public record ToolKind(String name) {}
