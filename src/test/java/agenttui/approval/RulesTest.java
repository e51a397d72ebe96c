package agenttui.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar of rules, and which of several rules decides.
class RulesTest {
  private static Subject call(String line) {
    String[] words = line.split(" ", -1);
    boolean in = words[0].startsWith("/workspace");
    List<String> argv = Arrays.asList(words).subList(in ? 1 : 0, words.length);
    return new Subject.Call(argv, in ? words[0] : "/workspace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npm publish            | npm publish                    | yes",
        "npm publish            | npm publish --tag next         | yes",
        "npm publish            | npm pack                       | no",
        "npm publish            | npm                            | no",
        "npm publish            | npm publisher                  | no",
        "npm publish            | npm --tag x publish            | no",
        "npm ** publish         | npm --tag x publish --dry-run  | yes",
        "npm ** publish         | npm publish                    | yes",
        "npm ** publish         | npm pack                       | no",
        "npm publish $          | npm publish                    | yes",
        "npm publish $          | npm publish --tag next         | no",
        "npm ** $               | npm a b c                      | yes",
        "npm ** --force $       | npm a --force b --force        | yes",
        "npm ** --force $       | npm a --force b                | no",
        "make deploy*           | make deploy-all now            | yes",
        "make deploy*           | make deploy                    | yes",
        "make deploy*           | make -s deploy                 | no",
        "make de?loy            | make deploy                    | yes",
        "make de?loy            | make deeploy                   | no",
        "make 'deploy*'         | make deploy-all                | no",
        "make 'deploy*'         | make deploy*                   | yes",
        "make deploy\\*         | make deploy*                   | yes",
        "make \"a\"'b'c         | make abc                       | yes",
        "*                      | make all                       | yes",
        "make *                 | make all                       | yes",
        "make *                 | make                           | no",
        "make '$' $             | make $                         | yes",
        "make '$'               | make $ more                    | yes",
        "in:web npm             | /workspace/web npm ci          | yes",
        "in:web npm             | /workspace/web/src npm ci      | yes",
        "in:web npm             | /workspace//./web/ npm ci      | yes",
        "in:web npm             | /workspace/webber npm ci       | no",
        "in:web npm             | npm ci                         | no",
        "in:packages/*/x npm    | /workspace/packages/a/x npm ci | yes",
        "in:packages/*/x npm    | /workspace/packages/a/y npm ci | no",
        "host:example.com       | npm                            | no",
      })
  void aPatternIsAboutACall(String pattern, String call, String matches) {
    assertEquals(matches.equals("yes"), RulePattern.of(pattern).matches(call(call)));
  }

