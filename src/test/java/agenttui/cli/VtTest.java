package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The protocol of `agent-tui vt`.
class VtTest {
  private static List<String> answers(String... requests) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] in = (String.join("\n", requests) + "\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(0, Vt.run(new ByteArrayInputStream(in), out));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aTerminalIsFedAndRead() {
    List<String> answers =
        answers(
            "{\"op\":\"new\",\"cols\":10,\"rows\":2,\"history\":100}",
            "{\"op\":\"feed\",\"data\":\"G1szMW1oaRtbNm4=\"}",
            "{\"op\":\"get\",\"fields\":[\"text\",\"styled\"]}");
    assertEquals(
        List.of(
            "{\"cursor\":[2,0],\"reply\":\"G1sxOzNS\",\"text\":[\"hi\",\"\"],"
                + "\"styled\":[\"\\u001B[0;31mhi\\u001B[0m\",\"\"]}"),
        answers);
  }

  @Test
  void synchronisationIsAnsweredWithItsId() {
    assertEquals(
        List.of("{\"sync\":{\"a\":1}}", "{\"sync\":null}"),
        answers("{\"op\":\"sync\",\"id\":{\"a\":1}}", "{\"op\":\"sync\"}"));
  }

  @Test
  void errorsAreToldInOrderAndChangeNothing() {
    List<String> answers =
        answers(
            "nonsense",
            "[]",
            "null",
            "{\"op\":\"what\"}",
            "{\"op\":\"get\"}",
            "{\"op\":\"new\",\"cols\":0,\"rows\":2}",
            "{\"op\":\"new\",\"cols\":4,\"rows\":1}",
            "{\"op\":\"feed\",\"data\":\"YQ\"}",
            "{\"op\":\"feed\",\"data\":7}",
            "{\"op\":\"feed\",\"data\":\"YQ==\"}",
            "{\"op\":\"resize\",\"cols\":4}",
            "{\"op\":\"get\",\"fields\":[\"text\"]}");
    assertEquals(10, answers.size());
    assertTrue(answers.subList(0, 9).stream().allMatch(a -> a.startsWith("{\"error\":")));
    assertTrue(answers.get(0).endsWith("\"op\":null}"), answers.get(0));
    assertTrue(answers.get(4).endsWith("\"op\":\"get\"}"), answers.get(4));
    assertEquals("{\"cursor\":[1,0],\"reply\":\"\",\"text\":[\"a\"]}", answers.get(9));
  }
}
