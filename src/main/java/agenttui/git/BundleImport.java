package agenttui.git;

import agenttui.process.Exit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads a bundle (gitformat-bundle, versions 2 and 3) that a stranger wrote.
///
/// The head of the file is read here, with limits; the pack behind it goes to git with `--strict`,
/// which refuses trees with `.git`, `..` and their kin. Then history must be complete (`rev-list`),
/// and then the refs move, all or none.
final class BundleImport {
  private static final int MAX_REFS = 10_000;
  private static final int MAX_LINE = 4096;

  private final Hub hub;

  BundleImport(Hub hub) {
    this.hub = hub;
  }

  Received receive(Path bundle, long limit, String prefix) {
    if (!prefix.startsWith(RefNames.OURS) || !prefix.endsWith("/")) {
      throw new IllegalArgumentException("not below " + RefNames.OURS + ": " + prefix);
    }
    try {
      if (Files.size(bundle) > limit) {
        return new Received.Refused("more than " + (limit >> 20) + " MiB came back");
      }
      Header header = Header.read(bundle, prefix);
      for (ObjectId needed : header.needed()) {
        if (!hub.has(needed)) {
          return new Received.Refused("it builds on a commit that the hub does not have");
        }
      }
      if (header.refs().isEmpty()) {
        return new Received.Done(Map.of());
      }
      PackFile.into(hub, bundle, header.length(), limit, true);
      Optional<String> incomplete = incomplete(header);
      return incomplete.<Received>map(Received.Refused::new).orElseGet(() -> moved(header));
    } catch (IOException | GitException | IllegalArgumentException e) {
      return new Received.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// Why the history of its refs is not complete here, if it is not.
  private Optional<String> incomplete(Header header) {
    byte[] input = hub.packInput(header.refs().values(), List.of());
    String[] command = {"rev-list", "--objects", "--quiet", "--stdin", "--not", "--all"};
    Exit exit = hub.call().tryRun(input, command);
    return exit.ok() ? Optional.empty() : Optional.of(Git.oneLine(exit.complaint()));
  }

  private Received moved(Header header) {
    Map<String, ObjectId> before = hub.refs(RefNames.OURS);
    List<RefChange> changes = new ArrayList<>();
    header
        .refs()
        .forEach((ref, id) -> {
          Optional<ObjectId> was = Optional.ofNullable(before.get(ref));
          if (!was.equals(Optional.of(id))) {
            changes.add(RefChange.of(ref, was, Optional.of(id)));
          }
        });
    return hub.update(changes)
        .<Received>map(Received.Refused::new)
        .orElseGet(() -> new Received.Done(header.refs()));
  }

  /// What stands before the pack.
  ///
  /// @param needed commits that its pack builds on
  /// @param refs our full names → objects
  /// @param length where the pack begins
  private record Header(List<ObjectId> needed, Map<String, ObjectId> refs, long length) {
    static Header read(Path bundle, String prefix) throws IOException {
      List<ObjectId> needed = new ArrayList<>();
      Map<String, ObjectId> refs = new TreeMap<>();
      long length = 0;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
        String line = line(in);
        if (!line.equals("# v2 git bundle") && !line.equals("# v3 git bundle")) {
          throw new IOException("not a bundle");
        }
        while (!line.isEmpty()) {
          length += line.getBytes(StandardCharsets.ISO_8859_1).length + 1L;
          line = line(in);
          entry(line, prefix, needed, refs);
          if (needed.size() + refs.size() > MAX_REFS) {
            throw new IOException("more than " + MAX_REFS + " refs");
          }
        }
      }
      return new Header(needed, refs, length + 1);
    }

    private static void entry(
        String line, String prefix, List<ObjectId> needed, Map<String, ObjectId> refs)
        throws IOException {
      if (line.isEmpty() || line.startsWith("@object-format=")) {
        return;
      }
      if (line.startsWith("-")) {
        needed.add(id(line.substring(1)));
        return;
      }
      ObjectId id = id(line);
      String name = line.substring(id.hex().length()).strip();
      String utf8 = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      String below = utf8.startsWith("refs/") ? utf8.substring("refs/".length()) : utf8;
      String ours = prefix + below;
      RefNames.requireFull(ours);
      refs.put(ours, id);
    }

    private static ObjectId id(String line) throws IOException {
      return ObjectId.of(line.split(" ", 2)[0]).orElseThrow(() -> new IOException("not a bundle"));
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0 || line.length() >= MAX_LINE) {
          throw new IOException("not a bundle");
        }
        line.append((char) b);
      }
      return line.toString();
    }
  }
}
