package agenttui.approval;

import agenttui.config.ApprovalRules;
import agenttui.config.Project;
import agenttui.config.Terms;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Decides by rule, or asks a person, before a tool call or a connection is begun.
///
/// [#ask] answers at once when a rule does; else the question is *held*: it stands in [#waiting()]
/// until [#answer] or [Asking#withdraw], and nothing has been started. A server that ends withdraws
/// all; the next one knows nothing of them, so nothing runs later by an old answer. Any thread;
/// what writes the journal or the answers' file may wait for the disk.
public final class Approvals implements AutoCloseable {
  /// Questions of one pane at a time: as many as it may have tool connections.
  public static final int PER_PANE = 64;

  /// Questions at a time.
  public static final int IN_ALL = 256;

  private final Journal journal;
  private final InstantSource clock;
  private final Rulebook rules;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Asking> held = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<Waiting> shown = List.of();
  private long last;
  private boolean closed;

  private Approvals(Journal journal, InstantSource clock, Rulebook rules) {
    this.journal = journal;
    this.clock = clock;
    this.rules = rules;
  }

  /// What came of an answer.
  public sealed interface Taken {
    /// It was the answer.
    ///
    /// @param question what it answered
    /// @param rule the rule that it made, if it made one
    record Done(Waiting question, Optional<Rule> rule) implements Taken {}

    /// It was none; whatever waits still waits.
    ///
    /// @param why one line for people
    record Refused(String why) implements Taken {}
  }

  /// Opens it.
  ///
  /// @param configured the rules of the user's file
  /// @param answers the file in the state directory that keeps answers; it need not exist
  /// @throws ApprovalException when a rule is none, or the file cannot be read
  public static Approvals open(
      ApprovalRules configured, Path answers, Journal journal, InstantSource clock) {
    return open(configured, answers, journal, clock, System::nanoTime);
  }

  /// Opens it with another clock that never jumps, for tests.
  static Approvals open(
      ApprovalRules configured,
      Path answers,
      Journal journal,
      InstantSource clock,
      LongSupplier nanos) {
    List<Rule> rules = rules(configured, Scope.USER, "", "config.toml");
    return new Approvals(journal, clock, new Rulebook(rules, answers, clock, nanos));
  }

  private static List<Rule> rules(Terms terms, String project) {
    return rules(terms.approvals(), Scope.PROJECT, project, Project.FILE.toString());
  }

  private static List<Rule> rules(ApprovalRules written, Scope scope, String owner, String origin) {
    List<Rule> rules = new ArrayList<>();
    written.deny().forEach(text -> rules.add(rule(Effect.DENY, text, scope, owner, origin)));
    written.ask().forEach(text -> rules.add(rule(Effect.ASK, text, scope, owner, origin)));
    written.allow().forEach(text -> rules.add(rule(Effect.ALLOW, text, scope, owner, origin)));
    return rules;
  }

  private static Rule rule(Effect effect, String text, Scope scope, String owner, String origin) {
    try {
      RulePattern pattern = RulePattern.of(text);
      return new Rule(effect, pattern, scope, owner, Optional.empty(), origin);
    } catch (ApprovalException e) {
      throw new ApprovalException("approval." + effect.word() + ": " + e.getMessage());
    }
  }

  /// Whether the rules in `terms` can be read.
  ///
  /// @throws ApprovalException when not
  public static void check(Terms terms) {
    rules(terms, "");
  }

  /// The user's file has other rules from now on; what waits, waits on.
  ///
  /// @throws ApprovalException when one cannot be read; the old ones stay then
  public void configure(ApprovalRules configured) {
    rules.configured(rules(configured, Scope.USER, "", "config.toml"));
  }

  /// Whether the rules of the user's file can be read.
  ///
  /// @throws ApprovalException when not
  public static void check(ApprovalRules configured) {
    rules(configured, Scope.USER, "", "config.toml");
  }

  /// From now on a project's own rules are those that came with a sandbox of it.
  ///
  /// @param project its id; nothing happens without one
  /// @throws ApprovalException when one cannot be read
  public void tighten(String project, Terms terms) {
    if (!project.isEmpty()) {
      rules.ofProject(project, rules(terms, project));
    }
  }

  /// Puts a request. The caller waits for the [Asking]'s decision before it begins anything, and
  /// begins exactly what the decision says.
  ///
  /// @param otherwise what holds when no rule is about it: tool calls go on, new hosts ask
  public Asking ask(Request request, Effect otherwise) {
    if (request.subject() instanceof Subject.Dialog dialog) {
      return hold(request, Effect.ASK, dialog.agent() + " asks it on its screen");
    }
    Verdict verdict = rules.decide(request, otherwise);
    return switch (verdict.effect()) {
      case ALLOW -> answered(request, new Decision.Allowed(request.subject(), false));
      case DENY -> {
        String why = "denied by rule: " + verdict.rule().map(Rule::text).orElse("not allowed");
        append("denied", request, why + ": " + request.subject().line(), Map.of("by", "rule"));
        yield answered(request, new Decision.Denied(why));
      }
      case ASK ->
          hold(
              request,
              otherwise,
              verdict.rule().map(rule -> "rule: " + rule.text()).orElse("never asked before"));
    };
  }

