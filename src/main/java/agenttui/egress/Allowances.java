package agenttui.egress;

import agenttui.store.AtomicFile;
import agenttui.store.Json;
import agenttui.store.KernelLock;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people allowed or denied for a project or for good: a small file below the state directory,
/// mode 0600, written as a whole. Other servers of this user write it too: what they write holds
/// here for the next request. Any thread.
public final class Allowances {
  private static final Logger LOG = LoggerFactory.getLogger(Allowances.class);

  private final Path file;
  private volatile Content content;

  private Allowances(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /// One of them.
  ///
  /// @param host a rule as written
  /// @param project where it counts; empty for everywhere
  /// @param allowed or denied
  public record Entry(String host, String project, boolean allowed) {
    private boolean countsFor(String asked) {
      return project.isEmpty() || project.equals(asked);
    }

    private Policy.Rule rule() {
      return new Policy.Rule(
          HostRule.parse(host),
          project.isEmpty() ? Policy.Origin.ALWAYS : Policy.Origin.THIS_PROJECT);
    }
  }

  /// The file.
  record Kept(List<Entry> rules) {}

  /// The file as it was read.
  ///
  /// @param stamp what tells this state of the file from any other
  /// @param rules each entry with its rule, which is understood once: every request looks at all
  private record Content(List<Object> stamp, Map<Entry, Policy.Rule> rules) {}

  /// Those that `file` holds; it need not exist.
  ///
  /// @throws StoreException when it is there and cannot be read
  public static Allowances open(Path file) {
    return new Allowances(file, read(file));
  }

  /// Each write is another file by its name, so its number tells more than its time.
  private static List<Object> stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Content read(Path file) {
    List<Object> stamp = stamp(file);
    Map<Entry, Policy.Rule> rules = new LinkedHashMap<>();
    try {
      AtomicFile.read(file)
          .map(bytes -> Json.read(bytes, Kept.class).rules())
          .orElse(List.of())
          .forEach(entry -> rules.put(entry, entry.rule()));
    } catch (EgressException e) {
      throw new StoreException("cannot use " + file + ": " + e.getMessage(), e);
    }
    return new Content(stamp, rules);
  }

  /// What the file holds now. One that cannot be read any more changes nothing.
  private Map<Entry, Policy.Rule> current() {
    Content known = content;
    List<Object> stamp = stamp(file);
    if (!stamp.equals(known.stamp())) {
      try {
        known = read(file);
      } catch (StoreException e) {
        LOG.warn("what was allowed before still holds", e);
        known = new Content(stamp, known.rules());
      }
      content = known;
    }
    return known.rules();
  }

  /// All of them, the latest last.
  public List<Entry> entries() {
    return List.copyOf(current().keySet());
  }

  /// Keeps a rule, in place of what was said of the same host at the same place.
  ///
  /// @throws StoreException when it cannot be written; then nothing changes
  void keep(HostRule host, String project, boolean allowed) {
    Entry entry = new Entry(host.toString(), project, allowed);
    change(entries -> {
      entries.removeIf(each -> each.host().equals(entry.host()) && each.project().equals(project));
      return entries.add(entry);
    });
  }

  /// Forgets what was said of `host` for `project` and for good.
  ///
  /// @return whether anything was
  /// @throws StoreException when it cannot be written; then nothing changes
  boolean forget(HostRule host, String project) {
    return change(entries ->
        entries.removeIf(each -> each.host().equals(host.toString()) && each.countsFor(project)));
  }

  /// Whoever writes reads anew under a lock, so that no server takes back what another wrote.
  ///
  /// @param how whether it changed them
  private boolean change(Predicate<List<Entry>> how) {
    try (KernelLock _ = KernelLock.acquire(file.resolveSibling(file.getFileName() + ".lock"))) {
      List<Entry> entries = new ArrayList<>(read(file).rules().keySet());
      boolean changed = how.test(entries);
      if (changed) {
        AtomicFile.write(file, Json.pretty(new Kept(entries)));
        content = read(file);
      }
      return changed;
    }
  }

  /// What counts for `project`, allowed or denied.
  List<Policy.Rule> rules(String project, boolean allowed) {
    return current().entrySet().stream()
        .filter(each -> each.getKey().allowed() == allowed && each.getKey().countsFor(project))
        .map(Map.Entry::getValue)
        .toList();
  }
}
