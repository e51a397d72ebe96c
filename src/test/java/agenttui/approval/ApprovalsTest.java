package agenttui.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.ApprovalRules;
import agenttui.config.Terms;
import agenttui.journal.Entry;
import agenttui.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions that wait: how they are put, answered, taken back, bounded, and what is left of them.
class ApprovalsTest {
  private static final ApprovalRules ASK = new ApprovalRules(List.of(), List.of("make"), List.of());

  @TempDir Path directory;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T14:02:00Z"));
  private final InstantSource clock = now::get;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private Journal journal;
  private Approvals approvals;

  @BeforeEach
  void open() {
    journal = Journal.open(directory.resolve("journal"), java.time.Clock.systemUTC());
    journal.listen(entries::add);
    approvals = open(ASK);
  }

  @AfterEach
  void close() {
    approvals.close();
    journal.close();
  }

  private Approvals open(ApprovalRules rules) {
    return Approvals.open(rules, file(), journal, clock, nanos::get);
  }

  private Path file() {
    return directory.resolve("approvals.json");
  }

  private Asking ask(String pane, String... argv) {
    Asker asker = new Asker(pane, "k3f9", "shop");
    Subject.Call call = new Subject.Call(List.of(argv), "/workspace");
    return approvals.ask(new Request(asker, call), Effect.ALLOW);
  }

  private Approvals.Taken answer(Asking asking, Answer answer) {
    return approvals.answer(asking.question().id(), answer, "test");
  }

  private static Answer allow(Scope scope) {
    return new Answer.Allow(scope, Optional.empty());
  }

  private static Answer deny(String reason) {
    return new Answer.Deny(reason, Scope.ONCE, Optional.empty());
  }

  private List<String> steps() {
    return entries.stream()
        .map(entry -> entry.pane() + " " + entry.fields().get("step") + " " + entry.text())
        .toList();
  }

  private static boolean allowed(Asking asking) {
    return asking.decided().orElseThrow() instanceof Decision.Allowed;
  }

  @Test
  void aQuestionWaitsUntilItIsAnsweredAndEachStepIsAnEntry() throws InterruptedException {
    Asking asking = ask("%1", "make", "all");
    assertEquals(Optional.empty(), asking.decided());
    assertEquals(List.of(asking.question()), approvals.waiting());
    assertInstanceOf(Approvals.Taken.Done.class, answer(asking, Answer.once()));
    assertEquals(new Decision.Allowed(asking.question().request().subject(), true), asking.await());
    assertEquals(List.of(), approvals.waiting());
    assertEquals(List.of("%1 held make all", "%1 answered allowed once: make all"), steps());
    assertEquals("test", entries.getLast().fields().get("by"));
  }

  @Test
  void whatNoRuleIsAboutGoesOnWithoutAnEntry() {
    assertTrue(allowed(ask("%1", "npm", "ci")));
    assertEquals(List.of(), entries);
  }

  @Test
  void aProjectsOwnRulesHoldForItAloneUntilItSaysOthers() {
    approvals.tighten("shop", new Terms(List.of(), List.of(), List.of(), List.of("npm publish")));
    assertEquals(
        new Decision.Denied("denied by rule: deny npm publish"),
        ask("%1", "npm", "publish").decided().orElseThrow());
    approvals.tighten("other", new Terms(List.of(), List.of(), List.of(), List.of("npm ci")));
    assertTrue(allowed(ask("%1", "npm", "ci")));
    approvals.tighten("shop", Terms.NONE);
    assertTrue(allowed(ask("%1", "npm", "publish")));
  }

  @Test
  void aDenialByRuleIsSaidToTheCallerAndTheJournal() {
    approvals = open(new ApprovalRules(List.of(), List.of(), List.of("npm publish")));
    Asking asking = ask("%1", "npm", "publish", "--otp", "123456");
    assertEquals(
        Optional.of(new Decision.Denied("denied by rule: deny npm publish")), asking.decided());
    assertEquals(
        List.of("%1 denied denied by rule: deny npm publish: npm publish --otp ***"), steps());
  }

  @Test
  void aDenialCarriesItsReason() {
    Asking asking = ask("%1", "make", "deploy");
    answer(asking, deny(" use staging "));
    assertEquals(
        Optional.of(new Decision.Denied("denied by a person: use staging")), asking.decided());
  }

