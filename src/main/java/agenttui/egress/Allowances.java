package agenttui.egress;

import agenttui.store.AtomicFile;
import agenttui.store.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What people allowed or denied for a project or for good: a small file below the state directory,
/// mode 0600, written as a whole. Any thread.
public final class Allowances {
  private final Path file;
  private volatile List<Entry> entries;

  private Allowances(Path file, List<Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /// One of them.
  ///
  /// @param host a rule as written
  /// @param project where it counts; empty for everywhere
  /// @param allowed or denied
  public record Entry(String host, String project, boolean allowed) {}

  /// The file.
  record Kept(List<Entry> rules) {}

  /// Those that `file` holds; it need not exist.
  ///
  /// @throws agenttui.store.StoreException when it is there and cannot be read
  public static Allowances open(Path file) {
    List<Entry> entries =
        AtomicFile.read(file).map(bytes -> Json.read(bytes, Kept.class).rules()).orElse(List.of());
    return new Allowances(file, List.copyOf(entries));
  }

  /// All of them, the latest last.
  public List<Entry> entries() {
    return entries;
  }

  /// Keeps a rule, in place of what was said of the same host at the same place.
  ///
  /// @throws agenttui.store.StoreException when it cannot be written; then nothing changes
  synchronized void keep(HostRule host, String project, boolean allowed) {
    Entry entry = new Entry(host.toString(), project, allowed);
    List<Entry> more = new ArrayList<>(entries);
    more.removeIf(each -> each.host().equals(entry.host()) && each.project().equals(project));
    more.add(entry);
    write(more);
  }

  /// Forgets what was said of `host` for `project` and for good.
  ///
  /// @return whether anything was
  /// @throws agenttui.store.StoreException when it cannot be written; then nothing changes
  synchronized boolean forget(HostRule host, String project) {
    List<Entry> less = new ArrayList<>(entries);
    Predicate<Entry> here = each -> each.project().isEmpty() || each.project().equals(project);
    boolean some = less.removeIf(here.and(each -> each.host().equals(host.toString())));
    if (some) {
      write(less);
    }
    return some;
  }

  private void write(List<Entry> all) {
    AtomicFile.write(file, Json.pretty(new Kept(all)));
    entries = List.copyOf(all);
  }

  /// What counts for `project`, allowed or denied.
  List<Policy.Rule> rules(String project, boolean allowed) {
    return entries.stream()
        .filter(each -> each.allowed() == allowed)
        .filter(each -> each.project().isEmpty() || each.project().equals(project))
        .map(each ->
            new Policy.Rule(
                HostRule.parse(each.host()),
                each.project().isEmpty() ? Policy.Origin.ALWAYS : Policy.Origin.THIS_PROJECT))
        .toList();
  }
}
