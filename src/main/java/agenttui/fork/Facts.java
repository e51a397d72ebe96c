package agenttui.fork;

import agenttui.git.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a clone said about itself, asked inside its sandbox. Everything in it may be a lie: it is
/// bounded, checked for form, and raw.
///
/// @param head what is checked out; empty when that cannot be said
/// @param ref the checked-out branch's full name, or `detached`
/// @param ahead commits since the base
/// @param added lines added since the base, uncommitted ones of known files included
/// @param removed lines removed since the base
/// @param dirty paths that are not committed
/// @param others refs with commits that HEAD does not have
/// @param replaced commits that only reflogs know (amended, rebased, reset)
public record Facts(
    Optional<ObjectId> head,
    String ref,
    int ahead,
    long added,
    long removed,
    List<String> dirty,
    List<OtherRef> others,
    int replaced) {
  /// Copies the lists.
  public Facts {
    dirty = List.copyOf(dirty);
    others = List.copyOf(others);
  }

  /// Commits on another branch, tag or stash.
  ///
  /// @param ref its full name
  /// @param commits how many that HEAD does not have
  public record OtherRef(String ref, int commits) {}

  /// Reads what `facts.sh` printed.
  static Facts parse(byte[] output) {
    String text = new String(output, StandardCharsets.UTF_8);
    int end = text.startsWith("\n") ? 0 : text.indexOf("\n\n") + 1;
    Reading reading = new Reading();
    text.substring(0, end).lines().limit(1000).forEach(reading::line);
    List<String> dirty = new ArrayList<>();
    for (String entry : text.substring(end + 1).split("\0", -1)) {
      if (entry.length() > 3) {
        dirty.add(entry.substring(3));
      }
    }
    return new Facts(
        reading.head,
        reading.ref,
        reading.ahead,
        reading.added,
        reading.removed,
        dirty,
        reading.others,
        reading.replaced);
  }

  private static final class Reading {
    private Optional<ObjectId> head = Optional.empty();
    private String ref = "detached";
    private int ahead;
    private long added;
    private long removed;
    private int replaced;
    private final List<OtherRef> others = new ArrayList<>();

    void line(String line) {
      String[] words = line.split(" ", 3);
      String first = words.length > 1 ? words[1] : "";
      switch (words[0]) {
        case "head" -> head = ObjectId.of(first);
        case "ref" -> ref = first;
        case "ahead" -> ahead = number(first);
        case "lines" -> {
          added = number(first);
          removed = words.length > 2 ? number(words[2]) : 0;
        }
        case "other" -> others.add(new OtherRef(words.length > 2 ? words[2] : "", number(first)));
        case "replaced" -> replaced = number(first);
        default -> {
          // A word of a script that we do not know.
        }
      }
    }

    private static int number(String text) {
      return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
  }
}
