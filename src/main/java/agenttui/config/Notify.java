package agenttui.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is called when a pane waits that nobody looks at.
///
/// @param about what is worth a call
/// @param how what the terminal is sent
/// @param quiet hours in which nobody is called
/// @param command a program that is run then too, and its arguments; empty for none
public record Notify(About about, How how, Optional<Hours> quiet, List<String> command) {
  /// In an argument of the command: what happened, in one line.
  public static final String TEXT = "{text}";

  /// Where a program may lie: what an agent, or a project, wrote lies elsewhere.
  private static final Set<Path> SYSTEM =
      Set.of(
          Path.of("/bin"),
          Path.of("/usr/bin"),
          Path.of("/usr/local/bin"),
          Path.of("/opt/homebrew/bin"));

  /// Copies the command.
  public Notify {
    command = List.copyOf(command);
  }

  /// What is worth a call.
  public enum About {
    /// Nothing.
    NONE,
    /// Questions and failures.
    NEEDS,
    /// Also turns that ended.
    ALL
  }

  /// What the terminal is sent.
  public enum How {
    /// BEL.
    BELL,
    /// A notification by OSC 9.
    OSC9,
    /// A notification by OSC 777.
    OSC777
  }

  /// Hours of a day; they may go over midnight.
  ///
  /// @param from the first moment
  /// @param to the first moment after
  public record Hours(LocalTime from, LocalTime to) {
    private static final Pattern FORM =
        Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-3]):([0-5]\\d)");

    /// `22:00-07:00`.
    public static Optional<Hours> of(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(
              new Hours(
                  LocalTime.parse(form.group(1) + ":" + form.group(2)),
                  LocalTime.parse(form.group(3) + ":" + form.group(4))))
          : Optional.empty();
    }

    /// Whether a time of day lies in them.
    public boolean contain(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /// What holds where nothing is said.
  public static final Notify DEFAULT =
      new Notify(About.NEEDS, How.BELL, Optional.empty(), List.of());

  /// Whether `program` may be the command's.
  ///
  /// @param more directories that the user trusts besides the system's
  static boolean mayRun(String program, List<String> more) {
    try {
      Path path = Path.of(program);
      Path directory = path.normalize().getParent();
      return path.isAbsolute()
          && directory != null
          && (SYSTEM.contains(directory)
              || more.stream().map(Path::of).anyMatch(directory::equals));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Whether nobody is to be called now.
  public boolean isQuiet(LocalTime now) {
    return about == About.NONE || quiet.filter(hours -> hours.contain(now)).isPresent();
  }
}
