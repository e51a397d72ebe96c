package agenttui.approval;

import agenttui.store.AtomicFile;
import agenttui.store.Json;
import agenttui.store.KernelLock;
import agenttui.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// The rules in force: those of the configuration, those of projects, and a person's answers.
/// Answers that outlive a pane are kept in a file of mode 0600 beside the journal. Any thread.
///
/// The order, here and nowhere else: a matching deny wins, wherever it stands; else the narrowest
/// scope (pane, family, project, user) that has a match; in it the pattern with more fixed
/// characters; of equal ones the stricter.
final class Rulebook {
  private static final String ANSWER = "your answer";

  private static final Comparator<Rule> FIRST =
      Comparator.comparing((Rule rule) -> rule.effect() != Effect.DENY)
          .thenComparing(Rule::scope)
          .thenComparingInt(rule -> -rule.pattern().weight())
          .thenComparing(Rule::effect, Comparator.reverseOrder());

  private volatile List<Rule> configured;
  private final Path file;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<String, List<Rule>> projects = new ConcurrentHashMap<>();
  private final List<Rule> answers = new CopyOnWriteArrayList<>();

  /// When rules with an end are over, by the clock that never jumps.
  private final Map<Rule, Long> deadlines = new ConcurrentHashMap<>();

  /// A rule in the file.
  ///
  /// @param until an instant, or empty
  record Line(String effect, String pattern, String scope, String owner, String until) {}

  /// The file.
  record Kept(List<Line> rules) {}

  /// @param file where answers are kept; it need not exist
  /// @param nanos a clock that never jumps
  /// @throws ApprovalException when the file cannot be read: better no server than one that has
  ///   forgotten what was refused
  Rulebook(List<Rule> configured, Path file, InstantSource clock, LongSupplier nanos) {
    this.configured = List.copyOf(configured);
    this.file = file;
    this.clock = clock;
    this.nanos = nanos;
    kept().forEach(this::take);
  }

  /// These are now the rules of the user's file.
  void configured(List<Rule> rules) {
    configured = List.copyOf(rules);
  }

  /// These are now the rules of that project's own file.
  void ofProject(String project, List<Rule> rules) {
    projects.put(project, List.copyOf(rules));
  }

  /// What holds for a request.
  ///
  /// @param otherwise what holds when no rule is about it
  Verdict decide(Request request, Effect otherwise) {
    Optional<Rule> rule = all().stream().filter(each -> each.matches(request)).min(FIRST);
    return new Verdict(rule.map(Rule::effect).orElse(otherwise), rule);
  }

  /// All rules in force: the configuration's first, then those of projects, then answers, oldest
  /// first.
  List<Rule> all() {
    answers.removeIf(this::isOver);
    List<Rule> all = new ArrayList<>(configured);
    projects.values().forEach(all::addAll);
    all.addAll(answers);
    return all;
  }

  private boolean isOver(Rule rule) {
    Long deadline = deadlines.get(rule);
    return deadline != null && nanos.getAsLong() - deadline >= 0;
  }

  /// The rule that an answer of that scope makes.
  ///
  /// @throws ApprovalException when none can be made of it
  Rule made(Effect effect, Request request, Scope scope, Optional<Duration> lasting) {
    RulePattern pattern = RulePattern.exactly(request.subject());
    String owner = scope.owner(request.asker());
    if (scope != Scope.USER && owner.isEmpty()) {
      throw new ApprovalException(
          "this is of no " + scope.name().toLowerCase(java.util.Locale.ROOT));
    }
    return new Rule(effect, pattern, scope, owner, lasting.map(clock.instant()::plus), ANSWER);
  }

  /// Puts a rule in force; it is on disk first, when its scope outlives a pane.
  ///
  /// @throws StoreException when it cannot be written; nothing has changed then
  void add(Rule rule) {
    if (rule.scope() != Scope.PANE) {
      change(kept -> {
        kept.removeIf(each -> same(each, rule));
        kept.add(rule);
      });
    }
    answers.removeIf(each -> same(each, rule));
    deadlines.remove(rule);
    take(rule);
  }

  /// Takes an answer's rule back.
  ///
  /// @throws StoreException when the file cannot be written; nothing has changed then
  void remove(Rule rule) {
    if (rule.scope() != Scope.PANE) {
      change(kept -> kept.removeIf(each -> same(each, rule)));
    }
    answers.removeIf(each -> same(each, rule));
  }

  private static boolean same(Rule one, Rule other) {
    return one.pattern().equals(other.pattern())
        && one.scope() == other.scope()
        && one.owner().equals(other.owner());
  }

  private void take(Rule rule) {
    rule.until()
        .ifPresent(until ->
            deadlines.put(
                rule, nanos.getAsLong() + Duration.between(clock.instant(), until).toNanos()));
    answers.add(rule);
  }

  /// Other servers of this user write the file too, so it is read anew under a lock.
  private void change(java.util.function.Consumer<List<Rule>> how) {
    try (KernelLock _ = KernelLock.acquire(file.resolveSibling(file.getFileName() + ".lock"))) {
      List<Rule> rules = new ArrayList<>(kept());
      how.accept(rules);
      List<Line> lines =
          rules.stream()
              .map(rule ->
                  new Line(
                      rule.effect().word(),
                      rule.pattern().text(),
                      rule.scope().name(),
                      rule.owner(),
                      rule.until().map(Instant::toString).orElse("")))
              .toList();
      AtomicFile.write(file, Json.pretty(new Kept(lines)));
    }
  }

  private List<Rule> kept() {
    try {
      return AtomicFile.read(file)
          .map(bytes -> Json.read(bytes, Kept.class))
          .map(kept -> kept.rules().stream().map(Rulebook::rule).toList())
          .orElse(List.of())
          .stream()
          .filter(rule -> rule.until().filter(clock.instant()::isAfter).isEmpty())
          .toList();
    } catch (StoreException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new ApprovalException(
          "cannot use " + file + ", which holds your answers: " + e.getMessage());
    }
  }

  private static Rule rule(Line line) {
    return new Rule(
        Effect.valueOf(line.effect().toUpperCase(java.util.Locale.ROOT)),
        RulePattern.of(line.pattern()),
        Scope.valueOf(line.scope()),
        line.owner(),
        line.until().isEmpty() ? Optional.empty() : Optional.of(Instant.parse(line.until())),
        ANSWER);
  }
}