  @ParameterizedTest
  @CsvSource({
    "host:example.com,        example.com,      443,  yes",
    "host:example.com,        EXAMPLE.com.,     80,   yes",
    "host:Example.COM.,       example.com,      443,  yes",
    "host:example.com,        example.com,      8080, no",
    "host:example.com:8080,   example.com,      8080, yes",
    "host:example.com:8080,   example.com,      443,  no",
    "host:example.com,        www.example.com,  443,  no",
    "host:example.com,        evilexample.com,  443,  no",
    "host:example.com,        example.com.evil, 443,  no",
    "host:*.example.com,      www.example.com,  443,  yes",
    "host:*.example.com,      a.b.example.com,  443,  yes",
    "host:*.example.com,      example.com,      443,  no",
    "host:*.example.com,      evilexample.com,  443,  no",
    "host:*.example.com,      .example.com,     443,  no",
    "host:*,                  anything.test,    443,  yes",
    "npm publish,             npm,              443,  no",
  })
  void aPatternIsAboutAHost(String pattern, String name, int port, String matches) {
    Subject.Host host = new Subject.Host(name, port, "");
    assertEquals(matches.equals("yes"), RulePattern.of(pattern).matches(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "$",
        "in:web",
        "npm 'publish",
        "npm \\",
        "host:",
        "host:a..b",
        "host:ex*mple.com",
        "host:*.*.com",
        "host:a:0",
        "host:a:65536",
        "host:a:x",
        "host:user@a",
        "host:a b",
      })
  void whatIsNoRuleIsSaidSo(String text) {
    assertThrows(ApprovalException.class, () -> RulePattern.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "make",
        "make deploy",
        "make * ? ** $ $",
        "make it's \"so\" \\n",
        "/workspace/a/b make x",
        "/workspace/in:x/it's make",
        "make in:x host:y",
        "make ünï ✗",
      })
  void theExactPatternIsAboutThatCallAndNoLongerOne(String text) {
    Subject.Call call = (Subject.Call) call(text);
    RulePattern exactly = RulePattern.exactly(call);
    assertTrue(exactly.matches(call), exactly.text());
    Subject longer =
        new Subject.Call(
            java.util.stream.Stream.concat(call.argv().stream(), java.util.stream.Stream.of("x"))
                .toList(),
            call.directory());
    assertFalse(exactly.matches(longer), exactly.text());
  }

  @Test
  void anEmptyArgumentIsAWordOfItsOwn() {
    Subject.Call call = new Subject.Call(List.of("make", "", "x"), "/workspace");
    assertTrue(RulePattern.exactly(call).matches(call));
    assertFalse(RulePattern.exactly(call).matches(call("make x")));
  }

  /// Backtracking over every star would take longer than this test may last.
  @Test
  void manyStarsAndALongArgumentAreMatchedInProportion() {
    String stars = "*a".repeat(40) + "b";
    Subject call = new Subject.Call(List.of("make", "a".repeat(100_000)), "/workspace");
    assertFalse(RulePattern.of("make " + stars).matches(call));
  }

  private static Rule rule(Effect effect, String pattern, Scope scope, String owner) {
    return new Rule(effect, RulePattern.of(pattern), scope, owner, Optional.empty(), "");
  }

  private static Rule user(Effect effect, String pattern) {
    return rule(effect, pattern, Scope.USER, "");
  }

  private static Effect decided(String call, Rule... rules) {
    Rulebook book =
        new Rulebook(
            List.of(rules),
            java.nio.file.Path.of("/nowhere/approvals.json"),
            java.time.Clock.systemUTC(),
            () -> 0);
    Request request = new Request(new Asker("%1", "k3f9", "shop"), call(call));
    return book.decide(request, Effect.ALLOW).effect();
  }

  @Test
  void withoutARuleItGoesOn() {
    assertEquals(Effect.ALLOW, decided("make all"));
    assertEquals(Effect.ALLOW, decided("make all", user(Effect.DENY, "npm")));
  }

  @Test
  void aDenyWinsWhereverItStands() {
    assertEquals(
        Effect.DENY,
        decided(
            "npm publish --tag x",
            user(Effect.DENY, "npm"),
            user(Effect.ALLOW, "npm publish --tag x $"),
            rule(Effect.ALLOW, "npm publish --tag x $", Scope.PANE, "%1")));
  }

  @Test
  void theNarrowestScopeDecidesBeforeTheNarrowestPattern() {
    assertEquals(
        Effect.ALLOW,
        decided(
            "npm publish",
            user(Effect.ASK, "npm publish $"),
            rule(Effect.ALLOW, "npm", Scope.PROJECT, "shop")));
    assertEquals(
        Effect.ASK,
        decided(
            "npm publish",
            rule(Effect.ASK, "npm", Scope.PANE, "%1"),
            rule(Effect.ALLOW, "npm publish", Scope.FAMILY, "k3f9"),
            rule(Effect.ALLOW, "npm publish", Scope.PROJECT, "shop")));
  }

  @Test
  void ofOneScopeTheNarrowerPatternDecidesAndOfEqualOnesTheStricter() {
    assertEquals(
        Effect.ALLOW, decided("npm test", user(Effect.ASK, "npm"), user(Effect.ALLOW, "npm test")));
    assertEquals(
        Effect.ASK,
        decided("npm publish", user(Effect.ALLOW, "npm **"), user(Effect.ASK, "npm publish")));
    assertEquals(
        Effect.ASK,
        decided("npm test", user(Effect.ALLOW, "npm test"), user(Effect.ASK, "npm test")));
  }

  @Test
  void aRuleOfAnotherPaneFamilyOrProjectSaysNothing() {
    assertEquals(
        Effect.ALLOW,
        decided(
            "make all",
            rule(Effect.DENY, "make", Scope.PANE, "%2"),
            rule(Effect.DENY, "make", Scope.FAMILY, "zzzz"),
            rule(Effect.DENY, "make", Scope.PROJECT, "other")));
  }
}
