package agenttui.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the scripted model answers: a text that a person writes.
///
/// ```
/// # A line that begins with # is for people.
/// slowly: 2 s                 before the first `when`: how long each text takes
/// directory: /workspace       where files with relative names are written (this is the default)
///
/// when: greeting              the last text of the person holds this word, in capitals or not
///   say: Hello, I am scripted.
///
/// when: build
///   slowly: 4 s               texts of this answer take so long each
///   say: I shall build it.
///   run: make test            asks for a shell command; the agent's answer begins the next turn
/// then:                       what is answered when the tool has answered
///   wait: 2 s                 silence
///   say: It printed: {result}
///   write: notes.txt          asks for a new file; its lines follow, set in by | and a blank
///     | first line
///     | second line
/// then:
///   say: The word was {after remember}.
///
/// when: trouble
///   error: 500 It broke       refuses; `, 2 times` behind it: the first two requests only
///   limit: 3 s, 1 times       429 with retry-after
///   say: Now it works.
///
/// when: silence
///   hang                      never answers, or never goes on
/// when: half
///   say: This is only
///   cut                       ends the connection
/// when: *                     any other text
///   say: Yes.
/// ```
///
/// The first `when` that fits counts; which of its turns, is seen from the request alone: how many
/// tools have answered since the person's last text. Where no word fits, `RUN: command` and `WRITE:
/// path` in the person's text make the model ask for these; then `*` counts; else one sentence is
/// answered. `{after word}` is the word that once came after it in what the person said. How far
/// lines are set in means nothing. Immutable.
public final class Script {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(when|then|say|slowly|wait|run|write|error|limit|directory):\\s*(.*?)\\s*");
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s)");
  private static final Pattern REFUSAL = Pattern.compile("(.*?)(?:\\s*,\\s*(\\d+)\\s+times)?");
  private static final Pattern MARKER = Pattern.compile("(?m)\\b(RUN|WRITE): *(.+)$");

  private final List<Rule> rules;
  private final Duration pace;
  private final String directory;

  /// What is said when the person's text holds a word.
  record Rule(String word, List<List<Step>> turns) {}

  private Script(List<Rule> rules, Duration pace, String directory) {
    this.rules = List.copyOf(rules);
    this.pace = pace;
    this.directory = directory;
  }

  /// Answers everything by the built-in rules.
  public static Script empty() {
    return parse("");
  }

  /// Reads a script.
  ///
  /// @throws IllegalArgumentException naming the line that says nothing
  public static Script parse(String text) {
    return new Reader().read(text);
  }

  /// Reads a script from a file.
  public static Script file(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the script of that name beside this class: `build` for `build.script`.
  public static Script resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".script")) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + name);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where files with relative names are written.
  String directory() {
    return directory;
  }

  /// What the model does about a request; each list of a script is always the same object.
  List<Step> answer(Ask ask) {
    String said = ask.person().toLowerCase(Locale.ROOT);
    Optional<Rule> rule = rules.stream().filter(each -> said.contains(each.word())).findFirst();
    boolean marked = MARKER.matcher(ask.person()).find();
    if (rule.isEmpty() && !marked) {
      rule = rules.stream().filter(each -> each.word().equals("*")).findFirst();
    }
    List<List<Step>> turns = rule.map(Rule::turns).orElse(List.of());
    if (ask.results() < turns.size()) {
      return turns.get(ask.results());
    }
    return rule.isPresent() ? List.of(new Step.Say("Done.", pace)) : builtIn(ask);
  }

  private List<Step> builtIn(Ask ask) {
    if (ask.results() > 0) {
      return List.of(new Step.Say("Done. It said: {result}", pace));
    }
    Matcher marker = MARKER.matcher(ask.person());
    if (!marker.find()) {
      return List.of(new Step.Say("I have read: " + ask.person(), pace));
    }
    String what = marker.group(2).strip();
    Step call =
        marker.group(1).equals("RUN")
            ? new Step.Run(what)
            : new Step.Write(what, "written by the scripted model\n");
    return List.of(new Step.Say("I begin with " + what + ".", pace), call);
  }

  /// Reads line by line.
  private static final class Reader {
    private final List<Rule> rules = new ArrayList<>();
    private Duration pace = Duration.ZERO;
    private Duration here = Duration.ZERO;
    private String directory = "/workspace";

    Script read(String text) {
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        boolean says = !line.isBlank() && !line.strip().startsWith("#");
        if (says && !understood(line)) {
          throw new IllegalArgumentException("line " + number + " is not understood: " + line);
        }
      }
      return new Script(rules, pace, directory);
    }

    private boolean understood(String line) {
      String bare = line.strip();
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        try {
          return setting(matcher.group(1), matcher.group(2));
        } catch (IllegalArgumentException _) {
          return false;
        }
      }
      return switch (bare) {
        case "hang" -> add(new Step.Hang());
        case "cut" -> add(new Step.Cut());
        default -> bare.startsWith("|") && continued(bare.substring(Math.min(2, bare.length())));
      };
    }

    private boolean setting(String key, String value) {
      return switch (key) {
        case "when" -> begin(value.toLowerCase(Locale.ROOT));
        case "then" -> !rules.isEmpty() && rules.getLast().turns().add(new ArrayList<>());
        case "slowly" -> slowly(time(value));
        case "directory" -> {
          directory = value;
          yield rules.isEmpty();
        }
        case "say" -> add(new Step.Say(value, here));
        case "wait" -> add(new Step.Wait(time(value)));
        case "run" -> add(new Step.Run(value));
        case "write" -> add(new Step.Write(value, ""));
        case "error" -> refuse(value);
        case "limit" -> limit(value);
        default -> false;
      };
    }

    private boolean begin(String word) {
      here = pace;
      List<List<Step>> turns = new ArrayList<>();
      turns.add(new ArrayList<>());
      return !word.isEmpty() && rules.add(new Rule(word, turns));
    }

    private boolean slowly(Duration time) {
      here = time;
      if (rules.isEmpty()) {
        pace = time;
      }
      return true;
    }

    private boolean refuse(String value) {
      Matcher parts = matched(REFUSAL, value);
      String[] words = parts.group(1).split("\\s+", 2);
      String message = words.length > 1 ? words[1] : "scripted error";
      return add(new Step.Refuse(Integer.parseInt(words[0]), message, Duration.ZERO, times(parts)));
    }

    private boolean limit(String value) {
      Matcher parts = matched(REFUSAL, value);
      return add(new Step.Refuse(429, "scripted rate limit", time(parts.group(1)), times(parts)));
    }

    private static int times(Matcher parts) {
      return parts.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(2));
    }

    /// A further line of a file, or of a text.
    private boolean continued(String line) {
      List<Step> turn = rules.isEmpty() ? List.of() : rules.getLast().turns().getLast();
      if (turn.isEmpty()) {
        return false;
      }
      return switch (turn.removeLast()) {
        case Step.Write(String path, String content) ->
            turn.add(new Step.Write(path, content + line + "\n"));
        case Step.Say(String text, Duration over) ->
            turn.add(new Step.Say(text + "\n" + line, over));
        case Step _ -> false;
      };
    }

    private boolean add(Step step) {
      return !rules.isEmpty() && rules.getLast().turns().getLast().add(step);
    }

    private static Duration time(String value) {
      Matcher time = matched(TIME, value);
      double unit = time.group(2).equals("s") ? 1_000 : 1;
      return Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * unit));
    }

    private static Matcher matched(Pattern pattern, String value) {
      Matcher matcher = pattern.matcher(value);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no " + pattern + ": " + value);
      }
      return matcher;
    }
  }
}
