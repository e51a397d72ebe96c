package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine;

/// Puts a garbled terminal right: after a dropped line, a program that died, a binary file that was
/// shown. It concerns the terminal alone; sessions, forks and settings stay.
@CommandLine.Command(
    name = "reset",
    description =
        "Put a garbled terminal right: modes, mouse, colours, cursor, echo. Sessions and settings"
            + " stay.")
public final class ResetVerb implements Alone {
  /// By xterm's control sequences (ctlseqs) and the kitty keyboard protocol, in this order: end an
  /// unfinished string (ST); leave the alternate screen; synchronized output off; all kinds of
  /// mouse reports (1000 to 1015), paste, focus and colour scheme reports off; keyboard flags 0; no
  /// link; plain cursor keys and keypad; ASCII in G0, G0 in use; insert off; attributes off;
  /// margins off, which moves the cursor, and back; wrapping on; colours not reversed; cursor
  /// shown, in its usual shape.
  static final String SEQUENCES =
      "\033\\\033[?1049l\033[?2026l"
          + "\033[?9l\033[?1000l\033[?1001l\033[?1002l\033[?1003l\033[?1005l\033[?1006l\033[?1015l"
          + "\033[?2004l\033[?1004l\033[?2031l\033[=0u\033]8;;\033\\"
          + "\033[?1l\033>\033(B\017\033[4l\033[m\0337\033[?69l\033[r\0338\033[?7h\033[?5l"
          + "\033[?25h\033[0 q\r";

  /// On a screen of ours: it is drawn anew, whole.
  @Override
  public Outcome run(Context context) {
    if (context.caller().onScreen()) {
      context.the(Configuration.class).tryOn(context.caller(), Optional.empty());
    } else {
      context.out().print(SEQUENCES);
    }
    return Outcome.OK;
  }

  @Override
  public Outcome run(Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
    out.print(SEQUENCES);
    out.flush();
    if (!caller.interactive()) {
      return Outcome.OK;
    }
    try {
      int code = new ProcessBuilder("stty", "sane").inheritIO().start().waitFor();
      return code == 0 ? Outcome.OK : Outcome.failed("stty sane ended with " + code);
    } catch (IOException e) {
      return Outcome.failed("the screen is right, but there is no stty to bring echo back");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed("interrupted");
    }
  }
}
