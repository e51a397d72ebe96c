package agenttui.command.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.command.Caller;
import agenttui.command.Context;
import agenttui.command.Doors;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.config.ApprovalRules;
import agenttui.config.NetworkMode;
import agenttui.egress.Allowances;
import agenttui.egress.EgressLimits;
import agenttui.egress.EgressProxy;
import agenttui.egress.EgressSocket;
import agenttui.egress.Names;
import agenttui.egress.Policy;
import agenttui.journal.Journal;
import agenttui.mux.Question;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `network` verbs against a real proxy.
class NetworkVerbTest {
  private final Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EgressProxy proxy;

  /// Listens for one pane.
  NetworkVerbTest(@TempDir Path directory) {
    this.directory = directory;
    Clock clock = Clock.systemUTC();
    Journal journal = Journal.open(directory.resolve("journal"), clock);
    ApprovalRules none = ApprovalRules.NONE;
    proxy =
        EgressProxy.open(
            journal,
            Allowances.open(directory.resolve("allowed.json")),
            Approvals.open(none, directory.resolve("approvals.json"), journal, clock),
            EgressLimits.DEFAULT,
            Names.system(),
            clock);
    Policy policy =
        Policy.builder(NetworkMode.OPEN)
            .project("p")
            .allow(Policy.Origin.AGENT, List.of("api.example.com"))
            .local(Map.of("model.test:8080", "127.0.0.1:41999"))
            .build();
    proxy.listen(Asker.pane("%3"), policy, directory.resolve("egress"));
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private Outcome run(boolean onScreen, String... words) {
    Registry registry = Registry.of(List.of(NetworkVerb.class));
    Registry.Parsed.Runs parsed =
        assertInstanceOf(Registry.Parsed.Runs.class, registry.parse(List.of(words)));
    out.reset();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Caller caller =
        new Caller(
            directory, Map.of(), onScreen, onScreen, 80, 24, Optional.empty(), Optional.empty());
    return parsed
        .command()
        .run(
            new Context(
                caller,
                print,
                print,
                InputStream.nullInputStream(),
                _ -> {},
                screens(),
                Doors.none().with(EgressProxy.class, proxy)));
  }

  private Screens screens() {
    PaneFacts pane =
        new PaneFacts(
            "%3",
            2, "s", 1, "claude", "", "box", 1, List.of(), "/", 80, 24, true, -1, 0, 0, 0, List.of(),
            List.of(), "", "", "", "", 0, 1);
    return (Screens)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Screens.class}, (_, _, _) -> pane);
  }

  private EgressSocket socket() {
    return proxy.find("%3").orElseThrow();
  }

  @Test
  void itShowsRulesWithWhoWroteThem() {
    assertEquals(Outcome.OK, run(false, "network", "allow", "wanted.test", "--project"));
    assertEquals(Outcome.OK, run(false, "network", "allow", "once.test", "--once"));
    assertEquals(Outcome.OK, run(false, "network", "deny", "*.evil.test"));
    run(false, "network");
    List<String> lines =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    assertEquals(
        List.of(
            "pane 2: network open",
            "denied *.evil.test always",
            "allowed once.test once",
            "allowed wanted.test this project",
            "allowed api.example.com agent",
            "local model.test:8080 → 127.0.0.1:41999 user"),
        lines);
    run(false, "network", "--json");
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"host\" : \"wanted.test\""));
  }

  @Test
  void aDryRunChangesNothing() {
    assertEquals(Outcome.OK, run(false, "network", "allow", "a.test", "--always", "--dry-run"));
    assertEquals("would allow a.test (always)\n", out.toString(StandardCharsets.UTF_8));
    assertEquals(Outcome.OK, run(false, "network", "deny", "a.test", "--dry-run"));
    assertEquals(1, socket().effective().allow().size());
    assertEquals(0, socket().effective().deny().size());
  }

  @Test
  void onAScreenItAsksForHowLong() {
    Outcome.Ask ask =
        assertInstanceOf(Outcome.Ask.class, run(true, "network", "allow", "a.test:8443"));
    Question.Choose question = assertInstanceOf(Question.Choose.class, ask.question());
    assertEquals("network allow a.test:8443 -t %3", question.command());
    assertEquals(
        List.of("--once", "--pane", "--project", "--always"),
        question.options().stream().map(Question.Option::value).toList());
    Outcome.Failed usage =
        assertInstanceOf(Outcome.Failed.class, run(false, "network", "allow", "a.test"));
    assertEquals(2, usage.code());
  }

  @Test
  void whatWasSaidCanBeTakenBack() {
    assertEquals(Outcome.OK, run(false, "network", "deny", "a.test"));
    Outcome.Failed denied =
        assertInstanceOf(Outcome.Failed.class, run(false, "network", "allow", "a.test", "--pane"));
    assertTrue(denied.line().contains("forget that first"), denied.line());
    assertEquals(Outcome.OK, run(false, "network", "forget", "a.test"));
    assertEquals(Outcome.OK, run(false, "network", "allow", "a.test", "--pane"));
    assertEquals(Outcome.OK, run(false, "network", "forget", "a.test"));
    assertInstanceOf(Outcome.Failed.class, run(false, "network", "forget", "a.test"));
  }
}
