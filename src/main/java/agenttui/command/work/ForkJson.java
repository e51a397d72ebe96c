package agenttui.command.work;

import agenttui.fork.Facts;
import agenttui.fork.Family;
import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.git.Merge;
import agenttui.merge.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Forks as `--json` says them: names in `lower_case`, raw text.
final class ForkJson {
  private ForkJson() {}

  static Map<String, Object> of(Fork fork) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", fork.id().toString());
    map.put("index", fork.id().index());
    map.put("branch", fork.branch());
    map.put("agent", fork.setup().agent());
    map.put("sandbox", fork.setup().sandbox());
    map.put("network", fork.setup().network());
    map.put("base_branch", fork.baseBranch());
    map.put("base_commit", fork.base().hex());
    map.put("head", fork.head().hex());
    map.put("created_at", fork.createdAt().toString());
    return map;
  }

  static Map<String, Object> of(Verdict verdict) {
    Status status = verdict.status();
    Map<String, Object> map = of(status.fork());
    map.put("ahead", status.ahead());
    map.put("behind", status.behind());
    map.put("state", word(status.standing()));
    // What nobody knows is null, not zero.
    map.put("dirty", status.facts().map(facts -> facts.dirty().size()).orElse(null));
    map.put("dirty_files", status.facts().map(Facts::dirty).orElse(null));
    map.put("added", status.added());
    map.put("removed", status.removed());
    map.put("merged", status.merged());
    map.put("stale", status.stale());
    map.put("verdict", verdict.words());
    map.put("conflicts", conflicts(verdict.withBase()));
    map.put("conflicts_with", verdict.withOthers().stream().map(Verdict.WithOther::index).toList());
    map.put("problem", status.problem());
    return map;
  }

  /// `running`, `stopped` or `unknown`.
  static String word(Status.Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }

  static List<Map<String, Object>> conflicts(List<Merge.Conflict> conflicts) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Merge.Conflict conflict : conflicts) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("path", conflict.path());
      map.put("kind", conflict.kind());
      map.put("ours", conflict.places().stream().map(p -> lines(p.ours())).toList());
      map.put("theirs", conflict.places().stream().map(p -> lines(p.theirs())).toList());
      all.add(map);
    }
    return all;
  }

  /// `41-45`, or `41`.
  static String lines(Merge.Side side) {
    int last = side.first() + Math.max(1, side.count()) - 1;
    return last == side.first() ? String.valueOf(last) : side.first() + "-" + last;
  }

  static Map<String, Object> of(Family family, List<Verdict> verdicts, Clock clock) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("repo_root", family.workTree().toString());
    map.put("sid", family.id());
    map.put("panes", verdicts.size());
    map.put("created_at", family.createdAt().toString());
    map.put("age_days", Duration.between(family.createdAt(), clock.instant()).toDays());
    map.put("base_label", family.baseLabel());
    map.put("base_branch", family.baseBranch());
    map.put("base_commit", family.base().hex());
    map.put("stale", verdicts.stream().anyMatch(v -> v.status().stale()));
    map.put("forks", verdicts.stream().map(ForkJson::of).toList());
    return map;
  }
}
