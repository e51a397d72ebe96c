package agenttui.command.machine;

import agenttui.command.PaneFacts;
import agenttui.command.TimeSpan;
import agenttui.fork.Words;
import agenttui.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the journal's entries of a time come to, pane by pane: facts, counted. One thread.
final class Digest {
  private final List<PaneFacts> panes;
  private final Optional<String> session;
  private final Map<String, Counts> counts = new LinkedHashMap<>();

  /// What happened in one pane.
  private static final class Counts {
    int commits;
    long added;
    long removed;
    int failed;
    int asked;
    int denied;
    Duration waited = Duration.ZERO;
    Optional<Instant> waits = Optional.empty();
    Optional<String> ended = Optional.empty();
  }

  /// One pane of the digest.
  ///
  /// @param pane its id (`%3`)
  /// @param label how people know it: `1 claude`, or its id when it is closed
  /// @param now what it does now, with the reason; empty when it is closed
  /// @param commits commits that its fork got
  /// @param added lines that they added
  /// @param removed lines that they removed
  /// @param failed tool calls that ended with another status than 0
  /// @param asked questions that it put
  /// @param denied tool calls and hosts that it was denied
  /// @param waitedSeconds how long it needed somebody
  /// @param ended how a program of it ended, or empty
  record Line(
      String pane,
      String label,
      String now,
      int commits,
      long added,
      long removed,
      int failed,
      int asked,
      int denied,
      long waitedSeconds,
      String ended) {
    /// The facts of the line, without those that are nothing.
    String text() {
      List<String> facts = new ArrayList<>();
      facts.add(now.isEmpty() ? "closed" : now);
      Duration waited = Duration.ofSeconds(waitedSeconds);
      add(facts, waitedSeconds > 0, "waited " + TimeSpan.words(waited));
      add(facts, commits > 0, Words.count(commits, "commit") + " +" + added + " −" + removed);
      add(facts, failed > 0, Words.count(failed, "tool call") + " failed");
      add(facts, asked > 0, Words.count(asked, "question"));
      add(facts, denied > 0, denied + " denied");
      add(facts, !ended.isEmpty(), ended);
      return String.join(" · ", facts);
    }

    private static void add(List<String> facts, boolean is, String fact) {
      if (is) {
        facts.add(fact);
      }
    }

    private boolean tells() {
      return commits + failed + asked + denied > 0 || waitedSeconds > 0 || !ended.isEmpty();
    }
  }

  /// @param panes those that are there now, of all sessions: any other is closed
  /// @param session nothing is told of the panes of other sessions; empty for all
  Digest(List<PaneFacts> panes, Optional<String> session) {
    this.panes = List.copyOf(panes);
    this.session = session;
  }

  /// Counts one entry; in the order of the journal.
  void add(Entry entry) {
    Map<String, String> fields = entry.fields();
    String step = fields.getOrDefault("step", "");
    switch (entry.topic()) {
      case FORK -> {
        if (step.equals("commits")) {
          committed(fields);
        }
      }
      case TOOL -> of(entry).failed += step.equals("ended") && !code(fields).equals("0") ? 1 : 0;
      case APPROVAL -> {
        of(entry).asked += step.equals("held") || step.equals("asked") ? 1 : 0;
        boolean no = step.equals("answered") && "deny".equals(fields.get("effect"));
        boolean call = !"host".equals(fields.get("about"));
        of(entry).denied += call && (no || step.equals("denied")) ? 1 : 0;
      }
      case EGRESS -> of(entry).denied += step.equals("refused") ? 1 : 0;
      case STATE -> waits(of(entry), entry);
      case SESSION -> {
        if (fields.containsKey("status") && !entry.pane().isEmpty()) {
          of(entry).ended = Optional.of(entry.text());
        }
      }
      case SIGNAL, MERGE, SANDBOX, IMAGE, FAULT -> {}
    }
  }

  private static String code(Map<String, String> fields) {
    return fields.getOrDefault("code", "0");
  }

  private Counts of(Entry entry) {
    return counts.computeIfAbsent(entry.pane(), _ -> new Counts());
  }

  /// Whose fork that is: the panes of one fork share its commits, so the first has them.
  private void committed(Map<String, String> fields) {
    String pane =
        panes.stream()
            .filter(each -> each.sandbox().equals(fields.get("fork")))
            .map(PaneFacts::id)
            .findFirst()
            .orElse("fork " + fields.get("fork"));
    Counts its = counts.computeIfAbsent(pane, _ -> new Counts());
    its.commits += number(fields, "commits");
    its.added += number(fields, "added");
    its.removed += number(fields, "removed");
  }

  private static int number(Map<String, String> fields, String name) {
    return Integer.parseInt(fields.getOrDefault(name, "0"));
  }

  private static void waits(Counts its, Entry entry) {
    its.waits.ifPresent(since -> its.waited = its.waited.plus(between(since, entry.at())));
    boolean needs = "needs you".equals(entry.fields().get("to"));
    its.waits = needs ? Optional.of(entry.at()) : Optional.empty();
  }

  /// Nothing, where the clock was set back meanwhile.
  private static Duration between(Instant since, Instant at) {
    return at.isAfter(since) ? Duration.between(since, at) : Duration.ZERO;
  }

  /// The panes about which there is something to tell, those that need somebody first.
  ///
  /// @param now the end of the time
  List<Line> lines(Instant now) {
    List<Line> lines = new ArrayList<>();
    panes.stream()
        .filter(pane -> session.isEmpty() || session.get().equals(pane.session()))
        .map(pane -> line(pane.id(), Optional.of(pane), now))
        .filter(line -> line.tells() || line.now().startsWith("needs") || isNews(line))
        .forEach(lines::add);
    counts.keySet().stream()
        .filter(id -> panes.stream().noneMatch(pane -> pane.id().equals(id)) && !id.isEmpty())
        .map(id -> line(id, Optional.empty(), now))
        .filter(Line::tells)
        .forEach(lines::add);
    lines.sort(Comparator.comparing(line -> !line.now().startsWith("needs")));
    return lines;
  }

  private static boolean isNews(Line line) {
    return line.now().startsWith("done") || line.now().startsWith("failed");
  }

  private Line line(String id, Optional<PaneFacts> pane, Instant now) {
    Counts its = counts.getOrDefault(id, new Counts());
    Duration waited =
        its.waits.map(since -> its.waited.plus(between(since, now))).orElse(its.waited);
    return new Line(
        id,
        pane.map(it -> it.number() + " " + it.name()).orElse(id),
        pane.map(PaneFacts::reason).orElse(""),
        its.commits,
        its.added,
        its.removed,
        its.failed,
        its.asked,
        its.denied,
        waited.toSeconds(),
        its.ended.orElse(""));
  }
}