  /// What a rule says about `request`, if one says anything; asks nobody.
  public Optional<Effect> ruled(Request request) {
    return rules.decide(request, Effect.ASK).rule().map(Rule::effect);
  }

  private Asking answered(Request request, Decision decision) {
    Waiting none = new Waiting(new QuestionId(0, request.hash()), request, clock.instant(), "");
    Asking asking = new Asking(none, Effect.ALLOW, (_, _) -> {});
    asking.decide(decision);
    return asking;
  }

  private Asking hold(Request request, Effect otherwise, String why) {
    lock.lock();
    try {
      String pane = request.asker().pane();
      long its = held.values().stream().filter(each -> each.question().pane().equals(pane)).count();
      if (closed) {
        return answered(request, new Decision.Withdrawn("the server ends"));
      }
      if (its >= PER_PANE || held.size() >= IN_ALL) {
        String many = its >= PER_PANE ? its + " of this pane" : held.size() + " in all";
        append("denied", request, "too many questions: " + request.subject().line(), Map.of());
        return answered(request, new Decision.Denied("too many questions wait: " + many));
      }
      QuestionId id = new QuestionId(++last, request.hash());
      Waiting question = new Waiting(id, request, clock.instant(), why);
      Asking asking = new Asking(question, otherwise, this::withdraw);
      boolean own = request.subject() instanceof Subject.Dialog;
      append(own ? "asked" : "held", question, question.line(), Map.of("why", why));
      held.put(id.number(), asking);
      changed();
      return asking;
    } finally {
      lock.unlock();
    }
  }

  /// The questions that wait: first the oldest of each pane, oldest first, then the second of each,
  /// and so on, so that one pane's flood hides no other's question. Never waits.
  public List<Waiting> waiting() {
    return shown;
  }

