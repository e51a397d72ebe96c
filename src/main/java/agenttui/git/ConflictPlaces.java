package agenttui.git;

import agenttui.process.Exit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
              sides.ours.get(i).mapped(oursMap),
              sides.theirs.get(i).mapped(theirsMap),
              shown(sides.bases.get(i)),
              sides.before.get(i),
              sides.after.get(i)));
    }
    return places;
  }

  private static List<String> shown(List<String> lines) {
    return lines.subList(0, Math.min(MAX_TEXT, lines.size()));
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
      return new Merge.Side(first + shift, text.size(), shown(text));
    }
  }

  /// A merged file with markers, taken apart.
  private static final class Sides {
    final StringBuilder oursText = new StringBuilder();
    final StringBuilder theirsText = new StringBuilder();
    final List<Run> ours = new ArrayList<>();
    final List<Run> theirs = new ArrayList<>();
    final List<List<String>> bases = new ArrayList<>();
    final List<List<String>> before = new ArrayList<>();
    final List<List<String>> after = new ArrayList<>();
    private List<String> last = List.of();
    private int oursLine = 1;
    private int theirsLine = 1;

    /// The part of the file that a line is in: outside, or one of the three of a conflict.
    private enum Part {
      PLAIN,
      OURS,
      BASE,
      THEIRS
    }

    static Sides split(String merged) {
      Sides sides = new Sides();
      Map<Part, List<String>> parts = new EnumMap<>(Part.class);
      Part part = Part.PLAIN;
      for (String line : merged.split("(?<=\n)", -1)) {
        Part next = next(part, line);
        if (next == part) {
          if (part != Part.PLAIN) {
            parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(line);
          } else if (!line.isEmpty()) {
            sides.plain(line);
          }
        } else if (next == Part.PLAIN) {
          sides.conflict(parts);
          parts.clear();
        }
        part = next;
      }
      sides.endsHere();
      return sides;
    }

    /// Where the lines behind `line` are; another part than `now` only behind a marker.
    private static Part next(Part now, String line) {
      return switch (now) {
        case PLAIN -> line.startsWith("<<<<<<< ") ? Part.OURS : now;
        case OURS -> line.startsWith("||||||| ") ? Part.BASE : now;
        case BASE -> line.stripTrailing().equals("=======") ? Part.THEIRS : now;
        case THEIRS -> line.startsWith(">>>>>>> ") ? Part.PLAIN : now;
      };
    }

    private void plain(String line) {
      last = bare(List.of(line));
      if (after.size() < ours.size()) {
        after.add(last);
      }
      oursText.append(line);
      theirsText.append(line);
      oursLine++;
      theirsLine++;
    }

    private void conflict(Map<Part, List<String>> parts) {
      List<String> mine = parts.getOrDefault(Part.OURS, List.of());
      List<String> other = parts.getOrDefault(Part.THEIRS, List.of());
      endsHere();
      ours.add(new Run(oursLine, bare(mine)));
      theirs.add(new Run(theirsLine, bare(other)));
      bases.add(bare(parts.getOrDefault(Part.BASE, List.of())));
      before.add(last);
      last = List.of();
      mine.forEach(oursText::append);
      other.forEach(theirsText::append);
      oursLine += mine.size();
      theirsLine += other.size();
    }

    /// No plain line came behind the last conflict.
    private void endsHere() {
      if (after.size() < ours.size()) {
        after.add(List.of());
      }
    }

    private static List<String> bare(List<String> lines) {
      return lines.stream().map(l -> l.replaceFirst("\r?\n$", "")).toList();
    }
  }
}
