package agenttui.sandbox;

import agenttui.keeper.ExitStatus;
import agenttui.keeper.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The copy of a hub on the engine's side, from which clones borrow objects. Only the porter, a
/// small container without network, writes it, and it sees nothing but bytes that this machine
/// made. It can be made again at any time.
public final class HubMirror {
  private final Sandbox porter;
  private final String path;

  HubMirror(Sandbox porter, String path) {
    this.porter = porter;
    this.path = path;
  }

  /// Makes the bare repository if there is none. `objectFormat` is git's word: `sha1` or `sha256`.
  void init(String objectFormat) {
    git("", "init", "--quiet", "--bare", "--object-format=" + objectFormat, path);
  }

  /// The commits that it has, by its refs: hexadecimal names.
  public List<String> tips() {
    return git("", "-C", path, "for-each-ref", "--format=%(objectname)")
        .lines()
        .distinct()
        .toList();
  }

  /// Takes a pack (thin ones too), then points `refs` (full names) at the objects named.
  ///
  /// @param pack what `git pack-objects --stdout` writes; read to its end, not closed
  /// @throws SandboxException when git there refuses it
  public void receive(InputStream pack, Map<String, String> refs) {
    try (Run run = start("-C", path, "index-pack", "--stdin", "--fix-thin")) {
      Thread feeding =
          Thread.ofVirtual()
              .start(() -> {
                try (OutputStream to = run.stdin()) {
                  pack.transferTo(to);
                } catch (IOException e) {
                  // Its exit tells.
                }
              });
      finished(run, "index-pack");
      feeding.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("cancelled while the hub was copied");
    }
    StringBuilder updates = new StringBuilder();
    refs.forEach(
        (ref, id) -> updates.append("update ").append(ref).append(' ').append(id).append('\n'));
    git(updates.toString(), "-C", path, "update-ref", "--stdin");
  }

  private Run start(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of("git"));
    all.addAll(List.of(arguments));
    return porter.run(all, "/", Map.of("GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C"));
  }

  private String git(String input, String... arguments) {
    try (Run run = start(arguments)) {
      try (OutputStream to = run.stdin()) {
        to.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // Its exit tells.
      }
      return finished(run, arguments[arguments.length > 2 ? 2 : 0]);
    }
  }

  private static String finished(Run run, String what) {
    String[] complaint = {""};
    Thread errors = Thread.ofVirtual().start(() -> complaint[0] = text(run.stderr()));
    String out = text(run.stdout());
    try {
      errors.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ExitStatus exit = run.exit().join();
    if (exit.shellCode() != 0) {
      throw new SandboxException(
          "the copy of the hub refused " + what + ": " + complaint[0].strip());
    }
    return out;
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readNBytes(8 << 20), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