  @Test
  void anEditedCallIsRunInsteadOfTheOneThatWasAsked() {
    Asking asking = ask("%1", "make", "deploy");
    answer(asking, new Answer.Edit(List.of("make", "deploy", "DRY=1")));
    assertEquals(
        Optional.of(
            new Decision.Allowed(
                new Subject.Call(List.of("make", "deploy", "DRY=1"), "/workspace"), true)),
        asking.decided());
    assertEquals("%1 answered edited to make deploy DRY=1: make deploy", steps().getLast());
  }

  @Test
  void nobodyEditsACallIntoOneThatIsDenied() {
    approvals = open(new ApprovalRules(List.of(), List.of("make"), List.of("make deploy")));
    Asking asking = ask("%1", "make", "all");
    assertInstanceOf(
        Approvals.Taken.Refused.class, answer(asking, new Answer.Edit(List.of("make", "deploy"))));
    assertEquals(Optional.empty(), asking.decided());
  }

  @Test
  void anAnswerToAnotherCallIsRefused() {
    Asking asking = ask("%1", "make", "all");
    QuestionId id = asking.question().id();
    String other =
        new Request(
                asking.question().request().asker(),
                new Subject.Call(List.of("make", "al", "l"), "/workspace"))
            .hash();
    assertEquals(
        new Approvals.Taken.Refused("question 1 is about another call: look at " + id),
        approvals.answer(new QuestionId(id.number(), other), Answer.once(), "test"));
    assertEquals(Optional.empty(), asking.decided());
  }

  @Test
  void theHashTellsPanesDirectoriesAndWordsApart() {
    List<String> hashes = new ArrayList<>();
    for (Request each :
        List.of(
            new Request(Asker.pane("%1"), new Subject.Call(List.of("make", "a b"), "/workspace")),
            new Request(
                Asker.pane("%1"), new Subject.Call(List.of("make", "a", "b"), "/workspace")),
            new Request(
                Asker.pane("%1"), new Subject.Call(List.of("make", "a", "b"), "/workspace/x")),
            new Request(
                Asker.pane("%2"), new Subject.Call(List.of("make", "a", "b"), "/workspace")),
            new Request(Asker.pane("%1"), new Subject.Host("make", 80, "")),
            new Request(Asker.pane("%1"), new Subject.Host("make", 81, "")))) {
      hashes.add(each.hash());
    }
    assertEquals(6, hashes.stream().distinct().count(), hashes::toString);
  }

  @Test
  void aWithdrawnQuestionDisappearsAndCanNotBeAnswered() throws InterruptedException {
    Asking asking = ask("%1", "make", "all");
    asking.withdraw("its caller is gone");
    assertEquals(List.of(), approvals.waiting());
    assertInstanceOf(Approvals.Taken.Refused.class, answer(asking, Answer.once()));
    assertEquals(new Decision.Withdrawn("its caller is gone"), asking.await());
    assertEquals(List.of("%1 held make all", "%1 withdrawn its caller is gone: make all"), steps());
  }

  @Test
  void onlyTheFirstOfAnswerAndWithdrawalCounts() {
    Asking asking = ask("%1", "make", "all");
    answer(asking, Answer.once());
    asking.withdraw("too late");
    assertTrue(allowed(asking));
    assertEquals(2, entries.size(), entries::toString);
  }

