package agenttui.merge;

import agenttui.fork.Fork;
import agenttui.fork.Status;
import agenttui.git.FastForward;
import agenttui.git.Head;
import agenttui.git.Hub;
import agenttui.git.Identity;
import agenttui.git.Merge;
import agenttui.git.ObjectId;
import agenttui.git.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One merge commit with the base and all forks as parents, computed fork by fork in the
/// hub: each step merges the next fork into the result so far.
final class Octopus {
  /// Longest line about a fork in the message.
  private static final int LINE = 120;

  private final Repository repository;
  private final Hub hub;
  private final ObjectId base;

  Octopus(Repository repository, Hub hub, ObjectId base) {
    this.repository = repository;
    this.hub = hub;
    this.base = base;
  }

  MergeResult merge(List<Status> statuses, MergeRequest request) {
    hub.take(repository, List.of(base));
    List<Fork> news =
        statuses.stream().map(Status::fork).filter(f -> !hub.isAncestor(f.head(), base)).toList();
    if (news.isEmpty()) {
      return Merges.refused("nothing to merge: the base branch has all their commits");
    }
    if (request.forward()) {
      Optional<String> why = cannotForward();
      if (why.isPresent()) {
        return Merges.refused("merge refused: " + why.get());
      }
    }
    Identity user = repository.identity();
    ObjectId tree = hub.tree(base);
    ObjectId soFar = base;
    List<Fork> done = new ArrayList<>();
    for (Fork fork : news) {
      switch (hub.merge(soFar, fork.head())) {
        case Merge.Conflicted c -> {
          return new MergeResult.Refused(List.of(blamed(fork, done, c)));
        }
        case Merge.Clean clean -> {
          tree = clean.tree();
          soFar = hub.commit(tree, List.of(soFar, fork.head()), user, "step\n");
          done.add(fork);
        }
      }
    }
    List<ObjectId> parents = new ArrayList<>(List.of(base));
    news.forEach(fork -> parents.add(fork.head()));
    ObjectId commit = hub.commit(tree, parents.stream().distinct().toList(), user, message(news));
    return publish(commit, news, request);
  }

  /// Names the fork that it really conflicts with, if it is one alone.
  private Refusal blamed(Fork fork, List<Fork> before, Merge.Conflicted found) {
    if (hub.merge(base, fork.head()) instanceof Merge.Conflicted c) {
      return new Refusal.Conflicts(fork.id().index(), 0, c.conflicts());
    }
    for (Fork other : before) {
      if (hub.merge(other.head(), fork.head()) instanceof Merge.Conflicted c) {
        return new Refusal.Conflicts(fork.id().index(), other.id().index(), c.conflicts());
      }
    }
    int last = before.isEmpty() ? 0 : before.getLast().id().index();
    return new Refusal.Conflicts(fork.id().index(), last, found.conflicts());
  }

  private Optional<String> cannotForward() {
    if (!(repository.head() instanceof Head.Branch head)) {
      return Optional.of("no branch is checked out that could move");
    }
    if (!head.commit().equals(base)) {
      return Optional.of(head.name() + " is checked out, which is not where the forks started");
    }
    int tracked = repository.changes().tracked().size();
    return tracked == 0
        ? Optional.empty()
        : Optional.of(
            "%s has %d uncommitted file%s"
                .formatted(head.name(), tracked, tracked == 1 ? "" : "s"));
  }

  private MergeResult publish(ObjectId commit, List<Fork> news, MergeRequest request) {
    String family = news.getFirst().id().family();
    String kept = "refs/agent-tui/merges/" + family + "/" + commit.hex();
    String branch = branch(family, commit);
    List<String> numbers = news.stream().map(f -> String.valueOf(f.id().index())).toList();
    String what = (news.size() == 1 ? "fork " : "forks ") + String.join(", ", numbers);
    if (request.dryRun()) {
      List<String> steps =
          new ArrayList<>(
              List.of("merge " + what + " onto " + base.brief(), "put it on branch " + branch));
      if (request.forward()) {
        steps.add("move the checked-out branch forward to it");
      }
      return new MergeResult.Planned(steps);
    }
    hub.keep(kept, commit);
    return switch (repository.fetch(hub, Map.of(kept, "refs/heads/" + branch))) {
      case Repository.Fetched.Refused r -> Merges.refused("merge refused: " + r.why());
      case Repository.Fetched.Done done -> {
        Optional<FastForward> forward =
            request.forward() ? Optional.of(repository.fastForward(commit)) : Optional.empty();
        yield new MergeResult.Merged(
            Strategy.OCTOPUS,
            List.of(branch),
            Optional.of(commit),
            done.changes(),
            forward,
            "merged " + what + " into " + branch + forward.map(Octopus::words).orElse(""));
      }
    };
  }

  private static String words(FastForward forward) {
    return switch (forward) {
      case FastForward.Moved m -> "; " + m.branch() + " is at " + m.to().brief();
      case FastForward.Refused r -> "; the checked-out branch stays: " + r.why();
    };
  }

  /// `merge/<family>`, or the first of `merge/<family>-2` … that is free or can go forward.
  private String branch(String family, ObjectId commit) {
    Map<String, ObjectId> heads = repository.refs("refs/heads");
    List<String> checkedOut = repository.checkedOut();
    String name = "merge/" + family;
    for (int i = 2; ; i++) {
      ObjectId there = heads.get("refs/heads/" + name);
      boolean usable = there == null || (hub.has(there) && hub.isAncestor(there, commit));
      if (usable && !checkedOut.contains(name)) {
        return name;
      }
      name = "merge/" + family + "-" + i;
    }
  }

  private String message(List<Fork> news) {
    StringBuilder text = new StringBuilder();
    List<String> names = news.stream().map(Fork::branch).toList();
    text.append(
        news.size() == 1
            ? "Merge " + names.getFirst()
            : "Merge " + news.size() + " forks of " + news.getFirst().id().family());
    text.append("\n\n");
    for (Fork fork : news) {
      List<String> subjects =
          hub.subjects(base, fork.head(), 20).stream().map(Octopus::plain).distinct().toList();
      String line = fork.branch() + ": " + String.join("; ", subjects);
      text.append(line.length() > LINE ? line.substring(0, LINE - 1) + "…" : line).append('\n');
    }
    return text.toString();
  }

  /// Without the prefix of conventional commits (`feat(x)!: `).
  private static String plain(String subject) {
    return subject.replaceFirst("^[a-z]{2,12}(\\([^)]{0,40}\\))?!?: ", "");
  }
}