  /// The waiting question of that name.
  public Optional<Waiting> waiting(QuestionId id) {
    return shown.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// Hears that [#waiting()] has changed, on the thread that did it: look and leave.
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /// Answers a question. An answer that makes a rule answers all others that it is about too.
  ///
  /// @param id names the question and the call: refused when either is another one
  /// @param by who says so, for the journal: `key`, `command`
  public Taken answer(QuestionId id, Answer answer, String by) {
    lock.lock();
    try {
      Asking asking = held.get(id.number());
      if (asking == null) {
        return new Taken.Refused(
            "question " + id + " does not wait: it was answered or withdrawn, or never asked");
      }
      Waiting question = asking.question();
      if (!question.id().equals(id)) {
        return new Taken.Refused(
            "question " + id.number() + " is about another call: look at " + question.id());
      }
      boolean chooses = answer instanceof Answer.Choose;
      if (question.request().subject() instanceof Subject.Dialog dialog && !chooses) {
        return new Taken.Refused(
            dialog.agent() + " asks that itself: approvals choose " + id + " CHOICE");
      }
      return switch (answer) {
        case Answer.Choose choose -> chosen(asking, choose.label(), by);
        case Answer.Allow allow -> {
          Decision go = new Decision.Allowed(question.request().subject(), true);
          yield ruled(asking, Effect.ALLOW, go, allow.scope(), allow.lasting(), by);
        }
        case Answer.Deny deny -> {
          String reason = deny.reason().isBlank() ? "" : ": " + deny.reason().strip();
          Decision no = new Decision.Denied("denied by a person" + reason);
          yield ruled(asking, Effect.DENY, no, deny.scope(), deny.lasting(), by);
        }
        case Answer.Edit edit -> edited(asking, edit, by);
      };
    } catch (StoreException | ApprovalException e) {
      return new Taken.Refused(e.getMessage() + "; it still waits");
    } finally {
      lock.unlock();
    }
  }

  private Taken ruled(
      Asking asking,
      Effect effect,
      Decision decision,
      Scope scope,
      Optional<Duration> lasting,
      String by) {
    Request request = asking.question().request();
    Optional<Rule> rule =
        scope == Scope.ONCE
            ? Optional.empty()
            : Optional.of(rules.made(effect, request, scope, lasting));
    rule.ifPresent(rules::add);
    Map<String, String> facts = new HashMap<>();
    facts.put("by", by);
    facts.put("effect", effect.word());
    facts.put("scope", scope.name());
    rule.ifPresent(made -> facts.put("rule", made.text()));
    String what = decision instanceof Decision.Denied no ? no.reason() : "allowed " + scope.words();
    answered(asking, decision, what, facts);
    rule.ifPresent(made -> answerOthers(made, by));
    return new Taken.Done(asking.question(), rule);
  }

  private Taken chosen(Asking asking, String label, String by) {
    if (!(asking.question().request().subject() instanceof Subject.Dialog dialog)) {
      return new Taken.Refused("that is held: approve it or deny it");
    }
    if (!dialog.choices().contains(label)) {
      return new Taken.Refused(
          "no choice is called " + label + ", but " + String.join(", ", dialog.choices()));
    }
    Map<String, String> facts = Map.of("by", by, "choice", label);
    answered(asking, new Decision.Chosen(label), label, facts);
    return new Taken.Done(asking.question(), Optional.empty());
  }

  private Taken edited(Asking asking, Answer.Edit edit, String by) {
    Request request = asking.question().request();
    if (!(request.subject() instanceof Subject.Call call) || edit.argv().isEmpty()) {
      return new Taken.Refused("only the words of a command can be edited");
    }
    Subject.Call now = new Subject.Call(edit.argv(), call.directory());
    Verdict verdict = rules.decide(new Request(request.asker(), now), Effect.ALLOW);
    if (verdict.effect() == Effect.DENY) {
      return new Taken.Refused("that is denied by rule; the call still waits");
    }
    Map<String, String> facts = Map.of("by", by, "effect", "edit", "instead", now.line());
    answered(asking, new Decision.Allowed(now, true), "edited to " + now.line(), facts);
    return new Taken.Done(asking.question(), Optional.empty());
  }

  private void answerOthers(Rule made, String by) {
    for (Asking each : List.copyOf(held.values())) {
      Request request = each.question().request();
      Verdict verdict = rules.decide(request, each.otherwise());
      if (!made.matches(request) || verdict.effect() == Effect.ASK) {
        continue;
      }
      Decision decision =
          verdict.effect() == Effect.ALLOW
              ? new Decision.Allowed(request.subject(), true)
              : new Decision.Denied("denied by rule: " + made.text());
      Map<String, String> facts =
          Map.of("by", "rule", "said", by, "effect", verdict.effect().word(), "rule", made.text());
      answered(each, decision, "rule: " + made.text(), facts);
    }
  }

  private void answered(Asking asking, Decision decision, String how, Map<String, String> facts) {
    held.remove(asking.question().id().number());
    append("answered", asking.question(), how + ": " + asking.question().line(), facts);
    asking.decide(decision);
    changed();
  }

  private void withdraw(Asking asking, String why) {
    lock.lock();
    try {
      if (held.remove(asking.question().id().number(), asking)) {
        append("withdrawn", asking.question(), why + ": " + asking.question().line(), Map.of());
        asking.decide(new Decision.Withdrawn(why));
        changed();
      }
    } finally {
      lock.unlock();
    }
  }

  /// All rules in force: the configuration's, then answers.
  public List<Rule> rules() {
    return rules.all();
  }

  /// The rule that an answer would write, for showing it first.
  ///
  /// @throws ApprovalException when none can be made
  public Rule preview(Waiting question, Scope scope) {
    return rules.made(Effect.ALLOW, question.request(), scope, Optional.empty());
  }

  /// Takes back the rule of an answer.
  ///
  /// @throws StoreException when the file cannot be written; it still holds then
  public void forget(Rule rule) {
    lock.lock();
    try {
      rules.remove(rule);
      journal.append(Topic.APPROVAL, "", "forgot " + rule.text(), Map.of("step", "forgot"));
    } finally {
      lock.unlock();
    }
  }

  private void changed() {
    Map<String, Integer> ranks = new HashMap<>();
    record Ranked(int rank, Waiting question) {}
    shown =
        held.values().stream()
            .map(Asking::question)
            .map(each -> new Ranked(ranks.merge(each.pane(), 1, Integer::sum), each))
            .sorted(Comparator.comparingInt(Ranked::rank))
            .map(Ranked::question)
            .toList();
    listeners.forEach(Runnable::run);
  }

  private void append(String step, Waiting question, String text, Map<String, String> facts) {
    Map<String, String> fields = new HashMap<>(facts);
    fields.put("question", question.id().toString());
    append(step, question.request(), text, fields);
  }

  private void append(String step, Request request, String text, Map<String, String> facts) {
    Map<String, String> fields = new HashMap<>(facts);
    fields.put("step", step);
    fields.put("line", request.subject().line());
    fields.put("call", request.hash());
    fields.put("about", request.subject().kind());
    journal.append(Topic.APPROVAL, request.asker().pane(), text, fields);
  }

  /// Withdraws all that waits, and whatever is asked from now on.
  @Override
  public void close() {
    List<Asking> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(held.values());
    } finally {
      lock.unlock();
    }
    all.forEach(each -> each.withdraw("the server ends"));
  }

  /// When the oldest question of a pane was put, if one waits.
  public Optional<Instant> since(String pane) {
    return shown.stream().filter(each -> each.pane().equals(pane)).map(Waiting::since).findFirst();
  }
}
