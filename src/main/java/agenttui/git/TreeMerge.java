package agenttui.git;

import agenttui.process.Exit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `git merge-tree --write-tree -z` and its answer (its manual, section OUTPUT).
final class TreeMerge {
  /// Files whose places are looked up; of the others only names and kinds are told.
  private static final int DETAILED = 20;

  private final Hub hub;

  TreeMerge(Hub hub) {
    this.hub = hub;
  }

  Merge merge(ObjectId ours, ObjectId theirs) {
    Git.Call call = hub.call().with("merge.conflictStyle=zdiff3").with("merge.renames=true");
    Exit exit =
        call.tryRun("merge-tree", "--write-tree", "-z", "--messages", ours.hex(), theirs.hex());
    if (exit.code() != 0 && exit.code() != 1) {
      call.checked(exit, "merge-tree");
    }
    String[] parts = exit.text().split("\0", -1);
    ObjectId tree = new ObjectId(parts[0]);
    return exit.code() == 0
        ? new Merge.Clean(tree)
        : new Merge.Conflicted(conflicts(tree, ours, theirs, parts));
  }

  private List<Merge.Conflict> conflicts(
      ObjectId tree, ObjectId ours, ObjectId theirs, String[] parts) {
    Map<String, String> kinds = new LinkedHashMap<>();
    int at = 1;
    for (; at < parts.length && !parts[at].isEmpty(); at++) {
      int tab = parts[at].indexOf('\t');
      kinds.put(parts[at].substring(tab + 1), "contents");
    }
    name(kinds, parts, at + 1);
    List<Merge.Conflict> conflicts = new ArrayList<>();
    kinds.forEach((path, kind) -> {
      List<Merge.Place> places =
          conflicts.size() < DETAILED
              ? new ConflictPlaces(hub).find(tree, ours, theirs, path)
              : List.of();
      conflicts.add(new Merge.Conflict(path, kind, places));
    });
    if (conflicts.isEmpty()) {
      conflicts.add(new Merge.Conflict("", "unknown", List.of()));
    }
    return conflicts;
  }

  /// The informational messages: count of paths, the paths, type, text; types of conflicts read
  /// `CONFLICT (contents)`.
  private static void name(Map<String, String> kinds, String[] parts, int start) {
    int at = start;
    while (at + 1 < parts.length && parts[at].matches("\\d{1,6}")) {
      int paths = Integer.parseInt(parts[at]);
      int type = at + 1 + paths;
      if (type >= parts.length) {
        return;
      }
      String word = parts[type];
      if (word.startsWith("CONFLICT (") && word.endsWith(")")) {
        String kind = word.substring("CONFLICT (".length(), word.length() - 1);
        for (int i = at + 1; i < type; i++) {
          kinds.computeIfPresent(parts[i], (_, _) -> kind);
        }
      }
      at = type + 2;
    }
  }
}
