package agenttui.server;

import agenttui.agent.Agents;
import agenttui.approval.ApprovalException;
import agenttui.approval.Approvals;
import agenttui.command.Doors;
import agenttui.config.ConfigException;
import agenttui.config.Mistake;
import agenttui.config.Network;
import agenttui.config.NetworkMode;
import agenttui.config.Settings;
import agenttui.config.Terms;
import agenttui.docker.Engine;
import agenttui.egress.Allowances;
import agenttui.egress.EgressException;
import agenttui.egress.EgressLimits;
import agenttui.egress.EgressProxy;
import agenttui.egress.HostRule;
import agenttui.egress.Names;
import agenttui.egress.ParentProxy;
import agenttui.egress.Policy;
import agenttui.fork.Forks;
import agenttui.fork.SandboxGrounds;
import agenttui.git.Git;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.merge.Merges;
import agenttui.mux.Badge;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Directories;
import agenttui.toolproxy.Hooks;
import agenttui.toolproxy.ToolCalls;
import agenttui.toolproxy.ToolKind;
import agenttui.toolproxy.ToolLimits;
import agenttui.toolproxy.ToolProxy;
import agenttui.toolproxy.ToolTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The front doors of a real server, each opened once. Opening them touches neither the engine nor
/// the network.
///
/// @param engine the container engine
/// @param images the image chain
/// @param tools the agents' tools volume
/// @param agents the records of agents
/// @param sandboxes all sandboxes
/// @param forks all forks
/// @param merges merges of forks
/// @param approvals rules and waiting questions
/// @param proxy the tool proxy
/// @param egress the egress proxy
/// @param reach what sandboxes may reach by it
record Wiring(
    Engine engine,
    ImageChain images,
    ToolsVolumes tools,
    Agents agents,
    Sandboxes sandboxes,
    Forks forks,
    Merges merges,
    Approvals approvals,
    ToolProxy proxy,
    EgressProxy egress,
    Reach reach) {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /// Opens them. Takes some 100 ms cold: before the loop starts.
  static Wiring open(
      Directories directories,
      Settings settings,
      Journal journal,
      Clock clock,
      Map<String, String> environment) {
    String owner = Directories.shortHash(directories.state().toString());
    Engine engine = Engine.connect(environment, owner);
    ImageChain images = ImageChain.of(engine, settings, directories);
    ToolsVolumes tools = ToolsVolumes.of(engine, images, directories);
    Agents agents = Agents.load(directories.agentRecords());
    ToolTable table = ToolTable.builtIn();
    Approvals approvals = approvals(directories, settings, journal, clock);
    Map<String, Set<String>> shims = shims(table);
    Sandboxes sandboxes =
        Sandboxes.open(
            directories, settings, engine, images, tools, agents, journal, environment, shims);
    Forks forks =
        Forks.open(
            Git.host(),
            directories,
            SandboxGrounds.over(sandboxes, shims.keySet(), Wiring::check),
            journal,
            clock);
    return new Wiring(
        engine,
        images,
        tools,
        agents,
        sandboxes,
        forks,
        Merges.open(forks, journal, clock),
        approvals,
        ToolProxy.open(journal, table, ToolLimits.DEFAULT, approvals, clock),
        EgressProxy.open(
            journal,
            Allowances.open(directories.state("network").resolve("allowed.json")),
            approvals,
            EgressLimits.DEFAULT,
            Names.system(),
            clock),
        new Reach(settings.network(), agents, table, known(settings, environment)));
  }

  private static void check(Terms terms) {
    try {
      Reach.said(terms, Policy.builder(NetworkMode.ALLOWLIST)).build();
      Approvals.check(terms);
    } catch (EgressException | ApprovalException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// A rule that cannot be read is a mistake of the configuration, and said as one.
  private static Approvals approvals(
      Directories directories, Settings settings, Journal journal, Clock clock) {
    try {
      return Approvals.open(
          settings.approvals(), directories.state().resolve("approvals.json"), journal, clock);
    } catch (ApprovalException e) {
      String why = String.valueOf(e.getMessage());
      throw new ConfigException(List.of(new Mistake("configuration", why)));
    }
  }

  /// The user's variables, with those whose value some file or command has: for hosts it only
  /// counts that they are there.
  private static Map<String, String> known(Settings settings, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    settings.keys().names().forEach(name -> all.putIfAbsent(name, "set"));
    return all;
  }

  private static Map<String, Set<String>> shims(ToolTable table) {
    Map<String, Set<String>> shims = new HashMap<>();
    for (ToolKind kind : table.kinds()) {
      shims.put(kind.name(), table.shimNames(List.of(kind)));
    }
    return shims;
  }

  /// The doors with all of these.
  Doors doors(Doors others, Settings settings) {
    return others
        .with(Settings.class, settings)
        .with(Engine.class, engine)
        .with(ImageChain.class, images)
        .with(ToolsVolumes.class, tools)
        .with(Agents.class, agents)
        .with(Sandboxes.class, sandboxes)
        .with(Forks.class, forks)
        .with(Merges.class, merges)
        .with(Approvals.class, approvals)
        .with(ToolCalls.class, proxy.calls())
        .with(Hooks.class, proxy.hooks())
        .with(EgressProxy.class, egress);
  }

  /// What a sandbox may reach, put together from all who have a say in it: its agent's record, its
  /// tools' registries, the user's own file, the command line and the project's file. Immutable;
  /// any thread.
  ///
  /// @param network the user's part
  /// @param agents the records of agents
  /// @param tools the table of tools
  /// @param environment the user's variables, some of which hold addresses for agents
  record Reach(Network network, Agents agents, ToolTable tools, Map<String, String> environment) {
    /// Copies, and builds a policy once, so that a mistake is told when the server starts.
    ///
    /// @throws ConfigException with what is wrong in `[network]`
    Reach {
      environment = Map.copyOf(environment);
      try {
        user(network, Policy.builder(NetworkMode.ALLOWLIST)).build();
      } catch (EgressException e) {
        String why = "[network]: " + e.getMessage();
        throw new ConfigException(List.of(new Mistake("configuration", why)));
      }
    }

    /// The policy of a sandbox.
    Policy of(Sandbox sandbox) {
      Set<ToolKind> kinds =
          tools.kinds().stream()
              .filter(kind -> sandbox.tools().contains(kind.name()))
              .collect(Collectors.toSet());
      List<String> own =
          agents.find(sandbox.agent()).map(a -> a.hosts(environment)).orElse(List.of()).stream()
              .filter(Reach::readable)
              .toList();
      Policy.Builder policy =
          Policy.builder(sandbox.network())
              .project(sandbox.project())
              .allow(Policy.Origin.AGENT, own)
              .allow(Policy.Origin.TOOLS, tools.hosts(kinds));
      return said(sandbox.terms(), user(network, policy)).build();
    }

    private static Policy.Builder said(Terms terms, Policy.Builder policy) {
      return policy
          .allow(Policy.Origin.LAUNCH, terms.allow())
          .deny(Policy.Origin.PROJECT, terms.denyHosts());
    }

    /// Some come from addresses in the user's variables: one that is none allows nothing.
    private static boolean readable(String host) {
      try {
        HostRule.parse(host);
        return true;
      } catch (EgressException e) {
        LOG.warn("no host can be read in {}", host, e);
        return false;
      }
    }

    private static Policy.Builder user(Network network, Policy.Builder policy) {
      List<String> hosts = new ArrayList<>(network.allow());
      if (!network.npmRegistry().isEmpty()) {
        hosts.add(HostRule.ofAddress(network.npmRegistry()).toString());
      }
      return policy
          .allow(Policy.Origin.USER, hosts)
          .deny(Policy.Origin.USER, network.deny())
          .local(network.local())
          .parent(ParentProxy.of(network.httpProxy(), network.httpsProxy(), network.noProxy()));
    }

    /// What a pane's title says beyond the mode: ways past the check of addresses.
    List<Badge> badges(Sandbox sandbox) {
      List<Badge> badges = new ArrayList<>();
      if (sandbox.network() == NetworkMode.ALLOWLIST) {
        if (!network.local().isEmpty()) {
          badges.add(Badge.plain("local names"));
        }
        if (!network.proxyVariables().isEmpty()) {
          badges.add(Badge.plain("parent proxy"));
        }
      }
      return badges;
    }
  }
}
