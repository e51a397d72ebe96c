package agenttui.toolproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.wire.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that are not quite HTTP, or not quite ours: each is either refused, with nothing run,
/// or understood exactly. Nothing ever gets two answers on one connection.
class HttpVectorsTest {
  private static final String BODY = "tool=make&cwd=.&arg=-c&arg=echo+ok";
  private static final String CHUNKED = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";
  private static final List<String> ARGV = List.of("make", "-c", "echo ok");

  /// Waits a second for what is missing: some requests are refused by that.
  private static ToolRig hasty;

  /// Waits as long as a slow machine takes for what is whole.
  private static ToolRig patient;

  /// One request; `exact` when it must be carried out, otherwise it must be refused. `TOKEN` stands
  /// for the token.
  record Vector(String name, String bytes, boolean exact) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void open() throws IOException {
    hasty =
        new ToolRig(
            new ToolLimits(
                64,
                512,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1 << 20,
                Duration.ofSeconds(2)));
    patient = new ToolRig(ToolRig.LIMITS);
  }

  @AfterAll
  static void close() throws IOException {
    hasty.close();
    patient.close();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isRefusedOrExact(Vector vector) throws IOException {
    ToolRig rig = vector.exact() ? patient : hasty;
    rig.commands.clear();
    String answer;
    try (RawClient client = new RawClient(rig.socket.path())) {
      client.send(vector.bytes().replace("TOKEN", rig.token.value()));
      answer = client.answer();
    }
    assertTrue(RawClient.answers(answer) <= 1, answer);
    int status = RawClient.status(answer).orElse(0);
    if (vector.exact()) {
      assertEquals(200, status, answer);
      assertTrue(answer.contains("ok\n") && answer.endsWith("X-Exit-Code: 0\r\n\r\n"), answer);
      assertEquals(List.of(ARGV), rig.commands.stream().map(ToolCommand::argv).toList());
    } else {
      assertTrue(status == 0 || status >= 400, answer);
      assertEquals(List.of(), rig.commands);
    }
  }

  private static String head(String... more) {
    return line("POST /exec HTTP/1.1", "Host: tool", more);
  }

  private static String line(String first, String host, String... more) {
    List<String> lines = new ArrayList<>(List.of(first));
    if (!host.isEmpty()) {
      lines.add(host);
    }
    lines.add("Authorization: Bearer TOKEN");
    lines.add("X-Agent-Tui-Proto: 2");
    lines.addAll(List.of(more));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static String counted(String value) {
    return head("Content-Length: " + value) + BODY;
  }

  private static String chunkedAs(String body, String... coding) {
    return head(coding.length == 0 ? new String[] {"Transfer-Encoding: chunked"} : coding) + body;
  }

  private static Vector no(String name, String bytes) {
    return new Vector(name, bytes, false);
  }

  private static Vector yes(String name, String bytes) {
    return new Vector(name, bytes, true);
  }

  static Stream<Vector> vectors() {
    return Stream.of(plain(), lengths(), codings(), chunks(), heads(), targets(), sizes())
        .flatMap(s -> s);
  }

  private static final String LENGTH = "Content-Length: " + BODY.length();

  private static Stream<Vector> plain() {
    return Stream.of(
        yes("length", counted("" + BODY.length())),
        yes("chunked", chunkedAs(CHUNKED + "0\r\n\r\n")),
        yes(
            "chunked in two",
            chunkedAs(
                "5\r\ntool=\r\n"
                    + Integer.toHexString(BODY.length() - 5)
                    + "\r\n"
                    + BODY.substring(5)
                    + "\r\n0\r\n\r\n")),
        yes(
            "two requests in one: only the first",
            counted("" + BODY.length()) + counted("" + BODY.length())));
  }

  private static Stream<Vector> lengths() {
    String right = "" + BODY.length();
    return Stream.of(
        no("length and coding", head(LENGTH, "Transfer-Encoding: chunked") + CHUNKED + "0\r\n\r\n"),
        no("coding and length", head("Transfer-Encoding: chunked", LENGTH) + CHUNKED + "0\r\n\r\n"),
        no("length twice, same", head(LENGTH, LENGTH) + BODY),
        no("length twice, other", head(LENGTH, "Content-Length: 5") + BODY),
        no("length list", counted(right + "," + right)),
        no("length -1", counted("-1")),
        no("length with sign", counted("+" + right)),
        no("length hexadecimal", counted("0x" + Integer.toHexString(BODY.length()))),
        no("length too large for a long", counted("99999999999999999999")),
        no("length in other digits", counted("\u00d9\u00a3\u00d9\u00a4")),
        no("length with letters", counted(right + "a")),
        no("length empty", counted("")),
        no("length longer than the body", counted("1000")),
        no("no length at all", head() + BODY));
  }

  private static Stream<Vector> codings() {
    String body = CHUNKED + "0\r\n\r\n";
    return Stream.of(
        no("identity, chunked", chunkedAs(body, "Transfer-Encoding: identity, chunked")),
        no(
            "identity and chunked",
            chunkedAs(body, "Transfer-Encoding: identity", "Transfer-Encoding: chunked")),
        no("gzip, chunked", chunkedAs(body, "Transfer-Encoding: gzip, chunked")),
        no("chunked, gzip", chunkedAs(body, "Transfer-Encoding: chunked, gzip")),
        no(
            "chunked twice",
            chunkedAs(body, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked")),
        no("xchunked", chunkedAs(body, "Transfer-Encoding: xchunked")),
        no("folded chunked", chunkedAs(body, "Transfer-Encoding:\r\n chunked")),
        no("gzip content", head(LENGTH, "Content-Encoding: gzip") + BODY),
        no("expects 100", head(LENGTH, "Expect: 100-continue") + BODY),
        no("upgrade", head(LENGTH, "Connection: upgrade", "Upgrade: h2c") + BODY),
        no(
            "chunked in 1.0",
            line("POST /exec HTTP/1.0", "Host: tool", "Transfer-Encoding: chunked") + body));
  }

  private static Stream<Vector> chunks() {
    String size = Integer.toHexString(BODY.length());
    String rest = "\r\n" + BODY + "\r\n0\r\n\r\n";
    return Stream.of(
        no("chunk size with sign", chunkedAs("+" + size + rest)),
        no("chunk size 0x", chunkedAs("0x" + size + rest)),
        no("chunk size -1", chunkedAs("-1" + rest)),
        no("chunk size 2^64", chunkedAs("10000000000000000" + rest)),
        no("chunk size 2^64+n", chunkedAs("100000000000000" + size + rest)),
        no("chunk size FFFFFFFF", chunkedAs("FFFFFFFF" + rest)),
        no("chunk size empty", chunkedAs(rest)),
        no("chunk size with bare LF", chunkedAs(size + "\n" + BODY + "\r\n0\r\n\r\n")),
        no("chunk extension with LF", chunkedAs(size + ";\n" + BODY + "\r\n0\r\n\r\n")),
        no("chunk extension of 1 MB", chunkedAs(size + ";a=" + "b".repeat(1 << 20) + rest)),
        no("chunk not ended", chunkedAs(size + "\r\n" + BODY + "XX0\r\n\r\n")),
        no("chunk longer than said", chunkedAs("5\r\n" + BODY + "\r\n0\r\n\r\n")),
        no("no last chunk", chunkedAs(CHUNKED)));
  }

  private static Stream<Vector> heads() {
    String ending = LENGTH + "\r\n\r\n" + BODY;
    String start =
        "POST /exec HTTP/1.1\r\n"
            + "Host: tool\r\n"
            + "Authorization: Bearer TOKEN\r\n"
            + "X-Agent-Tui-Proto: 2\r\n";
    return Stream.of(
        no("space before colon", start + "X-A : b\r\n" + ending),
        no("folded", start + "X-A: b\r\n c\r\n" + ending),
        no("bare CR", start + "X-A: b\rc\r\n" + ending),
        no("NUL", start + "X-A: b\0c\r\n" + ending),
        no("name with a control character", start + "X\u0001A: b\r\n" + ending),
        no("name empty", start + ": b\r\n" + ending),
        no("no colon", start + "XA\r\n" + ending),
        no("bare LF everywhere", (start + LENGTH + "\r\n\r\n").replace("\r\n", "\n") + BODY),
        no("bare LF in one header", start + "X-A: b\n" + ending),
        no("no Host", line("POST /exec HTTP/1.1", "", LENGTH) + BODY),
        no("two Hosts", head("Host: other", LENGTH) + BODY),
        no("two Authorizations", head("Authorization: Bearer x", LENGTH) + BODY),
        no("two versions of ours", head("X-Agent-Tui-Proto: 1", LENGTH) + BODY),
        no("HTTP/1.0", line("POST /exec HTTP/1.0", "Host: tool", LENGTH) + BODY),
        no("HTTP/1.9", line("POST /exec HTTP/1.9", "Host: tool", LENGTH) + BODY),
        no("HTTP/2.0", line("POST /exec HTTP/2.0", "Host: tool", LENGTH) + BODY),
        no("HTTP/0.9", "POST /exec\r\n"),
        no("lower-case method", line("post /exec HTTP/1.1", "Host: tool", LENGTH) + BODY),
        yes("lower-case protocol", line("POST /exec http/1.1", "Host: tool", LENGTH) + BODY),
        yes("two spaces", line("POST  /exec HTTP/1.1", "Host: tool", LENGTH) + BODY),
        no("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        no("nothing", ""));
  }

  private static Stream<Vector> targets() {
    return Stream.of(
            "/../exec",
            "/x/../exec",
            "/x/%2e%2e/exec",
            "/exec/",
            "//exec",
            "/exec?tool=make",
            "/exec;a=b",
            "/exec#f",
            "/exec%00",
            "*",
            "exec",
            "tool:80",
            "/EXEC",
            "/")
        .map(path ->
            no("target " + path, line("POST " + path + " HTTP/1.1", "Host: tool", LENGTH) + BODY));
  }

  private static Stream<Vector> sizes() {
    return Stream.of(
        no(
            "2000 headers",
            head(
                    Stream.concat(Stream.of(LENGTH), Stream.iterate("X-A: b", x -> x).limit(2000))
                        .toArray(String[]::new))
                + BODY),
        no("header of 1 MB", head(LENGTH, "X-A: " + "b".repeat(1 << 20)) + BODY),
        no("body of 2 MiB", head("Content-Length: " + (2 << 20)) + "a".repeat(2 << 20)),
        no(
            "body of 2 MiB in chunks",
            chunkedAs(("8000\r\n" + "a".repeat(0x8000) + "\r\n").repeat(64) + "0\r\n\r\n")));
  }
}
