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
  private record Actor(
      List<String> flags,
      String ready,
      String working,
      String shell,
      String edit,
      String yes,
      String done,
      String quit) {}

  private static final Map<String, Actor> ACTORS = actors();

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
            "/exit"));
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
            "/quit"));
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
            "/exit"));
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
            "/quit"));
    return actors;
  }

  /// Records one agent, or one scene of it.
  ///
  /// @param words the agent, and the scene
  public static void main(String[] words) throws Exception {
    Actor actor = ACTORS.get(words[0]);
    try (Studio studio = new Studio(words[0], Script.resource("moments"), true)) {
      Recording recording = studio.start(actor.flags().toArray(String[]::new));
      try {
        play(words[1], actor, recording);
        recording.keep(
            studio.title() + ": " + words[1], MOMENTS.resolve(words[0]).resolve(words[1]));
      } catch (AssertionError e) {
        e.printStackTrace();
      }
    }
    System.exit(0);
  }

  private static void play(String scene, Actor actor, Recording recording) {
    recording.shows(actor.ready()).rests(seconds(1.5)).is("idle", "ready for the first prompt");
    switch (scene) {
      case "work" -> work(actor, recording);
      default -> trouble(scene, actor, recording);
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

  private static void trouble(String scene, Actor actor, Recording recording) {
    prompt("give me " + scene, recording);
    recording.rests(seconds(3));
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
