package agenttui.egress;

import agenttui.config.NetworkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one sandbox may reach. Immutable, checked by a probe in both directions when it is made;
/// swapped as a whole.
///
/// A host is reached when a rule allows it and none denies it. Without rules nothing is.
///
/// @param mode `none` refuses all, whatever the rules say
/// @param project the name under which what a person allows for the project is kept, or empty
/// @param allow in order; the first that matches is named as the reason
/// @param deny these win
/// @param local the user's own names for places that are refused otherwise; allowed by being there
/// @param parent a company's proxy
public record Policy(
    NetworkMode mode,
    String project,
    List<Rule> allow,
    List<Rule> deny,
    List<LocalName> local,
    ParentProxy parent) {
  /// Copies.
  public Policy {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    local = List.copyOf(local);
  }

  /// Who wrote a rule.
  public enum Origin {
    /// The agent's record: its model and sign-in.
    AGENT("agent"),
    /// A tool's registry.
    TOOLS("tools"),
    /// The user's file.
    USER("user"),
    /// The project's file.
    PROJECT("project"),
    /// The command line that started the pane.
    LAUNCH("launch"),
    /// A person, for the next request only.
    ONCE("once"),
    /// A person, for one pane.
    PANE("pane"),
    /// A person, for one project.
    THIS_PROJECT("this project"),
    /// A person, for good.
    ALWAYS("always");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    /// For people.
    public String word() {
      return word;
    }
  }

  /// A rule and who wrote it.
  public record Rule(HostRule host, Origin origin) {}

  /// A policy that allows nothing yet.
  public static Builder builder(NetworkMode mode) {
    return new Builder(mode);
  }

  /// Gathers a policy. Each method returns the same builder; not for several threads.
  public static final class Builder {
    private final NetworkMode mode;
    private final List<Rule> allow = new ArrayList<>();
    private final List<Rule> deny = new ArrayList<>();
    private final List<LocalName> local = new ArrayList<>();
    private String project = "";
    private ParentProxy parent = ParentProxy.NONE;

    private Builder(NetworkMode mode) {
      this.mode = mode;
    }

    /// The project whose allowances count.
    public Builder project(String name) {
      project = name;
      return this;
    }

    /// Allows these hosts.
    ///
    /// @throws EgressException for one that is not in the grammar
    public Builder allow(Origin origin, List<String> hosts) {
      hosts.forEach(each -> allow.add(new Rule(HostRule.parse(each), origin)));
      return this;
    }

    /// Denies these hosts, whatever allows them.
    ///
    /// @throws EgressException for one that is not in the grammar
    public Builder deny(Origin origin, List<String> hosts) {
      hosts.forEach(each -> deny.add(new Rule(HostRule.parse(each), origin)));
      return this;
    }

    /// Maps the names of the user's own file.
    ///
    /// @throws EgressException for a line that is not in the grammar
    public Builder local(Map<String, String> lines) {
      lines.forEach((name, target) -> local.add(LocalName.parse(name, target)));
      return this;
    }

    /// Goes through a company's proxy.
    public Builder parent(ParentProxy proxy) {
      parent = proxy;
      return this;
    }

    /// The policy, tried once with a host that it must refuse and with each that it must allow.
    ///
    /// @throws EgressException when a probe is answered wrongly
    public Policy build() {
      Policy policy = new Policy(mode, project, allow, deny, local, parent);
      SelfTest.of(policy);
      return policy;
    }
  }
}
