package agenttui.config;

import java.util.List;
import java.util.Objects;

/// What was said of one sandbox beyond the user's file: by the command line that started it, and by
/// the file of its project, which can only tighten. Remembered with the sandbox.
///
/// @param allow hosts that the command line allows
/// @param denyHosts hosts that the project's file denies
/// @param ask rules of tool calls and hosts that it wants held
/// @param deny rules of those that it denies
public record Terms(
    List<String> allow, List<String> denyHosts, List<String> ask, List<String> deny) {
  /// Nothing.
  public static final Terms NONE = new Terms(List.of(), List.of(), List.of(), List.of());

  /// Copies; what an older record lacks is nothing.
  public Terms {
    allow = List.copyOf(Objects.requireNonNullElse(allow, List.of()));
    denyHosts = List.copyOf(Objects.requireNonNullElse(denyHosts, List.of()));
    ask = List.copyOf(Objects.requireNonNullElse(ask, List.of()));
    deny = List.copyOf(Objects.requireNonNullElse(deny, List.of()));
  }

  /// With hosts of a command line and nothing else.
  public static Terms allowing(List<String> hosts) {
    return new Terms(hosts, List.of(), List.of(), List.of());
  }

  /// The command line's part with what the project's file says now.
  public Terms in(Project project) {
    return new Terms(
        allow, project.denyHosts(), project.approvals().ask(), project.approvals().deny());
  }

  /// The rules of the project's file; none of them allows.
  public ApprovalRules approvals() {
    return new ApprovalRules(List.of(), ask, deny);
  }
}
