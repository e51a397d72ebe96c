package agenttui.egress;

import agenttui.config.NetworkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
    /// A rule of `[approval]`, or a person's answer to its question.
    APPROVAL("approval"),
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

  /// What the policy says of a request.
  sealed interface Decision {
    /// It may go, if its addresses are good.
    ///
    /// @param rule the rule that allows it
    /// @param local where the user's own file sends the name
    record Allowed(Rule rule, Optional<LocalName> local) implements Decision {}

    /// It may not.
    ///
    /// @param why one line without the host
    /// @param draft whether a rule would change that
    record Denied(String why, boolean draft) implements Decision {}
  }

  /// Whether `target` may be asked for at all.
  Decision decide(Target target) {
    if (mode == NetworkMode.NONE) {
      return new Decision.Denied("this pane has no network", false);
    }
    Optional<Rule> against = matching(deny, target);
    if (against.isPresent()) {
      return new Decision.Denied("is denied by " + against.get().origin().word(), false);
    }
    Optional<LocalName> mapped = local.stream().filter(each -> each.matches(target)).findFirst();
    if (mapped.isPresent()) {
      return new Decision.Allowed(new Rule(mapped.get().name(), Origin.USER), mapped);
    }
    return matching(allow, target)
        .<Decision>map(rule -> new Decision.Allowed(rule, Optional.empty()))
        .orElseGet(() -> new Decision.Denied("is not on the allowlist of this pane", true));
  }

  private static Optional<Rule> matching(List<Rule> rules, Target target) {
    return rules.stream().filter(rule -> rule.host().matches(target)).findFirst();
  }

  /// The same policy with what people said since, which comes first.
  Policy with(List<Rule> allowed, List<Rule> denied) {
    List<Rule> yes = new ArrayList<>(allowed);
    yes.addAll(allow);
    List<Rule> no = new ArrayList<>(denied);
    no.addAll(deny);
    return new Policy(mode, project, yes, no, local, parent);
  }

  /// Asks `decide` for a host that nothing may allow, and for one of each rule.
  ///
  /// @throws EgressException when an answer is wrong
  static void probe(List<Rule> allow, List<Rule> deny, Function<Target, Decision> decide) {
    Target nowhere = new Target(Target.Kind.TUNNEL, "probe.invalid", 443);
    if (decide.apply(nowhere) instanceof Decision.Allowed) {
      throw new EgressException("self-test: the policy allows " + nowhere);
    }
    for (Rule rule : allow) {
      Target probe = rule.host().example();
      boolean denied = matching(deny, probe).isPresent();
      if (denied == decide.apply(probe) instanceof Decision.Allowed) {
        throw new EgressException(
            "self-test: the policy " + (denied ? "allows " : "refuses ") + probe);
      }
    }
  }

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
      probe(mode == NetworkMode.NONE ? List.of() : policy.allow, policy.deny, policy::decide);
      return policy;
    }
  }
}
