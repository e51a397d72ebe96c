package agenttui.command.work;

import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.git.Head;
import agenttui.git.Merge;
import agenttui.merge.Refusal;
import agenttui.merge.Verdict;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conflicts of the merge page: which places, and what either side made of them.
final class MergeConflicts {
  private final List<Verdict> verdicts;
  private final String branch;
  private final String commit;

  /// @param verdicts of all forks
  /// @param head what is checked out
  MergeConflicts(List<Verdict> verdicts, Head head) {
    this.verdicts = verdicts;
    this.branch = head instanceof Head.Branch on ? on.name() : "your branch";
    this.commit = head.commitIfAny().map(id -> id.brief()).orElse("");
  }

  /// What stands between these forks besides the refusals of a merge that stopped earlier (at
  /// uncommitted files): told together, so that nobody mends one to meet the other.
  ///
  /// @param marked in the order of the merge
  List<Refusal> among(List<Fork> marked) {
    List<Refusal> found = new ArrayList<>();
    for (int i = 0; i < marked.size(); i++) {
      Optional<Refusal> first = blamed(marked.get(i), marked.subList(0, i));
      first.ifPresent(found::add);
    }
    return found;
  }

  private Optional<Refusal> blamed(Fork fork, List<Fork> before) {
    Optional<Verdict> own = verdict(fork);
    if (own.isPresent() && !own.get().withBase().isEmpty()) {
      return Optional.of(new Refusal.Conflicts(fork.id().index(), 0, own.get().withBase()));
    }
    for (Fork earlier : before) {
      for (Verdict.WithOther with : verdict(earlier).map(Verdict::withOthers).orElse(List.of())) {
        if (with.family().equals(fork.id().family()) && with.index() == fork.id().index()) {
          int index = earlier.id().index();
          return Optional.of(new Refusal.Conflicts(fork.id().index(), index, with.conflicts()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict> verdict(Fork fork) {
    return verdicts.stream().filter(v -> v.status().fork().id().equals(fork.id())).findFirst();
  }

  /// All places of these refusals.
  List<Question.Conflict> places(List<Refusal> refusals) {
    List<Question.Conflict> all = new ArrayList<>();
    for (Refusal refusal : refusals) {
      if (refusal instanceof Refusal.Conflicts found) {
        found.conflicts().forEach(conflict -> places(found, conflict, all));
      }
    }
    return all;
  }

  private void places(Refusal.Conflicts found, Merge.Conflict in, List<Question.Conflict> all) {
    String both = title(found.with()) + " and " + title(found.index()) + " both changed ";
    if (in.places().isEmpty()) {
      all.add(new Question.Conflict(in.path(), in.kind(), both + "it", List.of()));
    }
    for (Merge.Place place : in.places()) {
      all.add(
          new Question.Conflict(
              in.path(),
              lines(place.theirs()),
              both + (place.theirs().count() > 1 ? "them" : "it"),
              List.of(
                  side(found.with(), place, place.ours()),
                  side(found.index(), place, place.theirs()))));
    }
  }

  private static String lines(Merge.Side side) {
    int last = side.first() + side.count() - 1;
    return side.count() > 1 ? "lines " + side.first() + " to " + last : "line " + side.first();
  }

  private Question.Side side(int index, Merge.Place place, Merge.Side side) {
    List<Question.Line> lines = new ArrayList<>();
    place.before().forEach(text -> lines.add(line(side.first() - 1, ' ', text)));
    place.base().forEach(text -> lines.add(line(0, '-', text)));
    for (int i = 0; i < side.text().size(); i++) {
      lines.add(line(side.first() + i, '+', side.text().get(i)));
    }
    place.after().forEach(text -> lines.add(line(side.first() + side.count(), ' ', text)));
    return new Question.Side(title(index), note(index), lines);
  }

  /// A tab is as wide as four blanks: what stands in a column of its own stays there.
  private static Question.Line line(int number, char sign, String text) {
    return new Question.Line(number, sign, text.replace("\t", "    "));
  }

  private String title(int index) {
    return index == 0
        ? branch
        : fork(index).map(f -> index + " " + f.setup().agent()).orElse("fork " + index);
  }

  private String note(int index) {
    return index == 0
        ? commit
        : fork(index).map(f -> f.branch().substring(f.branch().lastIndexOf('/') + 1)).orElse("");
  }

  private Optional<Fork> fork(int index) {
    return verdicts.stream()
        .map(Verdict::status)
        .map(Status::fork)
        .filter(f -> f.id().index() == index)
        .findFirst();
  }
}
