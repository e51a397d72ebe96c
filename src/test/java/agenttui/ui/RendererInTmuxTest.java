package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.mux.Pane;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A terminal that is not ours shows what our renderer sends: tmux, through a pipe into one of its
/// panes.
class RendererInTmuxTest {
  /// tmux is another process; it gets 10 s in all to draw what it was sent.
  private static final int TRIES = 200;

  @TempDir Path directory;
  private String socket = "";
  private Path pipe = Path.of("");

  @BeforeEach
  void startTmux() throws Exception {
    socket = directory.resolve("tmux").toString();
    pipe = directory.resolve("pipe");
    run(List.of("mkfifo", pipe.toString()));
    String shell = "stty raw -echo; exec cat '" + pipe + "'";
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "35", shell);
    tmux("set", "-g", "status", "off");
    tmux("resize-window", "-x", "120", "-y", "35");
  }

  @AfterEach
  void stopTmux() throws Exception {
    tmux("kill-server");
  }

  private String tmux(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("tmux", "-S", socket));
    line.addAll(List.of(arguments));
    return run(line);
  }

  private static String run(List<String> line) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private void shows(Frame frame, String when) throws Exception {
    List<String> wanted = new ArrayList<>();
    for (int row = 0; row < frame.rows(); row++) {
      wanted.add(frame.line(row).stripTrailing());
    }
    List<String> got = List.of();
    for (int i = 0; i < TRIES; i++) {
      got = tmux("capture-pane", "-p", "-N").lines().map(String::stripTrailing).toList();
      if (got.equals(wanted)) {
        return;
      }
      Thread.sleep(50);
    }
    assertEquals(String.join("\n", wanted), String.join("\n", got), when);
  }

  @Test
  void tmuxShowsEveryFrame() throws Exception {
    Story story = Story.full(120, 35);
    Map<String, String> environment = Map.of("TERM", "tmux-256color", "COLORTERM", "truecolor");
    Renderer renderer = new Renderer(TerminalCapabilities.of(environment));
    try (OutputStream out = Files.newOutputStream(pipe)) {
      out.write(renderer.start());
      step(out, renderer, story, "first frame");
      Pane pane = story.session.panes().getFirst();
      for (int i = 0; i < 5; i++) {
        String lines =
            ("a line \033[44mwith colour\033[K\033[m and 漢字 " + i + "\r\n").repeat(i + 1);
        pane.emulator().feed(lines.getBytes(StandardCharsets.UTF_8));
        step(out, renderer, story, "output " + i);
      }
      story.session.seat().nextArrangement(story.session.seat().window());
      step(out, renderer, story, "tiled");
      story.ask(Story.merge());
      step(out, renderer, story, "merge page");
      story.sheet = Optional.empty();
      story.session.seat().panel().visible(false);
      story.session.seat().zoom();
      step(out, renderer, story, "zoomed");
      pane.emulator().feed("more and more\r\n".repeat(9).getBytes(StandardCharsets.UTF_8));
      step(out, renderer, story, "scrolled over the full width");
    }
  }

  private void step(OutputStream out, Renderer renderer, Story story, String when)
      throws Exception {
    Frame frame = story.frame();
    out.write(renderer.render(frame));
    out.flush();
    shows(frame, when);
  }
}
