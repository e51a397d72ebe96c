package agenttui.cli;

/// A quantity of the running program that may not grow while the same work is done over and over.
enum Gauge {
  SERVER_THREADS("server, threads", 1),
  SERVER_DESCRIPTORS("server, descriptors", 1),
  SERVER_LIVE("server, live heap after a collection, MiB", 2),
  SERVER_RESIDENT("server, resident, MiB", 8),
  SERVER_PROPORTIONAL("server, proportional (PSS), MiB", 8),
  HELPERS("keepers and helpers, processes", 1),
  HELPER_THREADS("keepers and helpers, threads", 1),
  HELPER_DESCRIPTORS("keepers and helpers, descriptors", 4),
  HELPER_MEMORY("keepers and helpers, memory but for what they keep of each pane's output, MiB", 1),
  CONTAINERS("containers", 0.5),
  VOLUMES("volumes", 45),
  STATE_FILES("files of the state directory but the hub's objects", 120),
  TEMPORARY("files of ours in /tmp", 0.5),
  STATE_SIZE(
      "for comparison: state directory with the agents' commits, MiB", Double.POSITIVE_INFINITY),
  AGENT_PROCESSES("for comparison: processes of the agents", Double.POSITIVE_INFINITY),
  AGENT_MEMORY("for comparison: memory of the agents, MiB", Double.POSITIVE_INFINITY);

  private final String title;
  private final double harmless;

  Gauge(String title, double harmless) {
    this.title = title;
    this.harmless = harmless;
  }

  /// What it is, with its unit.
  String title() {
    return title;
  }

  /// The slope per hour below which a server may run for a week: infinite for what agents make. Of
  /// volumes and files, what stays of twenty forks an hour that are in the trash for fourteen days.
  double harmless() {
    return harmless;
  }
}
