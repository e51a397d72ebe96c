package agenttui.git;

import agenttui.process.Exit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reading and moving refs, the same in the user's repository and in a hub.
final class Refs {
  private Refs() {}

  /// Refs below `prefix` with their objects, by name.
  static Map<String, ObjectId> list(Git.Call call, String prefix) {
    Map<String, ObjectId> found = new TreeMap<>();
    String all = call.text("for-each-ref", "--format=%(objectname) %(refname)", prefix);
    for (String line : all.lines().toList()) {
      int space = line.indexOf(' ');
      found.put(line.substring(space + 1), new ObjectId(line.substring(0, space)));
    }
    return found;
  }

  /// How many commits `to` has that `from` has not.
  static int count(Git.Call call, ObjectId from, ObjectId to) {
    String said = call.text("rev-list", "--count", from.hex() + ".." + to.hex()).strip();
    return Integer.parseInt(said);
  }

  /// One transaction of compare-and-swaps (`update-ref --stdin -z`).
  static Optional<String> update(Git.Call call, List<RefChange> changes, String reason) {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (RefChange change : changes) {
      input.writeBytes(command(change).getBytes(StandardCharsets.UTF_8));
    }
    Exit exit =
        call.tryRun(input.toByteArray(), "update-ref", "--no-deref", "-m", reason, "-z", "--stdin");
    return exit.ok() ? Optional.empty() : Optional.of(Git.oneLine(exit.complaint()));
  }

  private static String command(RefChange change) {
    ObjectId from = change.from();
    ObjectId to = change.to();
    if (to == null) {
      return "delete " + change.ref() + "\0" + from + "\0";
    }
    return from == null
        ? "create " + change.ref() + "\0" + to + "\0"
        : "update " + change.ref() + "\0" + to + "\0" + from + "\0";
  }
}