  /// Answers and withdrawals from many threads: each question ends exactly once, and the journal
  /// says the same as the decision.
  @Test
  void questionsThatAreWithdrawnWhileTheyAreAnsweredEndOnce() throws InterruptedException {
    List<Asking> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(ask("%" + i % 10, "make", "t" + i));
    }
    List<Thread> threads = new ArrayList<>();
    for (Asking each : all) {
      threads.add(Thread.startVirtualThread(() -> answer(each, Answer.once())));
      threads.add(Thread.startVirtualThread(() -> each.withdraw("gone")));
    }
    for (Thread each : threads) {
      each.join();
    }
    assertEquals(List.of(), approvals.waiting());
    long run = all.stream().filter(ApprovalsTest::allowed).count();
    assertEquals(run, steps().stream().filter(step -> step.contains(" answered ")).count());
    assertEquals(100 - run, steps().stream().filter(step -> step.contains(" withdrawn ")).count());
  }

  /// The withdrawal comes while the answer is being written down: the answer counts.
  @Test
  void aQuestionThatIsAnsweredWhenItsCallerGoesStaysAnswered() throws InterruptedException {
    Asking asking = ask("%1", "make", "all");
    Thread leaves = during("answered", () -> asking.withdraw("its caller is gone"));
    assertInstanceOf(Approvals.Taken.Done.class, answer(asking, Answer.once()));
    leaves.join();
    assertTrue(allowed(asking));
    assertEquals(List.of("%1 held make all", "%1 answered allowed once: make all"), steps());
  }

  /// The answer comes while the withdrawal is being written down: whoever gives it hears that the
  /// question is gone, and nothing is allowed.
  @Test
  void aQuestionWhoseCallerGoesWhenItIsAnsweredIsGone() throws InterruptedException {
    Asking asking = ask("%1", "make", "all");
    AtomicReference<Approvals.Taken> taken = new AtomicReference<>();
    Thread answers = during("withdrawn", () -> taken.set(answer(asking, allow(Scope.PANE))));
    asking.withdraw("its caller is gone");
    answers.join();
    String id = asking.question().id().toString();
    assertEquals(
        new Approvals.Taken.Refused(
            "question " + id + " does not wait: it was answered or withdrawn, or never asked"),
        taken.get());
    assertEquals(Optional.of(new Decision.Withdrawn("its caller is gone")), asking.decided());
    assertEquals(1, approvals.rules().size());
    assertEquals(List.of("%1 held make all", "%1 withdrawn its caller is gone: make all"), steps());
  }

  /// Begins `part` on a thread of its own while that step is written down, which goes on when
  /// `part` has ended or waits.
  private Thread during(String step, Runnable part) {
    Thread thread = Thread.ofPlatform().unstarted(part);
    journal.listen(entry -> {
      if (step.equals(entry.fields().get("step")) && thread.getState() == Thread.State.NEW) {
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
          Thread.onSpinWait();
        }
      }
    });
    return thread;
  }

  @Test
  void oneHundredQuestionsStandInOrderAreAnsweredByNameAndGoWithTheirCallers() {
    List<Asking> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(ask("%" + i, "make", "t" + i));
    }
    assertEquals(all.stream().map(Asking::question).toList(), approvals.waiting());
    Asking some = all.remove(57);
    assertInstanceOf(Approvals.Taken.Done.class, answer(some, Answer.once()));
    assertTrue(allowed(some));
    assertEquals(all.stream().map(Asking::question).toList(), approvals.waiting());
    all.forEach(each -> each.withdraw("its caller is gone"));
    assertEquals(List.of(), approvals.waiting());
    for (Asking each : all) {
      assertEquals(Optional.of(new Decision.Withdrawn("its caller is gone")), each.decided());
    }
    assertEquals(1, steps().stream().filter(step -> step.contains(" answered ")).count());
    assertEquals(99, steps().stream().filter(step -> step.contains(" withdrawn ")).count());
  }

  @Test
  void oneHundredQuestionsOfOnePaneAreBoundedAndHideNoOthers() {
    List<Asking> flood = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      flood.add(ask("%1", "make", "t" + i));
    }
    Asking late = ask("%2", "make", "mine");
    assertEquals(Approvals.PER_PANE + 1, approvals.waiting().size());
    assertEquals(flood.getFirst().question(), approvals.waiting().getFirst());
    assertEquals(late.question(), approvals.waiting().get(1));
    assertEquals(
        Optional.of(new Decision.Denied("too many questions wait: 64 of this pane")),
        flood.getLast().decided());
  }

  @Test
  void allPanesTogetherAreBoundedToo() {
    for (int i = 0; i < Approvals.IN_ALL; i++) {
      ask("%" + i, "make");
    }
    assertEquals(
        Optional.of(new Decision.Denied("too many questions wait: 256 in all")),
        ask("%999", "make").decided());
  }

  @Test
  void anAnswerForThePaneHoldsForThatCallThereAndForThoseThatWait() {
    Asking first = ask("%1", "make", "all");
    Asking same = ask("%1", "make", "all");
    Asking longer = ask("%1", "make", "all", "more");
    Asking elsewhere = ask("%2", "make", "all");
    answer(first, allow(Scope.PANE));
    assertTrue(allowed(same));
    assertEquals(Optional.empty(), longer.decided());
    assertEquals(Optional.empty(), elsewhere.decided());
    assertTrue(allowed(ask("%1", "make", "all")));
    assertEquals("rule", entries.getLast().fields().get("by"));
  }

  @Test
  void anAnswerForTheProjectIsOnDiskAndHoldsInTheNextServer() throws IOException {
    answer(ask("%1", "make", "all"), allow(Scope.PROJECT));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    approvals = open(ASK);
    assertTrue(allowed(ask("%7", "make", "all")));
    assertEquals(
        List.of("ask make", "allow make all $"),
        approvals.rules().stream().map(Rule::text).toList());
    approvals.forget(approvals.rules().getLast());
    assertEquals(Optional.empty(), ask("%7", "make", "all").decided());
    approvals = open(ASK);
    assertEquals(Optional.empty(), ask("%7", "make", "all").decided());
  }

  @Test
  void aPanesAnswerEndsWithItsServer() {
    answer(ask("%1", "make", "all"), allow(Scope.PANE));
    approvals = open(ASK);
    assertEquals(Optional.empty(), ask("%1", "make", "all").decided());
  }

  @Test
  void twoServersKeepBothTheirAnswers() {
    Approvals other = open(ASK);
    answer(ask("%1", "make", "one"), allow(Scope.PROJECT));
    Approvals first = approvals;
    approvals = other;
    answer(ask("%1", "make", "two"), allow(Scope.USER));
    first.close();
    approvals = open(ASK);
    assertTrue(allowed(ask("%1", "make", "one")));
    assertTrue(allowed(ask("%1", "make", "two")));
  }

  @Test
  void anAnswerThatCanNotBeWrittenIsNone() throws IOException {
    Asking asking = ask("%1", "make", "all");
    Files.createDirectory(file());
    Files.createFile(file().resolve("in the way"));
    assertInstanceOf(Approvals.Taken.Refused.class, answer(asking, allow(Scope.PROJECT)));
    assertEquals(List.of(asking.question()), approvals.waiting());
  }

  @Test
  void aFileOfAnswersThatCanNotBeReadStopsTheStart() throws IOException {
    Files.writeString(file(), "{ half");
    ApprovalException wrong = assertThrows(ApprovalException.class, () -> open(ASK));
    assertTrue(wrong.getMessage().contains(file().toString()), wrong.getMessage());
  }

  @Test
  void aRuleWithAnEndIsOverByTheClockThatNeverJumps() {
    Answer brief = new Answer.Allow(Scope.USER, Optional.of(Duration.ofHours(1)));
    answer(ask("%1", "make", "all"), brief);
    now.updateAndGet(before -> before.plus(Duration.ofDays(400)));
    assertTrue(allowed(ask("%1", "make", "all")));
    now.updateAndGet(before -> before.minus(Duration.ofDays(800)));
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertTrue(allowed(ask("%1", "make", "all")));
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertEquals(Optional.empty(), ask("%1", "make", "all").decided());
  }

  @Test
  void aQuestionOutlivesEveryJumpOfTheClock() {
    Asking asking = ask("%1", "make", "all");
    now.updateAndGet(before -> before.plus(Duration.ofDays(4000)));
    nanos.addAndGet(Duration.ofDays(4000).toNanos());
    ask("%1", "npm", "ci");
    assertEquals(Optional.empty(), asking.decided());
  }

  @Test
  void theEndOfTheServerWithdrawsAllAndLetsNothingIn() {
    Asking asking = ask("%1", "make", "all");
    approvals.close();
    Decision ends = new Decision.Withdrawn("the server ends");
    assertEquals(Optional.of(ends), asking.decided());
    assertEquals(Optional.of(ends), ask("%1", "make", "all").decided());
  }

  @Test
  void aHostThatNobodyKnowsIsAskedAboutWhenItsProxySaysSo() {
    Request host = new Request(Asker.pane("%1"), new Subject.Host("example.com", 443, "npm ci"));
    Asking asking = approvals.ask(host, Effect.ASK);
    assertEquals("example.com:443", asking.question().line());
    answer(asking, allow(Scope.PANE));
    assertTrue(allowed(approvals.ask(host, Effect.ASK)));
  }

  @Test
  void aWrongRuleOfTheConfigurationNamesItsKey() {
    ApprovalException wrong =
        assertThrows(
            ApprovalException.class,
            () -> open(new ApprovalRules(List.of(), List.of("npm 'x"), List.of())));
    assertEquals("approval.ask: a quote is not closed: npm 'x", wrong.getMessage());
  }
}
