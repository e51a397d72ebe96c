package agenttui.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records the four agents at work for `src/test/resources/agenttui/moments`: run its main after an
/// agent's version has changed (needs an engine; see the page there). Each recording is one session
/// with one agent, with what was true at which second.
final class Scenes {
  private static final Path MOMENTS = Path.of("src/test/resources/agenttui/moments");

  /// How an agent is played.
  ///
  /// @param flags arguments that make it ask for permission
  /// @param ready stands there when it takes a prompt
  /// @param working stands there while the model thinks
  /// @param shell stands there when it asks for leave to run a command
  /// @param edit stands there when it asks for leave to write a file
  /// @param yes the key that says yes
  /// @param done stands there when an answer is complete
  /// @param quit the command that ends it
  /// @param expired stands there when its key was refused
  /// @param half stands there when an answer was cut off; empty where it tries again for minutes
  private record Actor(
      List<String> flags,
      String ready,
      String working,
      String shell,
      String edit,
      String yes,
      String done,
      String quit,
      String expired,
      String half) {}

  private static final Map<String, Actor> ACTORS = actors();

  /// Claude Code tries for minutes before it says that something failed.
  private static final Map<String, String> VARIABLES = Map.of("CLAUDE_CODE_MAX_RETRIES", "1");

  private Scenes() {}

  private static Map<String, Actor> actors() {
    Map<String, Actor> actors = new LinkedHashMap<>();
    actors.put(
        "claude",
        new Actor(
            List.of("--permission-mode", "manual"),
            "? for shortcuts",
            "esc to interrupt",
            "Do you want to proceed?",
            "Do you want to create",
            "\r",
            " · done",
            "/exit",
            "Please run /login",
            "API Error: Connection dropped"));
    actors.put(
        "codex",
        new Actor(
            List.of("-s", "workspace-write"),
            "Ask Codex to do anything",
            "esc to interrupt",
            "Would you like to run",
            "Would you like to make",
            "y",
            "Worked for",
            "/quit",
            "■ unexpected status 401",
            "■ stream disconnected"));
    actors.put(
        "opencode",
        new Actor(
            List.of(),
            "Ask anything",
            "esc interrupt",
            "Shell command",
            "Edit notes.txt",
            "\r",
            "Build · Scripted 1 ·",
            "/exit",
            "Token expired",
            ""));
    actors.put(
        "gemini",
        new Actor(
            List.of("-m", "gemini-2.5-flash"),
            "Type your message",
            "esc to cancel",
            "Allow execution of",
            "Apply this change?",
            "\r",
            "All is done.",
            "/quit",
            "[API Error:",
            "[API Error: terminated]"));
    return actors;
  }

  /// Records scenes of one agent.
  ///
  /// @param words the agent, and names of scenes
  public static void main(String[] words) throws Exception {
    Actor actor = ACTORS.get(words[0]);
    int failed = 0;
    try (Studio studio = new Studio(words[0], Script.resource("moments"), true)) {
      for (String scene : List.of(words).subList(1, words.length)) {
        try {
          Recording recording =
              studio.start(scene.equals("busy") ? Map.of() : VARIABLES, actor.flags());
          play(scene, actor, recording);
          Path file = MOMENTS.resolve(words[0]).resolve(scene);
          recording.keep(studio.title() + ": " + scene, file);
          recording.close();
        } catch (AssertionError e) {
          System.err.println(scene + ": " + e);
          failed++;
        }
      }
    }
    System.exit(failed);
  }

  private static void play(String scene, Actor actor, Recording recording) {
    recording.shows(actor.ready()).rests(seconds(1.5)).is("idle", "ready for the first prompt");
    switch (scene) {
      case "work" -> work(actor, recording);
      case "expired" -> expired(actor, recording);
      case "half" -> half(actor, recording);
      case "busy" -> busy(recording);
      case "silence" -> silence(actor, recording);
      default -> throw new AssertionError("no scene " + scene);
    }
  }

  private static void work(Actor actor, Recording recording) {
    prompt("please build it", recording);
    recording.shows(actor.working()).rests(seconds(0.8)).is("working", "the model thinks");
    recording.shows("by word").rests(seconds(0.3)).is("working", "text streams");
    recording.shows(actor.shell()).rests(seconds(1)).is("needs", "may it run a command");
    recording.rests(seconds(3)).is("needs", "may it run a command, for seconds");
    recording.type(actor.yes());
    recording.hides(actor.shell()).rests(seconds(1.5)).is("working", "the command runs");
    recording.shows(actor.edit()).rests(seconds(1)).is("needs", "may it write a file");
    recording.type(actor.yes());
    recording.hides(actor.edit()).rests(seconds(0.7)).is("working", "the model goes on");
    recording.shows("All is done.").shows(actor.done()).rests(seconds(1.5)).is("idle", "done");
    recording.rests(seconds(4)).is("idle", "done, for seconds");
    recording.type(actor.quit());
    recording.rests(seconds(0.7)).is("idle", "a command is typed");
    recording.type("\r");
    recording.ends();
  }

  private static void expired(Actor actor, Recording recording) {
    prompt("give me expired", recording);
    recording.shows(actor.expired()).hides(actor.working()).rests(seconds(1.5));
    recording.is("failed", "the key was refused").rests(seconds(2));
    recording.is("failed", "the key was refused, for seconds");
  }

  private static void half(Actor actor, Recording recording) {
    prompt("give me half", recording);
    if (actor.half().isEmpty()) {
      recording.shows(actor.working()).rests(seconds(4)).is("working", "it tries again");
    } else {
      recording.shows(actor.half()).hides(actor.working()).rests(seconds(1.5));
      recording.is("failed", "the answer was cut off");
    }
  }

  private static void busy(Recording recording) {
    prompt("give me busy", recording);
    recording.rests(seconds(3)).is("working", "the model is busy, it tries again");
    recording.rests(seconds(2)).is("working", "the model is busy, it tries again, for seconds");
  }

  private static void silence(Actor actor, Recording recording) {
    prompt("give me silence", recording);
    recording.shows(actor.working()).rests(seconds(1)).is("working", "no answer comes");
    recording.type("\u001b");
    if (actor.quit().equals("/exit") && actor.half().isEmpty()) {
      // OpenCode wants it twice.
      recording.shows("again").type("\u001b");
    }
    recording.hides(actor.working()).rests(seconds(2)).is("idle", "interrupted");
  }

  /// Agents take a line break that comes in the same read as text for a pasted one.
  private static void prompt(String text, Recording recording) {
    recording.type(text);
    recording.rests(seconds(0.7)).type("\r");
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
