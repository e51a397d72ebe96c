package agenttui.sandbox;

import agenttui.config.NetworkMode;
import agenttui.docker.ContainerSpec;
import agenttui.process.Exit;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The argument list of bubblewrap for one sandbox on this machine.
///
/// Whether it works is learned by running the real list once with `true`, never from versions. Of
/// this machine it shows programs and libraries, and the few files in `/etc` that programs need:
/// nobody's home, no password file, no engine socket. No capability, no new privilege, namespaces
/// of its own; the network's only in mode `open`. There is no filter of system calls.
///
/// @param workspace bound at `/workspace`
/// @param home bound at `/home/coder`
/// @param helper bound read-only at `/opt/agent-tui`: the helper program and its shims
/// @param hub bound read-only at `/hub/PROJECT`
/// @param project the hub's id
/// @param relay the keeper's socket for connections out of the sandbox
/// @param token the file with the shims' token
/// @param network what it reaches
/// @param egress the helper's arguments that make it listen for the network, or none
record Bubblewrap(
    Path workspace,
    Path home,
    Path helper,
    Path hub,
    String project,
    Path relay,
    Path token,
    NetworkMode network,
    List<String> egress)
    implements Wrapping {
  /// Files and directories of `/etc` that programs read and that say nothing about people.
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates.conf",
          "ca-certificates",
          "gai.conf",
          "group",
          "host.conf",
          "hosts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "mime.types",
          "nsswitch.conf",
          "passwd",
          "pki",
          "protocols",
          "resolv.conf",
          "services",
          "ssl",
          "terminfo",
          "timezone",
          "vim");

  /// Where the relay's socket is inside.
  private static final String RELAY = "/run/agent-tui/relay.sock";

  @Override
  public List<String> pane(List<String> arguments, String directory) {
    List<String> listen = new ArrayList<>(egress);
    listen.addAll(List.of("--listen", "tool=/run/agent-tui/tool.sock"));
    return inside(listen, arguments, directory);
  }

  /// Tools and `exec` reach the network as panes do; nobody listens for their shims.
  @Override
  public List<String> run(List<String> arguments, String directory) {
    return inside(egress, arguments, directory);
  }

  private List<String> inside(List<String> listen, List<String> arguments, String directory) {
    List<String> all = arguments(directory);
    if (!listen.isEmpty()) {
      all.addAll(List.of("/opt/agent-tui/agent-tui-helper", "inside", "--relay", RELAY));
      all.addAll(listen);
      all.add("--");
    }
    all.addAll(arguments);
    return all;
  }

  private List<String> arguments(String directory) {
    List<String> all = new ArrayList<>(List.of("bwrap", "--unshare-all"));
    if (network == NetworkMode.OPEN) {
      all.add("--share-net");
    }
    all.addAll(List.of("--die-with-parent", "--cap-drop", "ALL"));
    bind(all, "--ro-bind", "/usr", "/usr");
    for (String link : List.of("bin", "sbin", "lib", "lib64")) {
      all.addAll(List.of("--symlink", "usr/" + link, "/" + link));
    }
    for (String name : ETC) {
      bind(all, "--ro-bind-try", "/etc/" + name, "/etc/" + name);
    }
    all.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
    for (String memory : List.of("/tmp", "/run", "/var/tmp")) {
      all.addAll(List.of("--tmpfs", memory));
    }
    bind(all, "--bind", home.toString(), ContainerSpec.HOME);
    bind(all, "--bind", workspace.toString(), Sandbox.WORKSPACE);
    bind(all, "--ro-bind", hub.toString(), "/hub/" + project);
    bind(all, "--ro-bind", helper.toString(), "/opt/agent-tui");
    all.addAll(List.of("--perms", "0700", "--dir", "/run/agent-tui"));
    bind(all, "--bind-try", relay.toString(), RELAY);
    bind(all, "--ro-bind", token.toString(), "/run/agent-tui/token");
    all.addAll(List.of("--remount-ro", "/", "--chdir", directory, "--"));
    return all;
  }

  private static void bind(List<String> all, String how, String from, String to) {
    all.addAll(List.of(how, from, to));
  }

  /// Why it does not work here; empty when it does. Takes some 20 ms.
  String complaint() {
    try {
      Exit exit =
          Program.of(run(List.of("true"), "/"))
              .in(Path.of("/"))
              .timeout(Duration.ofSeconds(10))
              .run();
      return exit.ok() ? "" : "bubblewrap cannot make a sandbox here: " + exit.complaint();
    } catch (ProcessException e) {
      return "bubblewrap is not installed (Debian: apt-get install bubblewrap)";
    }
  }
}
