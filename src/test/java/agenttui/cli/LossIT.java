package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way to the programs breaks, at each of its joints: the client, its ssh connection, the
/// server. Afterwards everything is as it was.
class LossIT {
  /// Lines of `seq` that make 20 MB.
  private static final int TWENTY_MEGABYTES = 2_700_000;

  @TempDir Path directory;
  private Outer outer;

  @BeforeEach
  void start() {
    outer = new Outer(directory);
  }

  @AfterEach
  void stop() {
    outer.close();
  }

  private void session(String name, String script) {
    Exit started =
        outer.says(
            "new-session",
            "-d",
            "-s",
            name,
            "-x",
            "120",
            "-y",
            "35",
            "--sandbox",
            "none",
            "--",
            "sh",
            "-c",
            script);
    assertEquals(0, started.code(), started.complaint());
  }

  private void waits(String session, String text) {
    Exit exit = outer.says("wait-for", "text", text, "-t", session + ":");
    assertEquals(0, exit.code(), () -> exit.complaint() + captured(session));
  }

  private void quiet(String session) {
    assertEquals(0, outer.says("wait-for", "quiet", "1.5", "-t", session + ":").code());
  }

  private String captured(String session) {
    return outer.says("capture-pane", "-e", "-p", "-S", "-", "-t", session + ":").text();
  }

  /// All that is said of panes but since when they do what they do: a new server only knows that
  /// they do it.
  private String titled() {
    String all = outer.says("list-panes", "-a", "--json").text();
    return all.replaceAll("\"since\" : \"[^\"]*\"", "");
  }

  /// Attaches and gives what the terminal shows once it shows a text and stands still.
  private String shown(String session, String text) {
    outer.terminal("attach", session);
    outer.shows(text);
    return outer.settled();
  }

  @Test
  void aKilledClientFindsTheSameScreenAgain() {
    session("m", "seq 1 100; printf '\\033[1;31mred\\033[0m \\033]2;a title\\007>'; cat");
    String before = shown("m", "red");
    outer.processes(" attach").forEach(outer::kill9);
    assertEquals(before, shown("m", "red"));
  }

  @Test
  void aKilledSshSessionFindsTheSameScreenAgain() throws IOException {
    session("m", "seq 1 100; printf '\\033[1;31mred\\033[0m \\033]2;a title\\007>'; cat");
    try (Sshd sshd = Sshd.in(Files.createDirectory(directory.resolve("ssh")))) {
      outer.shell(sshd.session(outer.program(List.of("attach", "m")), outer.variables()));
      outer.shows("red");
      String before = outer.settled();
      sshd.sessions().forEach(outer::kill9);
      outer.shows("ended with 255");
      outer.shell(sshd.session(outer.program(List.of("attach", "m")), outer.variables()));
      outer.shows("red");
      assertEquals(before, outer.settled());
      outer.keys("typed", "Enter");
      outer.shows(">typed");
    }
    outer.await(
        () -> outer.processes(" attach").isEmpty(),
        () -> "clients are left: " + outer.processes(" attach"));
  }

  @Test
  @Tag("slow")
  void afterTwentyMegabytesAKilledServerFindsEverythingAsItWas() throws IOException {
    Path file = directory.resolve("text.c");
    Files.writeString(file, "int main(void) { return 42; } /* a comment */\n".repeat(200));
    String flood = "seq 1 " + TWENTY_MEGABYTES + "; ";
    String modes = "printf '\\033[?1h\\033[?2004h\\033[?1002h\\033[?1006h\\033]2;my title\\007'; ";
    session("c", flood + modes + "stty -echo; echo ready; cat -v");
    session(
        "v",
        flood + "vim -N -u NONE -c 'set title mouse=a nu' -c 'syn on' -c 42 " + file + "; cat");
    session("l", flood + "less -N +50g " + file + "; cat");
    waits("c", "ready");
    waits("v", "return 42");
    waits("l", "return 42");
    List.of("c", "v", "l").forEach(this::quiet);
    String vim = shown("v", "return 42");
    List<String> before = List.of(captured("c"), captured("v"), captured("l"), titled(), vim);
    outer.kill9(outer.server());
    List<String> after =
        List.of(captured("c"), captured("v"), captured("l"), titled(), shown("v", "return 42"));
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i), after.get(i));
    }
    assertTrue(before.getFirst().contains("\n2699999\n"), "no history");
    outer.keys(":echo 6*7", "Enter");
    outer.shows("42");
    outer.keys(":q", "Enter");
    // Else it is told that its terminal has gone while it goes, and `cat` reads that.
    outer.shows("2700000");
    outer.terminal("attach", "c");
    outer.shows("ready");
    outer.keys("Up", "Enter");
    outer.shows("^[OA");
    outer.terminal("attach", "l");
    outer.shows("50 int main");
    outer.keys("G");
    outer.shows("200 int main");
    outer.keys("q");
    for (String below : List.of("v", "l")) {
      outer.await(() -> wholeFlood(below), () -> "not the flood's end:\n" + captured(below));
    }
  }

  /// Does a pane hold nothing but the flood's last lines, as many as it keeps?
  private boolean wholeFlood(String session) {
    String all = outer.says("capture-pane", "-p", "-S", "-", "-t", session + ":").text();
    List<String> lines = all.strip().lines().toList();
    int first = TWENTY_MEGABYTES + 1 - lines.size();
    return first < TWENTY_MEGABYTES - 9_000
        && lines.equals(
            IntStream.rangeClosed(first, TWENTY_MEGABYTES).mapToObj(Integer::toString).toList());
  }

  @Test
  void aServerKilledInTheMiddleOfOutputReplaysTheRest() {
    session(
        "m",
        "seq 1 148000; i=0; while [ $i -lt 300 ]; do printf '\\033[3%dm%d\\033[0m ' $((i % 8)) $i;"
            + " i=$((i+1)); sleep 0.01; done; echo END; cat");
    waits("m", "148000");
    outer.kill9(outer.server());
    waits("m", "END");
    String all = captured("m");
    session(
        "n",
        "seq 1 148000; i=0; while [ $i -lt 300 ]; do printf '\\033[3%dm%d\\033[0m ' $((i % 8)) $i;"
            + " i=$((i+1)); done; echo END; cat");
    waits("n", "END");
    assertEquals(captured("n"), all);
  }
}
