package agenttui.git;

import agenttui.process.Exit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where a file conflicts, in line numbers of either side's own file.
///
/// The merged file in the tree that `merge-tree` wrote has the usual markers. Taking one side in
/// every conflict gives a version of that side plus the other's harmless changes; a diff without
/// context between it and the side's real file maps line numbers back.
final class ConflictPlaces {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TEXT = 200;
  private static final Pattern HUNK =
      Pattern.compile("^@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

  private final Hub hub;

  ConflictPlaces(Hub hub) {
    this.hub = hub;
  }

  /// The places; none for binary, missing or huge files.
  List<Merge.Place> find(ObjectId tree, ObjectId ours, ObjectId theirs, String path) {
    String merged = blob(tree, path);
    if (merged.isEmpty() || merged.indexOf('\0') >= 0) {
      return List.of();
    }
    Sides sides = Sides.split(merged);
    if (sides.ours.isEmpty()) {
      return List.of();
    }
    List<int[]> oursMap = hunks(sides.oursText.toString(), ours, path);
    List<int[]> theirsMap = hunks(sides.theirsText.toString(), theirs, path);
    List<Merge.Place> places = new ArrayList<>();
    for (int i = 0; i < sides.ours.size(); i++) {
      places.add(
          new Merge.Place(
              sides.ours.get(i).mapped(oursMap), sides.theirs.get(i).mapped(theirsMap)));
    }
    return places;
  }

  private String blob(ObjectId at, String path) {
    Exit exit = hub.call().tryRun("cat-file", "blob", at.hex() + ":" + path);
    return exit.ok() && exit.out().length <= MAX_BYTES ? exit.text() : "";
  }

  /// The differences from `text` to the file of `commit`: {first, count, other first, other count}.
  private List<int[]> hunks(String text, ObjectId commit, String path) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String version = hub.call().text(bytes, "hash-object", "-w", "--stdin").strip();
    Exit exit =
        hub.call()
            .tryRun(
                "diff",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--text",
                "--unified=0",
                version,
                commit.hex() + ":" + path);
    List<int[]> hunks = new ArrayList<>();
    for (String line : exit.text().lines().toList()) {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.find()) {
        hunks.add(new int[] {number(hunk, 1), number(hunk, 2), number(hunk, 3), number(hunk, 4)});
      }
    }
    return hunks;
  }

  private static int number(Matcher hunk, int group) {
    return hunk.group(group) == null ? 1 : Integer.parseInt(hunk.group(group));
  }

  /// A run of lines in one side's version.
  private record Run(int first, List<String> text) {
    Merge.Side mapped(List<int[]> hunks) {
      int shift = 0;
      for (int[] hunk : hunks) {
        int behind = hunk[1] == 0 ? hunk[0] + 1 : hunk[0] + hunk[1];
        if (behind > first) {
          break;
        }
        shift += hunk[3] - hunk[1];
      }
      int cut = Math.min(MAX_TEXT, text.size());
      return new Merge.Side(first + shift, text.size(), text.subList(0, cut));
    }
  }

  /// A merged file with markers, taken apart.
  private static final class Sides {
    final StringBuilder oursText = new StringBuilder();
    final StringBuilder theirsText = new StringBuilder();
    final List<Run> ours = new ArrayList<>();
    final List<Run> theirs = new ArrayList<>();
    private int oursLine = 1;
    private int theirsLine = 1;

    static Sides split(String merged) {
      Sides sides = new Sides();
      List<String> mine = new ArrayList<>();
      List<String> other = new ArrayList<>();
      int part = 0;
      for (String line : merged.split("(?<=\n)", -1)) {
        if (part == 0 && line.startsWith("<<<<<<< ")) {
          part = 1;
        } else if (part == 1 && line.stripTrailing().equals("=======")) {
          part = 2;
        } else if (part == 2 && line.startsWith(">>>>>>> ")) {
          sides.conflict(mine, other);
          mine.clear();
          other.clear();
          part = 0;
        } else if (part == 0) {
          sides.plain(line);
        } else {
          (part == 1 ? mine : other).add(line);
        }
      }
      return sides;
    }

    private void plain(String line) {
      oursText.append(line);
      theirsText.append(line);
      oursLine++;
      theirsLine++;
    }

    private void conflict(List<String> mine, List<String> other) {
      ours.add(new Run(oursLine, bare(mine)));
      theirs.add(new Run(theirsLine, bare(other)));
      mine.forEach(oursText::append);
      other.forEach(theirsText::append);
      oursLine += mine.size();
      theirsLine += other.size();
    }

    private static List<String> bare(List<String> lines) {
      return lines.stream().map(l -> l.replaceFirst("\r?\n$", "")).toList();
    }
  }
}
